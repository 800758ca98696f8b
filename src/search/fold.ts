/**
 * @returns the text in small letters without Polish and other marks. To Unicode ł is no letter with a mark, so it
 * is folded by hand: „zasiłek” is found by `zasilek`.
 */
export const fold = (text: string): string =>
  text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '');

/** @returns the words of a text as they are written; a number is a word. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
