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

/** Nobody types more into a field for so few characters. */
const longestTyped = 100;

/** Letters of other keyboards that look the same in print as one of ours. */
const otherAlphabets: Readonly<Record<string, string>> = {
  ...{
    З: '3',
    Ч: '4',
    С: 'C',
    Н: 'H',
    Ј: 'J',
    К: 'K',
    М: 'M',
    Р: 'P',
    Т: 'T',
    Х: 'X',
    І: 'I',
    Ѕ: 'S',
    О: 'O',
    Д: 'D',
  },
  ...{ Η: 'H', Κ: 'K', Μ: 'M', Ν: 'N', Ρ: 'P', Τ: 'T', Χ: 'X', Ϲ: 'C', Ι: 'I' },
};

/**
 * Of two characters that look alike the alphabet has at most one, so none of ours is taken for another.
 *
 * @returns the Latin capitals and digits of what was typed, in any case and on any keyboard; undefined: far too much
 */
function readCharacters(typed: string): string | undefined {
  if (typed.length > longestTyped) return undefined;
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\u0370-\u04ff]/g, (letter) => otherAlphabets[letter] ?? letter)
    .replace(/[^0-9A-Z]/g, '');
}

const inGroups = (letters: string): string =>
  `${letters.slice(0, groupLength)}-${letters.slice(groupLength)}`;

/** The name of the club as it is read out, or typed in Cyrillic, and what may stand before it. */
const clubName = /^.*K[I1L][S5C](?=[^IS1L5]*$)/;

/** @returns the reference that a person read out or typed, or undefined; small letters and missing hyphens pass. */
export function readReference(typed: string): string | undefined {
  const letters = readCharacters(typed)?.replace(clubName, '');
  const reference = `KIS-${inGroups(letters ?? '')}`;
  return referencePattern.test(reference) ? reference : undefined;
}

/** Matches a code and nothing else. */
export const codePattern = new RegExp(
  `^[${referenceAlphabet}]{${groupLength}}-[${referenceAlphabet}]{${groupLength}}$`,
);

/** @returns the code of six characters that a person typed, as `XT7-K4M`; undefined: it is none */
export function readCode(typed: string): string | undefined {
  const code = inGroups(readCharacters(typed)?.replace(/^KOD/, '') ?? '');
  return codePattern.test(code) ? code : undefined;
}
