import { day, hour } from '../../durations.ts';
import type { Log } from '../../log.ts';
import { type Alarms, alarmNamesFlag, namesIn } from '../monitoring/alarms.ts';
import type { FlagStore, QueueStore } from '../store/store.ts';

/** Flag: time of the last run of the retention job (its name is older than the word retention). */
const retentionFlag = 'erasure';
/** Flag: start of the current series of runs without a gap. */
const steadyFlag = 'erasure-steady';

/** The largest number of references kept for the next mail. */
const mostNamed = 1_000;

/** How many days enquiries are kept. */
export interface Retention {
  /** Days after an enquiry was closed. */
  readonly retentionDays: number;
  /** Days after it was stored, when nobody closes it. */
  readonly unansweredDays: number;
}

/**
 * Erases, every hour, enquiries that were closed longer ago than they may be kept, and enquiries that nobody has
 * closed until their last day.
 * Nothing is erased when the last run was more than a day ago, or is in the future: then the clock has jumped, or no
 * courier was running. The next run, an hour later, erases the closed ones. So a clock that is wrong by mistake can be
 * corrected within an hour, before copies are erased that staff may still want; a closed enquiry is only a copy of a
 * mail that a mail server has taken. An enquiry that nobody has closed may not even have been mailed: it is erased
 * only after a day of runs without a gap. It does not wait longer, since personal data may not be kept longer than
 * promised.
 */
export function createRetention(
  parts: Retention & {
    store: Pick<QueueStore & FlagStore, 'flags' | 'setFlag' | 'eraseClosedBefore' | 'eraseUnansweredBefore'>;
    alarms: Alarms;
    clock: () => Date;
    log: Log;
  },
): { run(): Promise<void> } {
  const { store, alarms, retentionDays, unansweredDays, clock, log } = parts;
  let lastLook = Number.NEGATIVE_INFINITY;
  /** The store failed during the last erasure: it is repeated in the next round, not only after an hour. */
  let isUnfinished = false;

  async function erase(now: number, isSteady: boolean): Promise<void> {
    const closed = await store.eraseClosedBefore(new Date(now - retentionDays * day));
    if (closed > 0) log('info', 'enquiries-erased', { count: closed });
    if (!isSteady) return;
    const erased = await store.eraseUnansweredBefore(new Date(now - unansweredDays * day));
    const unanswered = erased.filter(({ isWithdrawn }) => !isWithdrawn).map(({ reference }) => reference);
    const count = erased.length - unanswered.length;
    if (count > 0) log('info', 'enquiries-erased', { count });
    if (unanswered.length === 0) return;
    // Set before the alarm, whose mail lists the references.
    const earlier = namesIn((await store.flags()).get(alarmNamesFlag('enquiry-unanswered')));
    await store.setFlag(
      alarmNamesFlag('enquiry-unanswered'),
      [...earlier, ...unanswered].slice(-mostNamed).join(' '),
    );
    alarms.raise('enquiry-unanswered', { count: unanswered.length });
  }

  return {
    async run() {
      const now = clock().getTime();
      if (!isUnfinished && Math.abs(now - lastLook) < hour) return;
      const flags = await store.flags();
      const gap = now - Date.parse(flags.get(retentionFlag) ?? '');
      lastLook = now;
      // Another courier has run it, or this one before a restart.
      if (!isUnfinished && gap >= 0 && gap < hour) return;
      await store.setFlag(retentionFlag, new Date(now).toISOString());
      const hasNoGap = gap >= 0 && gap <= day;
      const steadySince = Date.parse(flags.get(steadyFlag) ?? '');
      if (!hasNoGap || Number.isNaN(steadySince))
        await store.setFlag(steadyFlag, new Date(now).toISOString());
      if (!hasNoGap) return;
      isUnfinished = true;
      await erase(now, now - steadySince >= day);
      isUnfinished = false;
    },
  };
}
