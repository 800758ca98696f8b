/** Digits that keyboards of people who call the club produce: Arabic, Persian, full-width. */
const otherDigits = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/gu;
/** What a telephone's address book wraps round a copied number; only digits survive, so it is dropped. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const separators = /[\s\p{Zs}\p{Pd}\u2212.,;()/]/gu;
const prefix = /^(?:(?:numer|nr|telefonu?|tel|komórkowy|komórka|kom|fax|faks)[.:/]*\s*)+/iu;
/** `+48 (0) 32 …`: the zero in brackets is for callers inside the country. */
const trunkZero = /\(\s*0\s*\)/gu;

/** The zero of each of those sets, the highest first. */
const zeros = [0xff10, 0x06f0, 0x0660];

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  return String(code - (zeros.find((zero) => code >= zero) ?? code));
}

/** Written without the zero that callers inside the country put first. */
const nationalPatterns: Readonly<Record<'48' | '380', RegExp>> = {
  '48': /^[1-9][0-9]{8}$/,
  '380': /^[1-9][0-9]{8}$/,
};

/** @param digits a national number, with or without the zero for callers inside the country */
function national(country: keyof typeof nationalPatterns, digits: string): string | undefined {
  const bare = digits.length === 10 && digits.startsWith('0') ? digits.slice(1) : digits;
  return nationalPatterns[country].test(bare) ? `+${country}${bare}` : undefined;
}

/** @param digits a number that begins with the digits of its country */
function international(digits: string): string | undefined {
  if (digits.startsWith('48')) return national('48', digits.slice(2));
  if (digits.startsWith('380')) return national('380', digits.slice(3));
  return /^[1-9][0-9]{7,14}$/.test(digits) ? `+${digits}` : undefined;
}

const present = (numbers: readonly (string | undefined)[]): readonly string[] =>
  numbers.filter((number) => number !== undefined);

/**
 * Reads a telephone number as people write it: a Polish one with any separators, `tel.`, `(32)`, `+48`, `0048` or
 * `48`; another country's with `+` or `00`, a Ukrainian one with `380` too. A leading 0 with nine digits after it is
 * a Polish number as it was written until 2005, and just as well a Ukrainian one: both readings are given, and nobody
 * is to choose between them, for one of the two belongs to a stranger.
 *
 * @returns every number that the text may mean, as ITU-T E.164 (`+` and 8 to 15 digits); none when it is no number
 */
export function readTelephone(text: string): readonly string[] {
  const compact = text
    .replace(invisible, '')
    .trim()
    .replace(otherDigits, asciiDigit)
    .replace(prefix, '')
    .replace(trunkZero, '')
    .replace(separators, '');
  if (/^\+[0-9]+$/.test(compact)) return present([international(compact.slice(1))]);
  if (!/^[0-9]+$/.test(compact)) return [];
  if (compact.startsWith('00')) return present([international(compact.slice(2))]);
  if (compact.startsWith('0')) return present([national('48', compact), national('380', compact)]);
  const withCountry = /^(?:48|380)[0-9]{9}$/.test(compact) ? international(compact) : undefined;
  return present([national('48', compact) ?? withCountry]);
}
