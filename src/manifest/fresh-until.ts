import { addDays, type Day, isOverdue } from '../hours/days.ts';

/** Pages list the days that differ for 60 days ahead, and a reader needs a fortnight of them. */
const daysOfDeviations = 46;
const checkBy = /^\s*sprawdzic_do:\s*["']?(\d{4}-\d{2}-\d{2})/gm;

/**
 * @param facts the texts of `content/fakty/*.yaml`
 * @param changes the days from which on pages have to say something else
 * @param today the day that pages are built for
 * @returns the last day on which the built pages say what a build on that day would say: no fact of theirs passes
 * its "check by" before, nothing begins or ends, and the list of coming days still reaches a fortnight ahead
 */
export function freshUntil(facts: readonly string[], changes: readonly Day[], today: Day): Day {
  const days = facts.flatMap((text) => [...text.matchAll(checkBy)].map(([, day = '']) => day));
  return (
    [
      addDays(today, daysOfDeviations),
      ...days.filter((day) => !isOverdue(day, today)),
      ...changes.filter((day) => day > today).map((day) => addDays(day, -1)),
    ].sort()[0] ?? today
  );
}
