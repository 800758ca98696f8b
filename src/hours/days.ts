/** A calendar day as `YYYY-MM-DD`; sorting such texts sorts the days. */
export type Day = string;

/** The days of the week by their ISO 8601 numbers: 1 is Monday, 7 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];

const atMidnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** @returns whether a text is an existing calendar day as `YYYY-MM-DD`: 30 February is not */
export const isDay = (text: string): text is Day => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
};

/**
 * @param checkBy the last day on which something may be relied on, or is to be done
 * @returns whether that day has passed
 */
export const isOverdue = (checkBy: Day, today: Day): boolean => today > checkBy;

/** @returns the day that many days later (earlier for a negative count); @throws RangeError for an invalid day */
export function addDays(day: Day, count: number): Day {
  const date = atMidnight(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** @returns the weekday of a moment in UTC */
export const weekdayInUtc = (moment: Date): Weekday => (moment.getUTCDay() || 7) as Weekday;

/** @returns the weekday of a day */
export const weekdayOf = (day: Day): Weekday => weekdayInUtc(atMidnight(day));

/** @returns that many consecutive days, beginning with the first */
export const daysFrom = (first: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index));
