import { typedLetters } from './progress/letters.ts';

/**
 * Digits and capitals of which no two look alike in print or handwriting: without 0 O Q D, 1 I L, 2 Z, 5 S,
 * 6 G, 8 B, U V W. Without vowels (and Y), so that no word appears.
 */
export const referenceAlphabet = '3479CFHJKMNPRTX';

const groupLength = 3;
const groups = 2;

/** Matches a whole reference. */
export const referencePattern = new RegExp(`^KIS(?:-[${referenceAlphabet}]{${groupLength}}){${groups}}$`);

/**
 * @param random gives that many random bytes
 * @returns that many letters of the alphabet, all equally likely
 */
export function createLetters(
  count: number,
  alphabet: string,
  random: (bytes: number) => Uint8Array,
): string {
  // Bytes from this value on would favour the first letters of the alphabet, so they are thrown away.
  const fairBytes = 256 - (256 % alphabet.length);
  let letters = '';
  while (letters.length < count) {
    const byte = random(1)[0] ?? 255;
    if (byte < fairBytes) letters += alphabet[byte % alphabet.length];
  }
  return letters;
}

/**
 * @param random gives that many random bytes
 * @returns a reference such as `KIS-7MX-4PT`; it may already be used, which the store checks
 */
export function createReference(random: (bytes: number) => Uint8Array): string {
  const letters = createLetters(groupLength * groups, referenceAlphabet, random);
  return `KIS-${letters.slice(0, groupLength)}-${letters.slice(groupLength)}`;
}

/** The name of the club before a reference, as it is read out or typed in Cyrillic, and any text before it. */
const clubName = /^.*K[I1L][S5C](?=[^IS1L5]*$)/;

/**
 * @returns the reference that a person read out or typed, or undefined; small letters, missing hyphens and
 * look-alikes of other scripts are accepted
 */
export function readReference(typed: string): string | undefined {
  const letters = typedLetters(typed).replace(clubName, '');
  const reference = `KIS-${letters.slice(0, groupLength)}-${letters.slice(groupLength)}`;
  return referencePattern.test(reference) ? reference : undefined;
}
