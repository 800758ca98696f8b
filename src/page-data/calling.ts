import { addDays, weekdayOf } from '../hours/days.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import { createWorkingClock } from '../hours/working-clock.ts';
import type { Site } from '../site.ts';
import { dayAndMonth } from './texts.ts';

/**
 * @returns when somebody answers the telephone next, days and times in Warsaw; undefined while somebody does, or where
 *   nobody will within a year
 */
export function nextCall({ facts, words }: Site, now: Date): string | undefined {
  const next = createWorkingClock(facts.schedule).next(now);
  if (next === undefined || next <= now) return undefined;
  const { calling, onWeekdays, time } = words.hours;
  const { day: today } = warsawTime(now);
  const { day, minute } = warsawTime(next);
  // A day of the week alone is certain within a week.
  const date = day < addDays(today, 7) ? '' : ` ${dayAndMonth(day, words)}`;
  const sentence =
    day === today
      ? calling.today(time(minute))
      : calling.on(`${onWeekdays[weekdayOf(day)]}${date}`, time(minute));
  return facts.hours.confirmed ? sentence : `${sentence} ${words.page.notConfirmedYet}`;
}

/** @returns what who does not want to wait can do: call, or call when somebody answers again */
export const callInWords = (site: Site, now: Date): string =>
  nextCall(site, now) ?? site.words.hours.calling.now;
