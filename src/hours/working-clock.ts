import { addDays, type Day } from './days.ts';
import { daysAhead, openOn } from './opening.ts';
import type { Schedule } from './schedule.ts';
import { momentOf, warsawTime } from './warsaw-time.ts';

/** A span of working time, as milliseconds since 1970. */
interface WorkingSpan {
  readonly start: number;
  readonly end: number;
}

/** Calculates with working time by one schedule, in Warsaw time. */
export interface WorkingClock {
  isWorking(moment: Date): boolean;
  /** @returns the moment itself in working time, else when work next begins; undefined: not within a year */
  next(moment: Date): Date | undefined;
  /** @returns the moment after that many milliseconds of working time; undefined: not within a year */
  after(moment: Date, milliseconds: number): Date | undefined;
  /** @returns the moment that many milliseconds of working time earlier; undefined: not within a year */
  before(moment: Date, milliseconds: number): Date | undefined;
  /** @returns milliseconds of working time between two moments; at most a year is counted */
  between(from: Date, to: Date): number;
  /** @returns the number of working days after the day of a moment, today included */
  daysSince(moment: Date, now: Date): number;
  /** @returns when work begins on the day of a moment; undefined: it is not a working day */
  beginOfDay(moment: Date): Date | undefined;
}

/** Limit of days in the cache. */
const mostKept = 1_500;

/** @param schedule of one build @returns a clock that counts working time in it, in the time of Warsaw */
export function createWorkingClock(schedule: Schedule): WorkingClock {
  const kept = new Map<Day, readonly WorkingSpan[]>();
  function spansOn(day: Day): readonly WorkingSpan[] {
    const known = kept.get(day);
    if (known !== undefined) return known;
    const spans = openOn(schedule, day).working.map(({ opens, closes }) => ({
      start: momentOf(day, opens).getTime(),
      end: momentOf(day, closes).getTime(),
    }));
    if (kept.size >= mostKept) kept.clear();
    kept.set(day, spans);
    return spans;
  }
  const dayOf = (moment: Date): Day => warsawTime(moment).day;

  function* spansFrom(moment: Date): Generator<WorkingSpan> {
    let day = dayOf(moment);
    for (let ahead = 0; ahead <= daysAhead; ahead += 1, day = addDays(day, 1)) yield* spansOn(day);
  }

  function after(moment: Date, milliseconds: number): Date | undefined {
    let left = milliseconds;
    for (const { start, end } of spansFrom(moment)) {
      const from = Math.max(start, moment.getTime());
      // The end of a span is no longer working time.
      if (end - from > left) return new Date(from + left);
      left -= Math.max(0, end - from);
    }
    return undefined;
  }

  function countDays(since: Day, today: Day): number {
    let count = 0;
    let day = addDays(since, 1);
    for (let ahead = 0; day <= today && ahead <= daysAhead; ahead += 1, day = addDays(day, 1))
      if (spansOn(day).length > 0) count += 1;
    return count;
  }
  /** Cache: a digest asks for the same days again and again. */
  let counted = { today: '', since: new Map<Day, number>() };

  return {
    isWorking: (moment) =>
      spansOn(dayOf(moment)).some(({ start, end }) => start <= moment.getTime() && moment.getTime() < end),
    next: (moment) => after(moment, 0),
    after,
    before(moment, milliseconds) {
      let left = milliseconds;
      let day = dayOf(moment);
      for (let back = 0; back <= daysAhead; back += 1, day = addDays(day, -1)) {
        for (const { start, end } of spansOn(day).toReversed()) {
          const until = Math.min(end, moment.getTime());
          if (until - start >= left) return new Date(until - left);
          left -= Math.max(0, until - start);
        }
      }
      return undefined;
    },
    between(from, to) {
      let passed = 0;
      for (const { start, end } of spansFrom(from)) {
        if (start >= to.getTime()) break;
        passed += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()));
      }
      return passed;
    },
    daysSince(moment, now) {
      const today = dayOf(now);
      if (counted.today !== today) counted = { today, since: new Map() };
      const day = dayOf(moment);
      const known = counted.since.get(day) ?? countDays(day, today);
      counted.since.set(day, known);
      return known;
    },
    beginOfDay(moment) {
      const [first] = spansOn(dayOf(moment));
      return first && new Date(first.start);
    },
  };
}
