import type { AnswerTime } from './promise.ts';
import { type StepEvent, type StepState, standingSteps } from './steps.ts';

/**
 * The mails of the clock, each at most once an enquiry. `reminder`: not taken at half of the time, to its mailbox.
 * `escalation`: not taken shortly before its end, to the fallback. `silence`: taken, and nobody has spoken to the
 * person at its end, to both.
 */
export const noticeKinds = ['reminder', 'escalation', 'silence'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What the clock must know of an enquiry. */
export interface Clocked {
  readonly reference: string;
  readonly receivedAt: Date;
  readonly deliveredAt?: Date;
  readonly answerBy?: Date;
  readonly promised: boolean;
  /** Nobody is to contact the person. */
  readonly visit: boolean;
  readonly state: StepState;
  readonly events: readonly StepEvent[];
  readonly withdrawnAt?: Date;
  readonly noticed: readonly NoticeKind[];
}

/** What is to be done about an enquiry now. */
export interface ClockVerdict {
  /** Frozen, or worked out now for one that was stored without. */
  readonly promise: { readonly answerBy: Date; readonly promised: boolean };
  /** To be mailed now. */
  readonly due?: NoticeKind;
  /** When to look again; absent: not before something changes. */
  readonly lookAt?: Date;
}

const hour = 60 * 60 * 1000;

export const noticeLimits = {
  /** An escalation comes so much working time before the end. */
  escalationMilliseconds: 2 * hour,
  /** Notices that are due at once are spread over so much working time. */
  jitterMilliseconds: hour,
  /** Whoever takes an enquiry after its end has so much working time until the mail about silence. */
  lateTakerMilliseconds: 7 * hour,
  /** How soon to look again at what waits for the mail server, or for a club without working time. */
  againMilliseconds: hour,
} as const;

/** @returns from 0 up to 1, the same for the same reference (FNV-1a, 32 bits) */
function shareOf(reference: string): number {
  let hash = 0x811c9dc5;
  for (const letter of reference) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

interface Planned {
  readonly kind: NoticeKind;
  /** Undefined: the club does not work within a year. */
  readonly at: Date | undefined;
}

function silenceAt({ events }: Clocked, answerBy: Date, time: AnswerTime): Date | undefined {
  const taken = standingSteps(events)[0]?.at ?? answerBy;
  return taken <= answerBy ? answerBy : time.after(taken, noticeLimits.lateTakerMilliseconds);
}

/** @returns the notices that may still come, in their order */
function planned(enquiry: Clocked, answerBy: Date, time: AnswerTime): readonly Planned[] {
  const { state, receivedAt, noticed } = enquiry;
  const jitter = shareOf(enquiry.reference) * noticeLimits.jitterMilliseconds;
  const later = (moment: Date | undefined) => moment && time.after(moment, jitter);
  if (state === 'taken' || state === 'tried')
    return noticed.includes('silence') || enquiry.visit
      ? []
      : [{ kind: 'silence', at: later(silenceAt(enquiry, answerBy, time)) }];
  if (state !== 'none' || noticed.includes('escalation')) return [];
  const end = time.before(answerBy, noticeLimits.escalationMilliseconds);
  // Where the closing of the club has eaten up the time, the enquiry is as late as it can be.
  const escalation: Planned = {
    kind: 'escalation',
    at: later(end !== undefined && end > receivedAt ? end : receivedAt),
  };
  if (noticed.includes('reminder')) return [escalation];
  const half = time.after(receivedAt, time.between(receivedAt, answerBy) / 2);
  return [{ kind: 'reminder', at: later(half) }, escalation];
}

const earliest = (...moments: readonly (Date | undefined)[]): Date | undefined =>
  moments.reduce(
    (first, one) => (first === undefined || (one !== undefined && one < first) ? one : first),
    undefined,
  );

/** What the clock says of one enquiry: a function of its state, the working time and the moment. */
export function judgeClock(enquiry: Clocked, time: AnswerTime, now: Date): ClockVerdict {
  const promise =
    enquiry.answerBy === undefined
      ? time.promiseAt(enquiry.receivedAt)
      : { answerBy: enquiry.answerBy, promised: enquiry.promised };
  const plan = enquiry.withdrawnAt === undefined ? planned(enquiry, promise.answerBy, time) : [];
  if (plan.length === 0) return { promise };
  const again = new Date(now.getTime() + noticeLimits.againMilliseconds);
  const past = plan.filter(({ at }) => at !== undefined && at <= now);
  const coming = plan.filter(({ at }) => at !== undefined && at > now);
  // One that comes after it says more.
  const due = past.at(-1);
  const isInMailbox = enquiry.deliveredAt !== undefined || due?.kind !== 'reminder';
  if (due === undefined || !isInMailbox) {
    const lookAt = earliest(...coming.map(({ at }) => at), ...(coming.length < plan.length ? [again] : []));
    return { promise, lookAt: lookAt ?? again };
  }
  if (!time.isWorking(now)) return { promise, lookAt: time.next(now) ?? again };
  const next = coming[0]?.at;
  return { promise, due: due.kind, ...(next === undefined ? {} : { lookAt: next }) };
}
