/** A day of the calendar as `YYYY-MM-DD`; such texts sort as the days do. */
export type Day = string;

/** The days of the week by their ISO 8601 numbers: 1 is Monday, 7 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];

const atMidnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** @returns whether a text is a day of the calendar as `YYYY-MM-DD`: 30 February is none. */
export const isDay = (text: string): text is Day => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
};

/**
 * @param checkBy the last day on which something may be believed, or is to be done
 * @returns whether that day has passed
 */
export const isOverdue = (checkBy: Day, today: Day): boolean => today > checkBy;

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
