import { addDays, weekdayOf } from '../hours/days.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import { createWorkingClock } from '../hours/working-clock.ts';
import type { Site } from '../site.ts';
import { dayAndMonth } from './texts.ts';

/**
 * @returns when somebody will next answer the telephone, days and times in Warsaw; undefined when somebody does now,
 * or nobody will within a year
 */
export function nextCall({ facts, words }: Site, now: Date): string | undefined {
  const next = createWorkingClock(facts.schedule).next(now);
  if (next === undefined || next <= now) return undefined;
  const { calling, onWeekdays, time } = words.hours;
  const { day: today } = warsawTime(now);
  const { day, minute } = warsawTime(next);
  // Within a week the day of the week alone is clear.
  const date = day < addDays(today, 7) ? '' : ` ${dayAndMonth(day, words)}`;
  const sentence =
    day === today
      ? calling.today(time(minute))
      : calling.on(`${onWeekdays[weekdayOf(day)]}${date}`, time(minute));
  return facts.hours.confirmed ? sentence : `${sentence} ${words.page.notConfirmedYet}`;
}

/** @returns a sentence for people who do not want to wait: call now, or when somebody answers again */
export const callInWords = (site: Site, now: Date): string =>
  nextCall(site, now) ?? site.words.hours.calling.now;
