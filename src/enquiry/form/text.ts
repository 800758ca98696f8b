import { normalizeText } from '../../unicode.ts';

/**
 * Characters that steer a terminal, a mail header or the direction of text: all controls but tab and LF, the
 * bidirectional embeddings, overrides and isolates, and halves of surrogate pairs.
 */
const forbidden = /[[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]--[\t\n]]/v;
/** White space, and what Unicode shows as nothing: joiners, fillers, soft hyphens, the empty Braille cell. */
const blank = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;
const lineBreakOrTab = /[\t\n\p{Zl}\p{Zp}]/u;

/** @returns whether the text holds a character that no message needs; joiners of emoji and Persian are fine. */
export const hasForbiddenCharacters = (text: string): boolean => forbidden.test(text);

/** @returns whether the text would take more than one line, or holds a tab. */
export const hasLineBreakOrTab = (text: string): boolean => lineBreakOrTab.test(text);

/** @returns whether a reader would see nothing of the text. */
export const isBlank = (text: string): boolean => blank.test(text);

/** @returns the text with LF for every CRLF and lone CR, without white space at its ends, in NFC. */
export const tidyText = (text: string): string => normalizeText(text.replace(/\r\n?/g, '\n').trim());

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
