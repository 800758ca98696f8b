import { day, minute } from '../../durations.ts';
import { errorCodeOf } from '../../error-code.ts';
import type { Log } from '../../log.ts';
import type { CircuitBreaker } from '../../mail/circuit-breaker.ts';
import type { ClubFacts } from '../progress/club-facts.ts';
import { noRecipientCode } from '../recipients.ts';
import { type ClockStore, type OpenShare, sumOf } from '../store/progress-store.ts';
import type { FlagStore, QueueStore, StoreCounts } from '../store/store.ts';
import { type AlarmKind, type Alarms, alarmFlag, standingAlarms } from './alarms.ts';
import type { OperatorMail } from './operator-mail.ts';
import { lateMilliseconds } from './waiting.ts';

interface MonitorParts extends Partial<OperatorMail> {
  readonly store: Pick<QueueStore & FlagStore & ClockStore, 'counts' | 'flags' | 'openShares'>;
  readonly facts: () => ClubFacts;
  /** After so many days an enquiry that is not closed raises an alarm. */
  readonly retentionDays: number;
  readonly alarms: Alarms;
  /** The circuit breaker of the enquiries' mail server. */
  readonly breaker: CircuitBreaker;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Watches the whole queue, whether mail is being sent or not. */
interface Monitor {
  /**
   * Raises and clears alarms, at most once a minute, and starts mailing them; never rejects.
   *
   * @param mayMail whether such a mail may be sent beside the enquiries now
   */
  look(mayMail: boolean): Promise<void>;
  /** @returns whether such a mail is being sent */
  mailing(): boolean;
  /** Aborts such a mail, and resolves when it has ended. */
  stop(): Promise<void>;
}

/** @returns the monitor of one courier: it raises alarms, mails them, and tells `/healthz` which stand */
export function createMonitor(parts: MonitorParts): Monitor {
  const { store, alarms, breaker, clock, log } = parts;
  const breakOff = new AbortController();
  let lastLook = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  function raiseOrClear(
    kind: 'mail-late' | 'enquiry-parked' | 'enquiry-untaken' | 'enquiry-unclosed',
    stands: boolean,
    count: number,
    flags: ReadonlyMap<string, string>,
  ): void {
    if (!stands) clear(kind, flags);
    else if (!flags.has(alarmFlag(kind))) alarms.raise(kind, { count });
  }

  function clear(kind: AlarmKind, flags: ReadonlyMap<string, string>): void {
    if (flags.has(alarmFlag(kind))) alarms.clear(kind);
  }

  function judgeStates(counts: StoreCounts, flags: ReadonlyMap<string, string>): void {
    const { waiting, parked, oldestWaitingSince, waitingErrorCodes } = counts;
    const age = oldestWaitingSince === undefined ? 0 : clock().getTime() - oldestWaitingSince.getTime();
    // An enquiry from the future was stored before the clock was set back: its waiting time is not known.
    raiseOrClear('mail-late', Math.abs(age) >= lateMilliseconds, waiting, flags);
    raiseOrClear('enquiry-parked', parked > 0, parked, flags);
    // Raised by the failed attempt; a new process does not know the state of the mail server until it has tried.
    if (!waitingErrorCodes.includes(noRecipientCode)) clear('no-recipient', flags);
    if (breaker.answered() || waiting === 0) clear('mail-stopped', flags);
  }

  /** Raised in working time only, since nobody could act before. */
  function judgeProgress(shares: readonly OpenShare[], flags: ReadonlyMap<string, string>): void {
    const isWorking = parts.facts().time.isWorking(clock());
    for (const [kind, count] of [
      ['enquiry-untaken', sumOf(shares, 'untaken')],
      ['enquiry-unclosed', sumOf(shares, 'old')],
    ] as const)
      if (isWorking || count === 0) raiseOrClear(kind, count > 0, count, flags);
  }

  async function mail(counts: StoreCounts, flags: ReadonlyMap<string, string>): Promise<void> {
    // An enquiry, not a mail about the site, should test whether the mail server works again.
    const serverFree = !(breaker.failing() && counts.waiting > 0);
    try {
      if (serverFree || parts.alarmsHaveServer)
        await parts.alarmMail?.send(standingAlarms(flags, clock()), flags, breakOff.signal);
      if (!serverFree) return;
      await parts.digest?.send(flags, breakOff.signal);
      await parts.notices?.send(breakOff.signal);
    } catch (error) {
      log('error', 'notice-failed', { cause: errorCodeOf(error) });
    }
  }

  async function lookNow(mayMail: boolean): Promise<void> {
    await alarms.flush();
    const now = clock();
    const old = new Date(now.getTime() - parts.retentionDays * day);
    const [counts, flags, shares] = await Promise.all([
      store.counts(),
      store.flags(),
      store.openShares(now, old),
    ]);
    // Mailed before the states are judged again: an alarm that is now over may not have been mailed yet.
    if (mayMail && underWay === undefined)
      underWay = mail(counts, flags).finally(() => {
        underWay = undefined;
      });
    judgeStates(counts, flags);
    judgeProgress(shares, flags);
    await alarms.flush();
  }

  return {
    async look(mayMail) {
      const now = clock().getTime();
      if (Math.abs(now - lastLook) < minute) return;
      lastLook = now;
      // A store that does not answer is logged by the courier's round, of which this is a part.
      await lookNow(mayMail).catch(() => {});
    },
    mailing: () => underWay !== undefined,
    async stop() {
      breakOff.abort();
      await underWay;
    },
  };
}
