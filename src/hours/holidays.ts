import { addDays, type Day } from './days.ts';

/**
 * Public holidays of Poland: art. 1 ust. 1 pkt 1 of the act of 18 January 1951 o dniach wolnych od pracy (ELI
 * DU/1951/28) as changed by Dz.U. 2024 poz. 1965, which added 24 December from 2025 on. Sundays, which the act names
 * too, are handled by the ordinary week.
 * Own code instead of the package date-holidays: its Polish table is right (24 December since 2025), but it brings
 * the calendars of all countries and a dozen packages for fourteen lines of code.
 */
export const holidays = [
  'new-year',
  'epiphany',
  'easter-sunday',
  'easter-monday',
  'labour-day',
  'constitution-day',
  'pentecost',
  'corpus-christi',
  'assumption',
  'all-saints',
  'independence-day',
  'christmas-eve',
  'christmas-day',
  'second-christmas-day',
] as const;
export type Holiday = (typeof holidays)[number];

const firstYearOfChristmasEve = 2025;

const fixed: Readonly<Record<string, Holiday>> = {
  '01-01': 'new-year',
  '01-06': 'epiphany',
  '05-01': 'labour-day',
  '05-03': 'constitution-day',
  '08-15': 'assumption',
  '11-01': 'all-saints',
  '11-11': 'independence-day',
  '12-24': 'christmas-eve',
  '12-25': 'christmas-day',
  '12-26': 'second-christmas-day',
};

/** Days after Easter Sunday. Corpus Christi is the Thursday after Trinity Sunday. */
const movable: readonly (readonly [days: number, holiday: Holiday])[] = [
  [0, 'easter-sunday'],
  [1, 'easter-monday'],
  [49, 'pentecost'],
  [60, 'corpus-christi'],
];

/**
 * @param year of the Gregorian calendar
 * @returns Easter Sunday, by the algorithm of Meeus, Jones and Butcher (J. Meeus, Astronomical Algorithms,
 * chapter 8), whose letters are kept
 */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.trunc(year / 100);
  const c = year % 100;
  const d = Math.trunc(b / 4);
  const e = b % 4;
  const f = Math.trunc((b + 8) / 25);
  const g = Math.trunc((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.trunc(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.trunc((a + 11 * h + 22 * l) / 451);
  const daysFromMarch = h + l - 7 * m + 21;
  return addDays(`${year}-03-01`, daysFromMarch);
}

/**
 * @param day from 2019 on: earlier changes of the act are left out
 * @returns the public holiday of that day; undefined on other days
 */
export function holidayOn(day: Day): Holiday | undefined {
  const year = Number(day.slice(0, 4));
  const holiday = fixed[day.slice(5)];
  if (holiday !== undefined && (holiday !== 'christmas-eve' || year >= firstYearOfChristmasEve))
    return holiday;
  const easter = easterSunday(year);
  return movable.find(([days]) => addDays(easter, days) === day)?.[1];
}
