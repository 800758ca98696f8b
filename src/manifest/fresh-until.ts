import { addDays, type Day, isOverdue } from '../hours/days.ts';

/** Pages list deviations for 60 days ahead, and readers need two weeks of them. */
const daysOfDeviations = 46;
const checkBy = /^\s*sprawdzic_do:\s*["']?(\d{4}-\d{2}-\d{2})/gm;

/**
 * @param facts the texts of `content/fakty/*.yaml`
 * @param changes the days on which pages have to change
 * @param today the day for which pages are built
 * @returns the last day on which the built pages equal those of a new build: until then no fact passes its "check
 * by", nothing begins or ends, and the list of deviations still covers two weeks
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
