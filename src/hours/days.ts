/** A day of the calendar as `YYYY-MM-DD`; such texts sort as the days do. */
export type Day = string;

/** ISO 8601 number of a day of the week: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const atMidnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** @returns the day so many days later (or earlier, for a negative count); @throws RangeError on no day. */
export function addDays(day: Day, count: number): Day {
  const date = atMidnight(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** @returns the day of the week of a day. */
export const weekdayOf = (day: Day): Weekday => (atMidnight(day).getUTCDay() || 7) as Weekday;

/** @returns so many days in a row, from the first on. */
export const daysFrom = (first: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index));
