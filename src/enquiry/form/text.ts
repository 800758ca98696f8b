import { normalizeText } from '../../unicode.ts';

/** Embeddings, overrides and isolates, which web pages and address books add to copied text. */
const directionMarks = /[\u202a-\u202e\u2066-\u206f]/g;
/** CRLF and other line ends: VT and FF of word processors, NEL, LS, PS. */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** PDFs give this for a hyphen at the end of a line. */
const pdfHyphen = '\u0002';
/** Remains of another encoding; they are invisible. */
const otherControls = /[\u0080-\u009f]/g;
/** Invisible tag characters (from U+E0000); only the flags of England, Scotland and Wales are written with them. */
const tags =
  /(\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
/** The remaining characters that control a terminal or a mail header, and halves of surrogate pairs. */
const forbidden = /[[\p{Cc}\p{Cs}]--[\t\n]]/v;
const everyForbidden = new RegExp(forbidden.source, 'gv');
/** White space, and characters that are shown as nothing: joiners, fillers, soft hyphens, the empty Braille cell. */
const blank = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

/** Visible signs for control characters, in the same order (Unicode, Control Pictures). */
const pictureOf = (control: string): string => {
  const code = control.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
};
const longestWordShown = 40;

/**
 * @returns the first word with an invisible character that no text needs; the character is replaced by a visible sign
 */
export function forbiddenWord(text: string): string | undefined {
  const word = text.split(/\s/).find((each) => forbidden.test(each));
  if (word === undefined) return undefined;
  const from = Math.max(0, word.search(forbidden) - longestWordShown / 2);
  return word.slice(from, from + longestWordShown).replace(everyForbidden, pictureOf);
}

/** @returns whether nothing of the text would be visible */
export const isBlank = (text: string): boolean => blank.test(text);

/**
 * Removes invisible characters that nobody meant to type, where the meaning does not change: joiners of emoji and
 * Persian stay.
 *
 * @returns the text with LF for every line end, without white space at its ends, in NFC
 */
export const tidyText = (text: string): string =>
  normalizeText(
    text
      .replace(directionMarks, '')
      .replace(lineEnds, '\n')
      .replaceAll(pdfHyphen, '-')
      .replace(otherControls, '')
      .replace(tags, '$1')
      .trim(),
  );

/** @returns the same in one line: a space for each tab and line end */
export const tidyLine = (text: string): string => tidyText(text).replace(/[\t\n]+/g, ' ');

/** In NFC each letter that people type needs at most four UTF-16 units for one code point. */
const unitsACodePoint = 4;

/**
 * Checked before any work is done on a text.
 *
 * @param limit in code points after NFC
 * @returns whether the text is so long that it cannot fit after tidying
 */
export const isFarTooLong = (text: string, limit: number): boolean =>
  text.length > limit * unitsACodePoint && text.trim().length > limit * unitsACodePoint;

/** @returns the length in Unicode code points, which is closer to a person's count than UTF-16 units */
export const codePoints = (text: string): number => Array.from(text).length;
