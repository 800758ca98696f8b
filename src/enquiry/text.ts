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
export const tidyText = (text: string): string => text.replace(/\r\n?/g, '\n').trim().normalize('NFC');

/** @returns the length in Unicode code points, nearer to what a person would count than UTF-16 units. */
export const codePoints = (text: string): number => Array.from(text).length;
