import { addDays, type Day, daysFrom, type Weekday, weekdayOf } from './days.ts';
import { type Holiday, holidayOn } from './holidays.ts';
import type { Exception, Schedule, Span, Week } from './schedule.ts';
import { momentOf, warsawTime } from './warsaw-time.ts';

/** Why a day has these hours. */
export type DayReason =
  | { readonly kind: 'ordinary' }
  | { readonly kind: 'holiday'; readonly holiday: Holiday }
  | { readonly kind: 'exception'; readonly exception: Exception };

/** The hours of one day in Warsaw. */
export interface DayHours {
  readonly day: Day;
  readonly weekday: Weekday;
  /** The ordinary hours of this weekday. */
  readonly ordinary: readonly Span[];
  /** When anyone may come in. */
  readonly open: readonly Span[];
  /** When staff are at work: as `open`, or the ordinary hours when the day is by appointment only. */
  readonly working: readonly Span[];
  /** Differs from the ordinary week: other hours, closed instead of open, or by appointment only. */
  readonly differs: boolean;
  readonly reason: DayReason;
}

/** How many days ahead an opening is looked for. */
export const daysAhead = 366;

const holdsOrdinaryOpening = ({ first, last }: Exception, week: Week): boolean =>
  daysFrom(first, 7).some((day) => day <= last && week[weekdayOf(day)].length > 0);

function exceptionOn({ week, exceptions }: Schedule, day: Day): Exception | undefined {
  const exception = exceptions.find(({ first, last }) => first <= day && day <= last);
  if (exception === undefined || week[weekdayOf(day)].length > 0) return exception;
  return holdsOrdinaryOpening(exception, week) ? undefined : exception;
}

/** @returns whether two days have the same opening hours */
export const sameSpans = (one: readonly Span[], other: readonly Span[]): boolean =>
  one.length === other.length &&
  one.every(({ opens, closes }, index) => opens === other[index]?.opens && closes === other[index]?.closes);

function hoursByException(exception: Exception, ordinary: readonly Span[]) {
  const byAppointment = exception.kind === 'by-appointment';
  const open = 'span' in exception ? [exception.span] : [];
  const atWork = byAppointment ? ordinary : open;
  return {
    open,
    working: ordinary.length > 0 ? atWork : [],
    differs: byAppointment || !sameSpans(open, ordinary),
    reason: { kind: 'exception', exception },
  } as const;
}

/** @returns the hours of a day. A public holiday is closed, even inside an exception with hours. */
export function openOn(schedule: Schedule, day: Day): DayHours {
  const weekday = weekdayOf(day);
  const ordinary = schedule.week[weekday];
  const common = { day, weekday, ordinary };
  const holiday = holidayOn(day);
  if (holiday !== undefined) {
    const reason = { kind: 'holiday', holiday } as const;
    return { ...common, open: [], working: [], differs: ordinary.length > 0, reason };
  }
  const exception = exceptionOn(schedule, day);
  if (exception !== undefined) return { ...common, ...hoursByException(exception, ordinary) };
  return { ...common, open: ordinary, working: ordinary, differs: false, reason: { kind: 'ordinary' } };
}

/** @returns the opening span at a moment; undefined while closed */
export function spanAt(schedule: Schedule, moment: Date): Span | undefined {
  const { day, minute } = warsawTime(moment);
  return openOn(schedule, day).open.find(({ opens, closes }) => opens <= minute && minute < closes);
}

/** A future opening. */
export interface Opening {
  readonly day: Day;
  readonly weekday: Weekday;
  readonly span: Span;
  readonly moment: Date;
}

/** @returns the first opening that begins after a moment; undefined if there is none within `daysAhead`. */
export function nextOpening(schedule: Schedule, moment: Date): Opening | undefined {
  const today = warsawTime(moment).day;
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const { day, weekday, open } = openOn(schedule, addDays(today, ahead));
    for (const span of open) {
      const opening = momentOf(day, span.opens);
      if (opening > moment) return { day, weekday, span, moment: opening };
    }
  }
  return undefined;
}

/** @returns the hours of that many days, beginning with the given one */
export const hoursFrom = (schedule: Schedule, first: Day, count: number): DayHours[] =>
  daysFrom(first, count).map((day) => openOn(schedule, day));

/**
 * @param first the first day to check
 * @param count how many days
 * @returns those of the days whose hours differ from the ordinary week
 */
export const deviations = (schedule: Schedule, first: Day, count = 14): DayHours[] =>
  hoursFrom(schedule, first, count).filter(({ differs }) => differs);
