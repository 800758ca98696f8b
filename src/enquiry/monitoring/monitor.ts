import { causeOf } from '../../error-code.ts';
import type { Log } from '../../log.ts';
import type { Relay } from '../../mail/circuit-breaker.ts';
import { withoutRecipientCause } from '../recipients.ts';
import type { EnquiryStore, StoreCounts } from '../store/store.ts';
import { type AlarmKind, type Alarms, alarmMark, standingAlarms } from './alarms.ts';
import type { Notices } from './notices.ts';

export interface WatchParts extends Partial<Notices> {
  readonly store: Pick<EnquiryStore, 'counts' | 'marks'>;
  readonly alarms: Alarms;
  /** The mail server of the enquiries. */
  readonly relay: Relay;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Looks after the whole queue, whether anything is tried just now or not. */
export interface Watch {
  /**
   * Raises and clears what stands, at most once a minute, and begins to mail it; never rejects.
   *
   * @param mayMail whether a mail may go out beside the enquiries just now
   */
  look(mayMail: boolean): Promise<void>;
  /** @returns whether such a mail is under way */
  mailing(): boolean;
  /** Breaks off a mail under way, and resolves when it has ended. */
  stop(): Promise<void>;
}

const minute = 60_000;
/** From this age on, an enquiry that waits is an alarm. */
export const lateMilliseconds = 60 * minute;

export function createWatch(parts: WatchParts): Watch {
  const { store, alarms, relay, clock, log } = parts;
  const breakOff = new AbortController();
  let lastLook = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  function hold(kind: AlarmKind, stands: boolean, marks: ReadonlyMap<string, string>, count?: number): void {
    const marked = marks.has(alarmMark(kind));
    if (stands && !marked) alarms.raise(kind, count === undefined ? {} : { count });
    if (!stands && marked) alarms.clear(kind);
  }

  function holdStates(counts: StoreCounts, marks: ReadonlyMap<string, string>): void {
    const { waiting, parked, oldestWaitingSince, waitingCauses } = counts;
    const age = oldestWaitingSince === undefined ? 0 : clock().getTime() - oldestWaitingSince.getTime();
    // One that comes from the future was stored before the clock was set back: nobody knows for how long it waits.
    hold('mail-late', Math.abs(age) >= lateMilliseconds, marks, waiting);
    hold('enquiry-parked', parked > 0, marks, parked);
    // Raised by the attempt that found it; a new process does not know how the mail server is until it has tried.
    if (!waitingCauses.includes(withoutRecipientCause)) hold('no-recipient', false, marks);
    if (relay.answered() || waiting === 0) hold('mail-stopped', false, marks);
  }

  async function mail(counts: StoreCounts, marks: ReadonlyMap<string, string>): Promise<void> {
    // Whether the mail server is back is for an enquiry to try: it must not stand behind a mail about itself.
    const serverFree = !(relay.failing() && counts.waiting > 0);
    try {
      if (serverFree || parts.alarmsHaveServer)
        await parts.alarmMail?.send(standingAlarms(marks, clock()), marks, breakOff.signal);
      if (serverFree) await parts.digest?.send(marks, breakOff.signal);
    } catch (error) {
      log('error', 'notice-failed', { cause: causeOf(error) });
    }
  }

  async function lookNow(mayMail: boolean): Promise<void> {
    await alarms.flush();
    const [counts, marks] = await Promise.all([store.counts(), store.marks()]);
    // Mailed as it was found: what is over by now may still be owed to whoever looks after the site.
    if (mayMail && underWay === undefined)
      underWay = mail(counts, marks).finally(() => {
        underWay = undefined;
      });
    holdStates(counts, marks);
    await alarms.flush();
  }

  return {
    async look(mayMail) {
      const now = clock().getTime();
      if (Math.abs(now - lastLook) < minute) return;
      lastLook = now;
      // A store that does not answer is told of by the round that this is part of.
      await lookNow(mayMail).catch(() => {});
    },
    mailing: () => underWay !== undefined,
    async stop() {
      breakOff.abort();
      await underWay;
    },
  };
}
