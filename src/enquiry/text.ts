const c0AndC1 = '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f';
const bidirectionalControls = '\\u202a-\\u202e\\u2066-\\u2069';
const loneSurrogates = '\\p{Surrogate}';

/** Characters that steer a terminal, a mail header or the direction of text. Tab and LF are not among them. */
const forbidden = new RegExp(`[${c0AndC1}${bidirectionalControls}${loneSurrogates}]`, 'u');
const lineOrTab = /[\t\n\u2028\u2029]/u;

/** @returns whether the text holds a character that no message needs; joiners of emoji and Persian are fine. */
export const hasForbiddenCharacters = (text: string): boolean => forbidden.test(text);

/** @returns whether the text would take more than one line, or holds a tab. */
export const hasLineBreakOrTab = (text: string): boolean => lineOrTab.test(text);

/** @returns the text with LF for every CRLF and lone CR, without white space at its ends, in NFC. */
export const tidyText = (text: string): string => text.replace(/\r\n?/g, '\n').trim().normalize('NFC');

/** @returns the length in Unicode code points, which is what a person would count more nearly than UTF-16. */
export const codePoints = (text: string): number => Array.from(text).length;
