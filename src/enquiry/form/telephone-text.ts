/** Why a text is not one telephone number; each has its own sentence on the page. */
export type TelephoneFault =
  /** Neither digits nor characters that a number is written with. */
  | 'malformed'
  | 'words'
  | 'two-numbers'
  | 'extension'
  /** Digits of an unknown country: the `+` or `00` before the country code is missing. */
  | 'no-plus'
  /** Seven digits, as people use them within one town. */
  | 'no-area-code'
  | 'unknown-country'
  | 'too-short'
  | 'too-long';

/** Digits of other keyboards that people in Poland use: Arabic, Persian, full-width. */
const otherDigits = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/gu;
/** The digit zero of each of those sets, the highest code first. */
const zeros = [0xff10, 0x06f0, 0x0660];
/** Invisible characters that an address book, a web page or a PDF adds to a copied number, and telephone symbols. */
const meaningless = /[[\p{Cc}\p{Cf}\p{Mn}\p{So}]--[\t\n]]/gv;
const separators = /[\s\p{Zs}\p{Pd}\u2212.,;:()[\]/\\_'’•·*|~]/gu;
const label =
  /^(?:(?:mój|numer|nr|no|number|telefonu?|tel|phone|mobile|komórkowy|komórka|kom|fax|faks|тел|телефон|номер|моб|мобільний)[.:/]*\s*)+/iu;
const extension = /\d[\s,;(]*(?:wewn?\p{L}*|w\.|ext\p{L}*|доб\p{L}*|x|#)[.:\s]*\d{1,6}\)?$/iu;
const betweenNumbers = /[,;/\n]|\s(?:lub|albo|oraz|i|a|or|and|або|чи|та|і)\s|(?=\+)/iu;

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  return String(code - (zeros.find((zero) => code >= zero) ?? code));
}

const countDigits = (text: string): number => text.replace(/\D/g, '').length;

/** The shortest number that can be complete, as within one town; the longest one in the world (ITU-T E.164). */
const localDigits = 7;
const mostDigits = 15;

/** The digits of a number, without the text around it and between them. */
export interface TelephoneDigits {
  /** Whether it begins with `+` or `00`, so that its first digits are the country code. */
  readonly international: boolean;
  /** Whether it begins with `+`. */
  readonly hasPlus: boolean;
  readonly digits: string;
  /** How many digits stand before each gap, for example 3 and 6 in `600 100 200`. */
  readonly gaps: readonly number[];
}

/**
 * Reads the digits of a typed telephone number.
 *
 * @param text of bounded length
 * @returns the digits, or why the text is not one number
 */
export function readTelephoneDigits(text: string): TelephoneDigits | { readonly fault: TelephoneFault } {
  const plain = text
    .replace(meaningless, '')
    .replace(otherDigits, asciiDigit)
    .replaceAll('\uff0b', '+')
    .trim();
  const number = plain.replace(label, '');
  if (countDigits(number) === 0) return { fault: 'malformed' };
  if (number.split(betweenNumbers).filter((part) => countDigits(part) >= localDigits).length > 1)
    return { fault: 'two-numbers' };
  if (extension.test(number)) return { fault: 'extension' };
  if (/\p{L}/u.test(number)) return { fault: 'words' };
  const compact = number.replace(separators, '');
  const [, sign, digits] = /^(\+|00)?(\d+)$/.exec(compact) ?? [];
  if (digits === undefined) return { fault: 'malformed' };
  if (digits.length > mostDigits) return { fault: 'two-numbers' };
  const groups = number.match(/\d+/g) ?? [];
  const gaps = groups.map((_, index) => groups.slice(0, index + 1).join('').length);
  return { international: sign !== undefined, hasPlus: sign === '+', digits, gaps };
}
