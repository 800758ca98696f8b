import { polishMarks } from '../unicode.ts';
import { fold, wordPattern, wordsOf } from './fold.ts';
import { bestDegree, degreeOf } from './match.ts';

/** A piece of a snippet; `found`: it matches the question; `isPolish`: it is Polish on a page in another language. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
  readonly isPolish?: true;
}

/** In characters: about two lines on a telephone, three at most. */
const longest = 160;
/** How many characters before the first match are shown. */
const before = 60;

const answered = (asked: readonly string[], line: string): number => {
  const words = wordsOf(line).map(fold);
  return asked.filter((word) => bestDegree(word, words) > 0).length;
};

/** @returns the part of the line around its first match, cut between words, with … where text is left out */
function stretch(line: string, asked: readonly string[]): string {
  if (line.length <= longest) return line;
  const first = wordsOf(line).find((word) => asked.some((one) => degreeOf(one, fold(word)) > 0)) ?? '';
  const from = Math.max(0, line.indexOf(first) - before);
  const start = from === 0 ? 0 : line.indexOf(' ', from) + 1;
  const rest = line.slice(start);
  if (rest.length <= longest) return `… ${rest}`;
  const end = rest.lastIndexOf(' ', longest);
  return `${start === 0 ? '' : '… '}${rest.slice(0, end > 0 ? end : longest)} …`;
}

/** @returns a line in parts by language, using its marks, one of which may have been cut off */
function polishOrNot(line: string): Omit<Piece, 'found'>[] {
  const { opens, closes } = polishMarks;
  const whole = /^[^\ue000]*\ue001/.test(line) ? opens + line : line;
  return whole.split(opens).flatMap((part, index) => {
    if (index === 0) return [{ text: part }];
    const [polish = '', rest = ''] = part.split(closes);
    return [{ text: polish, isPolish: true as const }, { text: rest }];
  });
}

/**
 * @param lines of the best section
 * @param asked folded words of the question
 * @returns the line with most matches, with the matches marked; empty for a section without text
 */
export function snippetOf(lines: readonly string[], asked: readonly string[]): Piece[] {
  const best = lines
    .map((line) => ({ line, count: answered(asked, line) }))
    .reduce((most, one) => (one.count > most.count ? one : most), { line: lines[0] ?? '', count: 0 });
  const line = stretch(best.line.replace(/^(?:-|\d+\.) /, ''), asked);
  return polishOrNot(line).flatMap(({ text: part, ...tongue }) =>
    part
      .split(new RegExp(`(${wordPattern})`, 'u'))
      .map((text, index) => ({
        text,
        found: index % 2 === 1 && asked.some((word) => degreeOf(word, fold(text)) > 0),
        ...tongue,
      }))
      .filter(({ text }) => text !== ''),
  );
}
