import { tidyText } from '../form/text.ts';

/**
 * Stands before every line that a visitor typed, so that none can pass for ours. With the two blanks before it Outlook
 * does not join the line to the one before, as it does with lines of plain text by its own choice.
 */
export const typedPrefix = '  | ';
const mostColumns = 70 - typedPrefix.length;

/** All that a reader's program may take for the end of a line: every control but tab, LS and PS. */
const lineEnds = /[[\p{Cc}\p{Zl}\p{Zp}]--[\t]]/v;
/** White space, and letters that look like it: fillers of Korean, the empty Braille cell. */
const blank = '[\\s\\u115f\\u1160\\u2800\\u3164\\uffa0]';
const blanks = new RegExp(`${blank}(?:${blank}|\\p{Default_Ignorable_Code_Point})*${blank}`, 'gu');
const blankEnds = new RegExp(`^${blank}+|${blank}+$`, 'gu');

const graphemes = new Intl.Segmenter('pl', { granularity: 'grapheme' });
/** What a fixed font shows twice as wide as a Latin letter (Unicode Standard Annex 11). */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const withoutWidth = /[\p{M}\p{Cf}]/gu;

/** @returns in how many columns a letter stands; one that stands for many, such as ﷺ, counts as they do */
const columns = (letter: string): number =>
  Array.from(letter.normalize('NFKC').replace(withoutWidth, '')).length * (wide.test(letter) ? 2 : 1);

/** @returns the line in pieces that fit, parted at blanks where there are any */
function wrap(line: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const { segment } of graphemes.segment(line)) {
    const needed = columns(segment);
    if (width + needed > mostColumns && piece !== '') {
      const lastBlank = piece.lastIndexOf(' ');
      const end = lastBlank > 0 ? lastBlank : piece.length;
      pieces.push(piece.slice(0, end));
      piece = piece.slice(end).trimStart();
      width = Array.from(graphemes.segment(piece), (each) => columns(each.segment)).reduce(
        (a, b) => a + b,
        0,
      );
    }
    piece += segment;
    width += needed;
  }
  return [...pieces, piece];
}

/**
 * @param text what a visitor typed; undefined: nothing
 * @returns its lines with the prefix on each, none so long that a mail program would have to break it, and without runs
 *   of blanks that would move what follows to the margin
 */
export const typedLines = (text: string | undefined): readonly string[] =>
  text === undefined
    ? []
    : tidyText(text)
        .split(lineEnds)
        .flatMap((line) => wrap(line.replace(blanks, ' ').replace(blankEnds, '')))
        .map((line) => `${typedPrefix}${line}`.trimEnd());
