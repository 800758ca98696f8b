import { day } from '../../durations.ts';
import type { Schedule, Week } from '../../hours/schedule.ts';
import { warsawTime } from '../../hours/warsaw-time.ts';
import { createWorkingClock, type WorkingClock } from '../../hours/working-clock.ts';
import { endOfNthWorkingDay } from '../../hours/working-time.ts';

/** Facts from the content about the working time of the club and its answers. */
export interface AnswerFacts {
  readonly schedule: Schedule;
  /** Whether the club has confirmed the ordinary week. */
  readonly confirmed: boolean;
  /** Undefined: nothing is promised. */
  readonly answerWithinWorkingDays?: number | undefined;
}

/** Deadline in working days while nothing is promised. */
const daysWithoutPromise = 3;

const office = [{ opens: 8 * 60, closes: 15 * 60 }] as const;
/** Working time while nobody has confirmed the hours: Monday to Friday, 8.00 to 15.00. */
const unconfirmedWeek: Week = { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] };

/** Working time of staff, and deadlines of enquiries. */
export interface AnswerTime extends WorkingClock {
  /** @returns the deadline of an enquiry received at that moment, and whether the person is told it */
  promiseAt(receivedAt: Date): { readonly answerBy: Date; readonly promised: boolean };
}

/** Deadline when there is no working day within a year. */
const withoutWorkMilliseconds = 7 * day;

/** Holidays and closures count whether the week is confirmed or not. @param facts undefined: there are none */
export function createAnswerTime(facts: AnswerFacts | undefined): AnswerTime {
  const exceptions = facts?.schedule.exceptions ?? [];
  const schedule = facts?.confirmed ? facts.schedule : { week: unconfirmedWeek, exceptions };
  const days = facts?.answerWithinWorkingDays;
  /** Cache: the deadline is the same for all enquiries of one day. */
  let known = { day: '', end: undefined as Date | undefined };
  return {
    ...createWorkingClock(schedule),
    promiseAt(receivedAt) {
      const { day } = warsawTime(receivedAt);
      if (known.day !== day) {
        const end = endOfNthWorkingDay(schedule, receivedAt, days ?? daysWithoutPromise);
        known = { day, end: end?.moment };
      }
      const answerBy = known.end ?? new Date(receivedAt.getTime() + withoutWorkMilliseconds);
      return { answerBy, promised: days !== undefined };
    },
  };
}
