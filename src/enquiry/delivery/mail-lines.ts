import { formatTelephone, readTelephone } from '../form/telephone.ts';
import { typedLines } from './typed-lines.ts';

/**
 * @returns our line, the typed lines under it, and an empty line, so that no mail program joins the next line to them
 */
export const withTyped = (line: string, text: string): readonly string[] => [line, ...typedLines(text), ''];

/**
 * Outlook joins a line to the previous one, unless that one is empty or ends a sentence, or this one begins with two
 * spaces. No-break spaces are replaced, because they would stay in a number that is copied.
 */
function asSentence(line: string): string {
  if (line === '' || line.startsWith('  ')) return line;
  return `${line}${/[.:?!]$/.test(line) ? '' : '.'}`.replaceAll('\u00a0', ' ');
}

/**
 * @param lines each a sentence, a typed line, or empty
 * @param link is put last on its own line, so that a mail program takes nothing else for a part of it
 * @returns the text of a mail
 */
export function mailText(lines: readonly string[], link?: string): string {
  const text = lines
    .map(asSentence)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
  return `${text}\n${link === undefined ? '' : `${link}\n`}`;
}

/**
 * @param readings writes the sentence for a number that can be read in two ways
 * @returns the line and the number; when it can be read in two ways, the typed text and both readings, for staff to
 * choose from
 */
export function phoneLines(
  line: string,
  phone: string,
  readings: (numbers: readonly string[]) => string,
): readonly string[] {
  const reading = readTelephone(phone);
  if (reading.kind === 'certain') return withTyped(line, formatTelephone(reading.number));
  const lines = withTyped(line, phone);
  return reading.kind === 'fault' ? lines : [...lines, readings(reading.numbers.map(formatTelephone))];
}
