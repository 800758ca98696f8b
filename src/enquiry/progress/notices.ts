import { hour } from '../../durations.ts';
import type { AnswerTime } from './promise.ts';
import { type StepEvent, type StepState, standingSteps } from './steps.ts';

/**
 * Mails of the reminder clock, each at most once for an enquiry. `reminder`: not taken up at half of the time, to its
 * mailbox. `escalation`: not taken up shortly before the deadline, to the fallback. `silence`: taken up, but nobody
 * has spoken to the person by the deadline, to both.
 */
export const noticeKinds = ['reminder', 'escalation', 'silence'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** The values of an enquiry that the clock needs. */
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

/** What to do about an enquiry now. */
export interface ClockVerdict {
  /** Stored with the enquiry, or computed now for one that was stored without. */
  readonly promise: { readonly answerBy: Date; readonly promised: boolean };
  /** The notice to mail now. */
  readonly due?: NoticeKind;
  /** When to look again; absent: not until something changes. */
  readonly lookAt?: Date;
}

export const noticeLimits = {
  /** An escalation is sent this much working time before the deadline. */
  escalationMilliseconds: 2 * hour,
  /** Notices that become due at the same time are spread over this much working time. */
  jitterMilliseconds: hour,
  /** Somebody who takes up an enquiry after its deadline has this much working time until the mail about silence. */
  lateTakerMilliseconds: 7 * hour,
  /** How soon to look again at an enquiry that waits for the mail server, or when the club has no working time. */
  againMilliseconds: hour,
} as const;

/** @returns a fraction from 0 (included) to 1 (excluded), always the same for one reference (FNV-1a, 32 bits) */
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

/** @returns the notices that may still be sent, in their order */
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
  // When a closure of the club has used up the time, the escalation is due at once.
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

/** Judges one enquiry from its state, the working time and the given moment; has no side effects. */
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
  // Of several due notices the last one is sent, because it tells more.
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
