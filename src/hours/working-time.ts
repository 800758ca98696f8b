import { hour } from '../durations.ts';
import { addDays, type Day, type Weekday } from './days.ts';
import { type DayHours, daysAhead, openOn } from './opening.ts';
import type { Schedule } from './schedule.ts';
import { momentOf, warsawTime } from './warsaw-time.ts';

/**
 * Working days: ordinarily open days that are neither public holidays nor closed by an exception; working time: the
 * hours of staff on them.
 */

/** The end of a promise: `minute` of `day` in Warsaw, and the same as `moment`. */
export interface Deadline {
  readonly day: Day;
  readonly weekday: Weekday;
  readonly minute: number;
  readonly moment: Date;
}

function requirePositive(count: number): void {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`Not a whole number above 0: ${count}`);
}

/**
 * @param moment start of the count; its day is not counted (art. 111 § 2 of the Civil Code)
 * @param count which working day after it, 1 for the first
 * @returns that day's hours; undefined if it does not come within a year
 * @throws RangeError if `count` is not a positive integer
 */
export function nthWorkingDay(schedule: Schedule, moment: Date, count: number): DayHours | undefined {
  requirePositive(count);
  const today = warsawTime(moment).day;
  let found = 0;
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    const hours = openOn(schedule, addDays(today, ahead));
    if (hours.working.length > 0) found += 1;
    if (found === count) return hours;
  }
  return undefined;
}

/**
 * @returns the end of working time on the `count`-th working day after a moment, for a promise such as "by Wednesday
 * 25 November, 15.30"; otherwise as `nthWorkingDay`
 */
export function endOfNthWorkingDay(schedule: Schedule, moment: Date, count: number): Deadline | undefined {
  const hours = nthWorkingDay(schedule, moment, count);
  const last = hours?.working.at(-1);
  if (hours === undefined || last === undefined) return undefined;
  const { day, weekday } = hours;
  return { day, weekday, minute: last.closes, moment: momentOf(day, last.closes) };
}

/**
 * @returns the moment after `count` hours of working time; undefined if it is not within a year
 * @throws RangeError if `count` is not a positive integer
 */
export function nthWorkingHour(schedule: Schedule, moment: Date, count: number): Date | undefined {
  requirePositive(count);
  const today = warsawTime(moment).day;
  let left = count * hour;
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const { day, working } = openOn(schedule, addDays(today, ahead));
    for (const { opens, closes } of working) {
      const start = Math.max(momentOf(day, opens).getTime(), moment.getTime());
      const passing = Math.max(0, momentOf(day, closes).getTime() - start);
      if (passing >= left) return new Date(start + left);
      left -= passing;
    }
  }
  return undefined;
}
