import { formatTelephone, readTelephone } from '../form/telephone.ts';
import { typedLines } from './typed-lines.ts';

/** @returns our line, what was typed under it, and an empty line, so that no program joins what comes next to it */
export const withTyped = (line: string, text: string): readonly string[] => [line, ...typedLines(text), ''];

/**
 * Outlook joins a line to the one before, unless that one is empty or ends a sentence or this one begins with two
 * blanks. Blanks that do not break, as pages have them, stay in a number that is copied.
 */
function asSentence(line: string): string {
  if (line === '' || line.startsWith('  ')) return line;
  return `${line}${/[.:?!]$/.test(line) ? '' : '.'}`.replaceAll('\u00a0', ' ');
}

/**
 * @param lines each a sentence, what was typed, or empty
 * @param link stands last, alone on its line: nothing that a mail program may take for a part of it
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
 * @param readings puts into words how a number may be read
 * @returns the line and the number; where that can be read in two ways, what was typed and both readings, for staff to
 *   choose from
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
