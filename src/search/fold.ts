/**
 * Invisible characters (Unicode Cf): soft hyphens and zero-width characters that Word and web pages leave inside
 * words. Where they separate two words there is a space as well.
 */
const unseen = /\p{Cf}/gu;

/** Characters that people type for an apostrophe within a word, depending on the keyboard: сім’я, сім'я, сімʼя. */
const apostrophe = "['\u2019\u02bc\u2018`\u00b4]";
const withinWord = new RegExp(`(?<=\\p{L})${apostrophe}(?=\\p{L})`, 'gu');

/** Letters that Unicode does not decompose into a letter and a mark. */
const unmarked: readonly (readonly [letter: string, plain: string])[] = [
  ['ł', 'l'],
  ['ґ', 'г'],
  ['є', 'е'],
];

/**
 * @returns the text in small letters, without invisible characters, apostrophes within words, and diacritics:
 * „zasiłek” is found by `zasilek`, «сім’я» by `сімя`
 */
export const fold = (text: string): string =>
  unmarked
    .reduce(
      (folded, [letter, plain]) => folded.replaceAll(letter, plain),
      text.replace(unseen, '').replace(withinWord, '').toLowerCase(),
    )
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

/** A word with its apostrophes; a number is a word. */
export const wordPattern = `[\\p{L}\\p{N}\\p{M}]+(?:${apostrophe}[\\p{L}\\p{M}]+)*`;
const word = new RegExp(wordPattern, 'gu');

/** @returns the words of a text, unchanged */
export const wordsOf = (text: string): string[] => text.match(word) ?? [];
