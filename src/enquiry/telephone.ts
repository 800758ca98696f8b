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

/** @param digits a national number, with or without the trunk zero used before 2005 */
function polish(digits: string): string | undefined {
  const national = digits.length === 10 && digits.startsWith('0') ? digits.slice(1) : digits;
  return /^[1-9][0-9]{8}$/.test(national) ? `+48${national}` : undefined;
}

function international(digits: string): string | undefined {
  if (digits.startsWith('48')) return polish(digits.slice(2));
  return /^[1-9][0-9]{7,14}$/.test(digits) ? `+${digits}` : undefined;
}

/**
 * Reads a telephone number as people write it: a Polish one with any separators, `tel.`, `(32)`, a leading 0,
 * `+48`, `0048` or `48`; another country's with `+` or `00`.
 *
 * @returns the number as ITU-T E.164 (`+` and 8 to 15 digits), or undefined when it is not one number
 */
export function parseTelephone(text: string): string | undefined {
  const compact = text
    .replace(invisible, '')
    .trim()
    .replace(otherDigits, asciiDigit)
    .replace(prefix, '')
    .replace(trunkZero, '')
    .replace(separators, '');
  if (/^\+[0-9]+$/.test(compact)) return international(compact.slice(1));
  if (!/^[0-9]+$/.test(compact)) return undefined;
  if (compact.startsWith('00')) return international(compact.slice(2));
  return (
    polish(compact) ??
    (compact.length === 11 && compact.startsWith('48') ? international(compact) : undefined)
  );
}
