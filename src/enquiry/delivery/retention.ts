import type { Log } from '../../log.ts';
import { type Alarms, alarmNamesFlag, namesIn } from '../monitoring/alarms.ts';
import type { FlagStore, QueueStore } from '../store/store.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Holds when the courier last looked for what is to be erased. The stored name is older than the word here. */
const retentionFlag = 'erasure';
/** Holds since when such looks have come without a gap. */
const steadyFlag = 'erasure-steady';

/** So many references wait at most for a mail to name them. */
const mostNamed = 1_000;

/** Days for which enquiries are kept. */
export interface Retention {
  /** After an enquiry was closed. */
  readonly retentionDays: number;
  /** After it was stored, when nobody closes it. */
  readonly unansweredDays: number;
}

/**
 * Erases, every hour, what was closed longer ago than it may be kept, and what nobody has closed until its last day.
 *
 * Nothing is erased when the look before was more than a day ago, or lies in the future: then the clock has jumped, or
 * no courier was running. The next look, an hour later, erases what was closed. So a clock that ran ahead by mistake
 * can be set right within an hour, before copies are erased that staff may still want; what is erased after it is only
 * a copy of a mail that a mail server has taken. What nobody has closed may not even have been mailed: it goes only
 * after a day of looks without a gap. It does not wait for longer, since people's data may not be kept longer than
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

  async function erase(now: number, isSteady: boolean): Promise<void> {
    const closed = await store.eraseClosedBefore(new Date(now - retentionDays * day));
    if (closed > 0) log('info', 'enquiries-erased', { count: closed });
    if (!isSteady) return;
    const erased = await store.eraseUnansweredBefore(new Date(now - unansweredDays * day));
    const unanswered = erased.filter(({ isWithdrawn }) => !isWithdrawn).map(({ reference }) => reference);
    const count = erased.length - unanswered.length;
    if (count > 0) log('info', 'enquiries-erased', { count });
    if (unanswered.length === 0) return;
    // Before the alarm, whose mail names them.
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
      if (Math.abs(now - lastLook) < hour) return;
      const flags = await store.flags();
      const gap = now - Date.parse(flags.get(retentionFlag) ?? '');
      lastLook = now;
      // Another courier has looked, or this one before it was restarted.
      if (gap >= 0 && gap < hour) return;
      await store.setFlag(retentionFlag, new Date(now).toISOString());
      const hasNoGap = gap >= 0 && gap <= day;
      const steadySince = Date.parse(flags.get(steadyFlag) ?? '');
      if (!hasNoGap || Number.isNaN(steadySince))
        await store.setFlag(steadyFlag, new Date(now).toISOString());
      if (hasNoGap) await erase(now, now - steadySince >= day);
    },
  };
}
