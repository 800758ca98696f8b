/**
 * The same questions computed in another way, to compare with: Easter by the golden-number table of the prayer books,
 * the clock by the wording of Directive 2000/84/EC, everything else minute by minute. Nothing here uses src/hours or
 * Intl.
 */

const pad = (value: number): string => String(value).padStart(2, '0');
const dayOf = (date: Date): string =>
  `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;

export const minute = 60_000;

/** Paschal full moons 1900–2199 for the golden numbers 1 to 19, as days of March (32 is 1 April). */
const fullMoons = [45, 34, 23, 42, 31, 49, 39, 28, 47, 36, 25, 44, 33, 22, 41, 30, 48, 38, 27];

/** Easter is the Sunday after the full moon, never the day itself. */
export function easterByTable(year: number): Date {
  const date = new Date(Date.UTC(year, 2, fullMoons[year % 19]));
  do date.setUTCDate(date.getUTCDate() + 1);
  while (date.getUTCDay() !== 0);
  return date;
}

/** Public holidays of a year by their days. */
export function holidaysOfYear(year: number): Map<string, string> {
  const easter = easterByTable(year);
  const later = (weeks: number, days: number) =>
    dayOf(new Date(Date.UTC(year, easter.getUTCMonth(), easter.getUTCDate() + 7 * weeks + days)));
  const table = new Map([
    [`${year}-01-01`, 'new-year'],
    [`${year}-01-06`, 'epiphany'],
    [later(0, 0), 'easter-sunday'],
    [later(0, 1), 'easter-monday'],
    [`${year}-05-01`, 'labour-day'],
    [`${year}-05-03`, 'constitution-day'],
    [later(7, 0), 'pentecost'],
    [later(8, 4), 'corpus-christi'],
    [`${year}-08-15`, 'assumption'],
    [`${year}-11-01`, 'all-saints'],
    [`${year}-11-11`, 'independence-day'],
    [`${year}-12-25`, 'christmas-day'],
    [`${year}-12-26`, 'second-christmas-day'],
  ]);
  if (year > 2024) table.set(`${year}-12-24`, 'christmas-eve');
  return table;
}

function lastSundayAtOne(year: number, month: number): number {
  const date = new Date(Date.UTC(year, month + 1, 0, 1));
  while (date.getUTCDay() !== 0) date.setUTCDate(date.getUTCDate() - 1);
  return date.getTime();
}

/** The moments of a year at which clocks in Warsaw go forward and back. */
export const changesOf = (year: number): { forward: number; back: number } => ({
  forward: lastSundayAtOne(year, 2),
  back: lastSundayAtOne(year, 9),
});

const summers = new Map(Array.from({ length: 20 }, (_, index) => [2018 + index, changesOf(2018 + index)]));

export interface Clock {
  readonly day: string;
  readonly weekday: number;
  readonly minute: number;
}

/** The local time in Warsaw, 2018 to 2037. */
export function clockAt(milliseconds: number): Clock {
  const summer = summers.get(new Date(milliseconds).getUTCFullYear());
  if (summer === undefined) throw new RangeError('No such year in the table');
  const isSummer = milliseconds >= summer.forward && milliseconds < summer.back;
  const shown = new Date(milliseconds + (isSummer ? 120 : 60) * minute);
  return {
    day: dayOf(shown),
    weekday: [7, 1, 2, 3, 4, 5, 6][shown.getUTCDay()] ?? 0,
    minute: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

const holidayDays = new Map(
  Array.from({ length: 20 }, (_, index) => 2018 + index).flatMap((year) => [...holidaysOfYear(year)]),
);

export const holidayByTable = (day: string): string | undefined => holidayDays.get(day);

/** The club's week, in local times. */
const clubHours: Readonly<Record<number, readonly [from: string, to: string]>> = {
  1: ['07:30', '17:00'],
  2: ['07:30', '15:30'],
  3: ['07:30', '15:30'],
  4: ['07:30', '15:30'],
  5: ['07:30', '14:00'],
};

/** Whether the club is open at a moment, by the week and the public holidays alone. */
export function clubIsOpen(milliseconds: number): boolean {
  const { day, weekday, minute: ofDay } = clockAt(milliseconds);
  const hours = clubHours[weekday];
  if (hours === undefined || holidayDays.has(day)) return false;
  const time = `${pad(Math.trunc(ofDay / 60))}:${pad(ofDay % 60)}`;
  return hours[0] <= time && time < hours[1];
}
