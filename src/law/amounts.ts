import { type Day, isOverdue } from '../hours/days.ts';

/** The role in the club that confirmed an amount, and for how long. */
export interface Confirmation {
  /** A role, never a name. */
  readonly by: string;
  readonly on: Day;
  /** Last day on which the amount may be shown as current without a new confirmation. */
  readonly checkBy: Day;
}

/** An amount of money with its period. */
export interface Amount {
  /** What is paid, for example `psu-godzina`; one key has many amounts over the years. */
  readonly key: string;
  readonly grosze: number;
  /** The year in its source. */
  readonly year: number;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly source: string;
  readonly confirmation: Confirmation | undefined;
}

/** @returns whether an amount may be shown as current on a day: confirmed, and the day is within its period */
export function isCurrent({ confirmation, from, to }: Amount, day: Day): boolean {
  return (
    confirmation !== undefined &&
    confirmation.on <= day &&
    !isOverdue(confirmation.checkBy, day) &&
    (from === undefined || from <= day) &&
    (to === undefined || day <= to)
  );
}

/** The amounts to show on a day. `history` is newest first; future amounts are in neither. */
export type AmountOnDay =
  | { readonly kind: 'current'; readonly amount: Amount; readonly history: readonly Amount[] }
  | { readonly kind: 'unknown'; readonly history: readonly Amount[] };

const begins = ({ from, year }: Amount): Day => from ?? `${year}-01-01`;

/**
 * @param amounts all amounts, of any key
 * @param key of the amount
 * @param day of reading
 * @returns the current amount (the one begun last, if several are confirmed) and the history, or the history alone
 */
export function amountOn(amounts: readonly Amount[], key: string, day: Day): AmountOnDay {
  const begun = amounts
    .filter((one) => one.key === key && begins(one) <= day)
    .sort((one, other) => begins(other).localeCompare(begins(one)));
  const amount = begun.find((one) => isCurrent(one, day));
  if (amount === undefined) return { kind: 'unknown', history: begun };
  return { kind: 'current', amount, history: begun.filter((one) => one !== amount) };
}

function requireWhole(value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`Not a whole number from 0 up: ${value}`);
}

/** Hours a month in the table of hours and money. */
const tableHours = [10, 20, 30, 40] as const;

/**
 * @param hourlyGrosze pay for one hour in whole grosze
 * @returns the pay for each number of `tableHours`, in whole grosze
 * @throws RangeError if the pay is not a whole number of grosze
 */
export function hoursToMoney(hourlyGrosze: number): { hours: number; grosze: number }[] {
  requireWhole(hourlyGrosze);
  return tableHours.map((hours) => ({ hours, grosze: hours * hourlyGrosze }));
}

/**
 * @param grosze whole grosze
 * @returns złote in Polish notation, without the currency: `9,50`, `1234,00`, `12 345,00` (groups of three digits
 * from five digits on, separated by U+00A0, as in CLDR for Polish)
 * @throws RangeError if it is not a whole number, or is negative
 */
export function formatGrosze(grosze: number): string {
  requireWhole(grosze);
  const zlote = String(Math.trunc(grosze / 100));
  const grouped = zlote.length < 5 ? zlote : zlote.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${grouped},${String(grosze % 100).padStart(2, '0')}`;
}
