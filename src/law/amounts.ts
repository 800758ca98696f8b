import { type Day, isOverdue } from '../hours/days.ts';

/** Who in the club stands for an amount, and until when. */
export interface Confirmation {
  /** A role, never a name. */
  readonly by: string;
  readonly on: Day;
  /** Last day on which the amount may be shown as current without a new confirmation. */
  readonly checkBy: Day;
}

/** An amount of money that once held, or holds. */
export interface Amount {
  /** What it is paid for, for example `psu-godzina`; one key has many amounts over the years. */
  readonly key: string;
  readonly grosze: number;
  /** The year that its source speaks of. */
  readonly year: number;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly source: string;
  readonly confirmation: Confirmation | undefined;
}

/** @returns whether an amount may be shown as current on a day: confirmed, not past its dates, begun. */
export function isCurrent({ confirmation, from, to }: Amount, day: Day): boolean {
  return (
    confirmation !== undefined &&
    confirmation.on <= day &&
    !isOverdue(confirmation.checkBy, day) &&
    (from === undefined || from <= day) &&
    (to === undefined || day <= to)
  );
}

/** What may be said of an amount on a day. `history` has the newest first; amounts yet to begin are in neither. */
export type AmountOnDay =
  | { readonly kind: 'current'; readonly amount: Amount; readonly history: readonly Amount[] }
  | { readonly kind: 'unknown'; readonly history: readonly Amount[] };

const begins = ({ from, year }: Amount): Day => from ?? `${year}-01-01`;

/**
 * @param amounts all amounts, of any key
 * @param key of the amount asked for
 * @param day on which it is read
 * @returns the current amount (the one begun last, should several be confirmed) and the history, or the
 * history alone
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

/** Hours a month that the table of hours and money shows. */
export const tableHours = [10, 20, 30, 40] as const;

/**
 * @param hourlyGrosze pay for one hour in whole grosze
 * @returns the pay for each number of `tableHours`, in whole grosze
 * @throws RangeError if the pay is no whole number of grosze
 */
export function hoursToMoney(hourlyGrosze: number): { hours: number; grosze: number }[] {
  requireWhole(hourlyGrosze);
  return tableHours.map((hours) => ({ hours, grosze: hours * hourlyGrosze }));
}

/**
 * @param grosze whole grosze
 * @returns złote as Polish writes them, without the currency: `9,50`, `1234,00`, `12 345,00` (groups of three
 * from five digits on, parted by U+00A0, as CLDR has it for Polish)
 * @throws RangeError if it is no whole number from 0 up
 */
export function formatGrosze(grosze: number): string {
  requireWhole(grosze);
  const zlote = String(Math.trunc(grosze / 100));
  const grouped = zlote.length < 5 ? zlote : zlote.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${grouped},${String(grosze % 100).padStart(2, '0')}`;
}
