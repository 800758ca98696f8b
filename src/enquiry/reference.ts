/**
 * Digits and capitals of which no two look alike in print or handwriting: without 0 O Q D, 1 I L, 2 Z, 5 S,
 * 6 G, 8 B, U V W. Without vowels (and Y), so that no word appears.
 */
export const referenceAlphabet = '3479CFHJKMNPRTX';

const groupLength = 3;
const groups = 2;

/** Matches a reference and nothing else. */
export const referencePattern = new RegExp(`^KIS(?:-[${referenceAlphabet}]{${groupLength}}){${groups}}$`);

/** Bytes from this value on would favour the first letters of the alphabet, so they are thrown away. */
const fairBytes = 256 - (256 % referenceAlphabet.length);

/**
 * @param random gives that many random bytes
 * @returns a reference such as `KIS-7MX-4PT`; whether it is still free, the store decides
 */
export function createReference(random: (bytes: number) => Uint8Array): string {
  let letters = '';
  while (letters.length < groupLength * groups) {
    const byte = random(1)[0] ?? 255;
    if (byte < fairBytes) letters += referenceAlphabet[byte % referenceAlphabet.length];
  }
  return `KIS-${letters.slice(0, groupLength)}-${letters.slice(groupLength)}`;
}

/** @returns the reference that a person read out or typed, or undefined; small letters and missing hyphens pass. */
export function readReference(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^KIS/, '');
  const reference = `KIS-${letters.slice(0, groupLength)}-${letters.slice(groupLength)}`;
  return referencePattern.test(reference) ? reference : undefined;
}
