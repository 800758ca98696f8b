import { normalizeText } from '../../unicode.ts';

/** Embeddings, overrides and isolates: web pages and address books wrap what is copied from them in these. */
const directionMarks = /[\u202a-\u202e\u2066-\u206f]/g;
/** CRLF, and what other programs end a line with: VT and FF of word processors, NEL, LS, PS. */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** What a PDF gives for a hyphen at the end of a line. */
const pdfHyphen = '\u0002';
/** Left over from text in another encoding; nobody sees them. */
const otherControls = /[\u0080-\u009f]/g;
/** Invisible letters (U+E0000 and on); only the flags of England, Scotland and Wales are written with them. */
const tags =
  /(\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
/** What is left of the characters that steer a terminal or a mail header, and halves of surrogate pairs. */
const forbidden = /[[\p{Cc}\p{Cs}]--[\t\n]]/v;
const everyForbidden = new RegExp(forbidden.source, 'gv');
/** White space, and what Unicode shows as nothing: joiners, fillers, soft hyphens, the empty Braille cell. */
const blank = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

/** Signs that stand for control characters, in the order of those (Unicode, Control Pictures). */
const pictureOf = (control: string): string => {
  const code = control.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
};
const longestWordShown = 40;

/** @returns the first word with a character that no text needs, and that a reader cannot see, as a sign to be seen */
export function forbiddenWord(text: string): string | undefined {
  const word = text.split(/\s/).find((each) => forbidden.test(each));
  if (word === undefined) return undefined;
  const from = Math.max(0, word.search(forbidden) - longestWordShown / 2);
  return word.slice(from, from + longestWordShown).replace(everyForbidden, pictureOf);
}

/** @returns whether a reader would see nothing of the text. */
export const isBlank = (text: string): boolean => blank.test(text);

/**
 * Takes away what nobody meant to type and nobody can see, where it can be done without changing what was meant:
 * joiners of emoji and Persian stay.
 *
 * @returns the text with LF for every end of a line, without white space at its ends, in NFC
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

/** @returns the same on one line: a space for a tab and for ends of lines. */
export const tidyLine = (text: string): string => tidyText(text).replace(/[\t\n]+/g, ' ');

/** NFC makes one code point of at most four UTF-16 units of the letters that people type. */
const unitsACodePoint = 4;

/**
 * To be asked before any work is done on a text.
 *
 * @param limit in code points after NFC
 * @returns whether the text is so long that no tidying makes it fit
 */
export const isFarTooLong = (text: string, limit: number): boolean =>
  text.length > limit * unitsACodePoint && text.trim().length > limit * unitsACodePoint;

/** @returns the length in Unicode code points, nearer to what a person would count than UTF-16 units. */
export const codePoints = (text: string): number => Array.from(text).length;
