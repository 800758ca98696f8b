import { tidyText } from '../form/text.ts';

/**
 * Prefix of every line that a visitor typed, so that none can look like ours. Because of the two spaces Outlook does
 * not join the line to the previous one, as it does by default in plain text.
 */
export const typedPrefix = '  | ';
const mostColumns = 70 - typedPrefix.length;

/** Everything that a mail program may treat as a line break: every control character but tab, LS and PS. */
const lineEnds = /[[\p{Cc}\p{Zl}\p{Zp}]--[\t]]/v;
/** White space, and characters that look like it: Korean fillers, the empty Braille cell. */
const blank = '[\\s\\u115f\\u1160\\u2800\\u3164\\uffa0]';
const blanks = new RegExp(`${blank}(?:${blank}|\\p{Default_Ignorable_Code_Point})*${blank}`, 'gu');
const blankEnds = new RegExp(`^${blank}+|${blank}+$`, 'gu');

const graphemes = new Intl.Segmenter('pl', { granularity: 'grapheme' });
/** Characters that a fixed-width font shows twice as wide as a Latin letter (Unicode Standard Annex 11). */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const withoutWidth = /[\p{M}\p{Cf}]/gu;

/** @returns the width of a letter in columns; one that stands for several, such as ﷺ, counts as several */
const columns = (letter: string): number =>
  Array.from(letter.normalize('NFKC').replace(withoutWidth, '')).length * (wide.test(letter) ? 2 : 1);

/** @returns the line cut into pieces that fit, at spaces where there are any */
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
 * @returns its lines with the prefix, short enough that no mail program breaks them, and without runs of spaces that
 * could push text to the left margin
 */
export const typedLines = (text: string | undefined): readonly string[] =>
  text === undefined
    ? []
    : tidyText(text)
        .split(lineEnds)
        .flatMap((line) => wrap(line.replace(blanks, ' ').replace(blankEnds, '')))
        .map((line) => `${typedPrefix}${line}`.trimEnd());
