/**
 * What no eye sees (Unicode, Cf): soft hyphens and letters without width that Word and web pages leave within words.
 * Where it parts two words there is a space as well.
 */
const unseen = /\p{Cf}/gu;

/**
 * @returns the text in small letters without what no eye sees, and without Polish and other marks. To Unicode ł is no letter with a mark, so it
 * is folded by hand: „zasiłek” is found by `zasilek`.
 */
export const fold = (text: string): string =>
  text.replace(unseen, '').toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '');

/** @returns the words of a text as they are written; a number is a word. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
