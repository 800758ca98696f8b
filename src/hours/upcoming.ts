import { addDays, type Day } from './days.ts';
import { type DayHours, daysAhead, openOn, sameSpans } from './opening.ts';
import type { Schedule, Span } from './schedule.ts';

/** Consecutive days on which the club has other hours than in an ordinary week. */
export interface Deviation {
  readonly first: Day;
  readonly last: Day;
  readonly kind: 'closed' | 'by-appointment' | 'shortened' | 'longer';
  /** Empty on days that are closed, or by appointment only. */
  readonly open: readonly Span[];
  /** Without duplicates, in the order of the days. */
  readonly reasons: readonly DayHours['reason'][];
}

/** How many days ahead deviations are shown on all pages. */
export const daysTold = 14;

function kindOf({ reason, open }: DayHours): Deviation['kind'] {
  if (open.length === 0) {
    const byAppointment = reason.kind === 'exception' && reason.exception.kind === 'by-appointment';
    return byAppointment ? 'by-appointment' : 'closed';
  }
  return reason.kind === 'exception' && reason.exception.kind === 'shortened' ? 'shortened' : 'longer';
}

const sameHours = (one: DayHours, other: DayHours): boolean =>
  kindOf(one) === kindOf(other) && sameSpans(one.open, other.open);

/** The reason of a closure also covers holidays inside it. */
function reasonOn(schedule: Schedule, hours: DayHours): DayHours['reason'] {
  const exception = schedule.exceptions.find(
    ({ kind, first, last }) => kind === 'closed' && first <= hours.day && hours.day <= last,
  );
  return exception === undefined ? hours.reason : { kind: 'exception', exception };
}

const sameReason = (one: DayHours['reason'], other: DayHours['reason']): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * @returns the consecutive days with the same hours, from a given deviating day on; ordinarily closed days between
 * them are skipped
 */
function runFrom(schedule: Schedule, start: DayHours): { days: DayHours[]; next: Day } {
  const days = [start];
  let day = addDays(start.day, 1);
  for (let ahead = 1; ahead <= daysAhead; ahead += 1, day = addDays(start.day, ahead)) {
    const hours = openOn(schedule, day);
    if (hours.differs && sameHours(hours, start)) days.push(hours);
    else if (hours.differs || hours.ordinary.length > 0) break;
  }
  return { days, next: day };
}

function toDeviation(schedule: Schedule, days: readonly DayHours[]): Deviation {
  const [start] = days;
  const end = days.at(-1);
  if (start === undefined || end === undefined) throw new RangeError('a deviation has at least one day');
  const reasons: DayHours['reason'][] = [];
  for (const hours of days) {
    const reason = reasonOn(schedule, hours);
    if (!reasons.some((other) => sameReason(other, reason))) reasons.push(reason);
  }
  const kind = kindOf(start);
  // When staff close the club until a Saturday, that Saturday is shown as the last day, though it is always closed.
  const [from, to] = [reasons[0], reasons.at(-1)].map((reason) =>
    kind === 'closed' && reason?.kind === 'exception' ? reason.exception : undefined,
  );
  return {
    first: from !== undefined && from.first < start.day ? from.first : start.day,
    last: to !== undefined && to.last > end.day ? to.last : end.day,
    kind,
    open: start.open,
    reasons,
  };
}

/**
 * @param today the first day to check
 * @param count how many days are checked; a deviation that begins on one of them is given to its end
 * @returns the deviations from the ordinary week, earliest first
 */
export function upcomingDeviations(schedule: Schedule, today: Day, count = daysTold): Deviation[] {
  const until = addDays(today, count);
  const found: Deviation[] = [];
  let day = today;
  while (day < until) {
    const hours = openOn(schedule, day);
    if (!hours.differs) {
      day = addDays(day, 1);
      continue;
    }
    const { days, next } = runFrom(schedule, hours);
    found.push(toDeviation(schedule, days));
    day = next;
  }
  return found;
}

/** @returns the deviation that includes a day, weekends within it included; undefined when there is none */
export const deviationOn = (deviations: readonly Deviation[], day: Day): Deviation | undefined =>
  deviations.find(({ first, last }) => first <= day && day <= last);
