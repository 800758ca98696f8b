import {
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { readTelephoneDigits, type TelephoneFault } from './telephone-text.ts';

/** Numbers are ITU-T E.164: `+` and at most 15 digits. */
export type TelephoneReading =
  /** It can be read in one way only. */
  | { readonly kind: 'certain'; readonly number: string }
  /** It may be one of these numbers, which must not be guessed: a wrong number is a stranger's. */
  | { readonly kind: 'uncertain'; readonly numbers: readonly [string, ...string[]] }
  | { readonly kind: 'fault'; readonly fault: TelephoneFault };

const certain = (number: string): TelephoneReading => ({ kind: 'certain', number });
const uncertain = (first: string, ...others: readonly string[]): TelephoneReading => ({
  kind: 'uncertain',
  numbers: [first, ...others],
});
const fault = (why: TelephoneFault): TelephoneReading => ({ kind: 'fault', fault: why });

/** The library also adds digits that some countries have added to their numbers since: that is a guess. */
const unlessChanged = (number: PhoneNumber, digits: string): TelephoneReading =>
  digits.endsWith(number.nationalNumber) ? certain(number.number) : uncertain(number.number);

/** Without the leading zero that was dialled within Poland until 2005. */
const nationalPolish = /^[1-9][0-9]{8}$/;
const polishDigits = 9;
const localDigits = 7;

/** Reads a number that begins with its country code; a needless zero after the code is dropped. */
const parse = (digits: string): PhoneNumber | undefined => parsePhoneNumberFromString(`+${digits}`);

/** @returns the number if it is valid in the library's numbering plan of its country */
function existing(digits: string): string | undefined {
  const number = parse(digits);
  return number?.isValid() ? number.number : undefined;
}

const isPolish = (national: string): boolean => existing(`48${national}`) !== undefined;

/** @param national the digits after `+48` */
function polish(national: string): TelephoneReading {
  const bare = national.length === polishDigits + 1 ? national.replace(/^0/, '') : national;
  if (nationalPolish.test(bare)) return certain(`+48${bare}`);
  if (bare.length === localDigits) return fault('no-area-code');
  return fault(bare.length > polishDigits ? 'too-long' : 'too-short');
}

/**
 * A number of the right length that the library does not know may be a new one.
 *
 * @param hasPlus whether the error message may mention the `+`
 */
function international(digits: string, hasPlus: boolean): TelephoneReading {
  if (digits.startsWith('48')) return polish(digits.slice(2));
  const number = parse(digits);
  if (number === undefined) {
    const unknown = validatePhoneNumberLength(`+${digits}`) === 'INVALID_COUNTRY';
    if (!unknown) return fault('too-short');
    return fault(hasPlus ? 'unknown-country' : 'no-plus');
  }
  // `+420 (0) 777 …`: a zero that this country's numbers do not have, written by habit.
  const withoutZero = parse(`${number.countryCallingCode}${number.nationalNumber.replace(/^0/, '')}`);
  const found = [number, withoutZero].find((each) => each?.isValid());
  if (found !== undefined || number.isPossible()) return unlessChanged(found ?? number, digits);
  return fault(validatePhoneNumberLength(`+${digits}`) === 'TOO_LONG' ? 'too-long' : 'too-short');
}

/** Nine digits are a Polish number, unless no Polish number begins so and a Ukrainian one does. */
function nineDigits(digits: string): TelephoneReading {
  if (isPolish(digits)) return certain(`+48${digits}`);
  const ukrainian = existing(`380${digits}`);
  return uncertain(`+48${digits}`, ...(ukrainian === undefined ? [] : [ukrainian]));
}

/**
 * A zero and nine digits are a Polish number as written until 2005, or a Ukrainian one. A zero before the country
 * code of one of them is nearly always a `+` that could not be typed.
 */
function withTrunkZero(digits: string): TelephoneReading {
  const bare = digits.slice(1);
  if (nationalPolish.test(bare)) return uncertain(`+48${bare}`, `+380${bare}`);
  if (bare.length === localDigits) return fault('no-area-code');
  if (bare.length < polishDigits) return fault('too-short');
  const number = /^(?:48|380)/.test(bare) ? existing(bare) : undefined;
  return number === undefined ? fault('no-plus') : uncertain(number);
}

/**
 * More digits than a Polish number has. It is another country's number when no Polish number begins so; otherwise it
 * may be a typing error or an extension.
 */
function manyDigits(digits: string, gaps: readonly number[]): TelephoneReading {
  const ownCountry = digits.startsWith('48') ? polish(digits.slice(2)) : undefined;
  if (ownCountry?.kind === 'certain') return ownCountry;
  const number = parse(digits);
  if (!isPolish(digits.slice(0, polishDigits)))
    return number?.isPossible() ? unlessChanged(number, digits) : fault('no-plus');
  if (!number?.isValid() || digits.length === polishDigits + 1) return fault('too-long');
  const countryApart = gaps.includes(number.countryCallingCode.length);
  return gaps.includes(polishDigits) && !countryApart ? fault('too-long') : uncertain(number.number);
}

/**
 * Reads a telephone number as people write it: a Polish one with any separators, `tel.`, `(32)`, `+48`, `0048` or
 * `48`; another country's with `+`, `00` or the digits of its country. A number that can be read in two ways is never
 * guessed.
 *
 * @param text of bounded length
 */
export function readTelephone(text: string): TelephoneReading {
  const read = readTelephoneDigits(text);
  if ('fault' in read) return fault(read.fault);
  const { digits, gaps } = read;
  if (read.international) return international(digits, read.hasPlus);
  if (digits.startsWith('0')) return withTrunkZero(digits);
  if (digits.length === polishDigits) return nineDigits(digits);
  if (digits.length === localDigits) return fault('no-area-code');
  return digits.length < polishDigits ? fault('too-short') : manyDigits(digits, gaps);
}

/** @param number E.164. @returns it in groups of digits, in the format of its country */
export function formatTelephone(number: string): string {
  const grouped = parsePhoneNumberFromString(number)?.formatInternational() ?? number;
  return (
    grouped
      // The library does not group Polish numbers that it does not know, and the end of Ukrainian ones.
      .replace(/^(\+48) ?(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4')
      .replace(/^(\+380 \d{2} \d{3} \d{2})(\d{2})$/, '$1 $2')
  );
}
