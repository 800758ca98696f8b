/**
 * What no eye sees (Unicode, Cf): soft hyphens and letters without width that Word and web pages leave within words.
 * Where it parts two words there is a space as well.
 */
const unseen = /\p{Cf}/gu;

/** What people type for an apostrophe within a word; each keyboard has another: сім’я, сім'я, сімʼя. */
const apostrophe = "['\u2019\u02bc\u2018`\u00b4]";
const withinWord = new RegExp(`(?<=\\p{L})${apostrophe}(?=\\p{L})`, 'gu');

/** Letters that are to Unicode no letters with a mark. */
const unmarked: readonly (readonly [letter: string, plain: string])[] = [
  ['ł', 'l'],
  ['ґ', 'г'],
  ['є', 'е'],
];

/**
 * @returns the text in small letters without what no eye sees, and without apostrophes within words, Polish and other
 * marks: „zasiłek” is found by `zasilek`, «сім’я» by `сімя`
 */
export const fold = (text: string): string =>
  unmarked
    .reduce(
      (folded, [letter, plain]) => folded.replaceAll(letter, plain),
      text.replace(unseen, '').replace(withinWord, '').toLowerCase(),
    )
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

/** A word as it is written, with its apostrophes; a number is a word. */
export const wordPattern = `[\\p{L}\\p{N}\\p{M}]+(?:${apostrophe}[\\p{L}\\p{M}]+)*`;
const word = new RegExp(wordPattern, 'gu');

/** @returns the words of a text as they are written. */
export const wordsOf = (text: string): string[] => text.match(word) ?? [];
