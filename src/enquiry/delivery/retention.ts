import type { Log } from '../../log.ts';
import type { FlagStore, QueueStore } from '../store/store.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Holds when the courier last looked for what is to be erased. The stored name is older than the word here. */
const retentionFlag = 'erasure';

/**
 * Erases, every hour, what was delivered longer ago than it may be kept.
 *
 * Nothing is erased when the look before was more than a day ago, or lies in the future: then the clock has jumped, or
 * no courier was running. The next look, an hour later, erases. So a clock that ran ahead by mistake can be set right
 * within an hour, before copies are erased that staff may still want; what is erased after it is only a copy of a mail
 * that a mail server has taken. It does not wait for longer, since people's data may not be kept longer than promised.
 */
export function createRetention(parts: {
  store: Pick<QueueStore & FlagStore, 'flags' | 'setFlag' | 'eraseDeliveredBefore'>;
  /** Days that a delivered enquiry is kept. */
  retentionDays: number;
  clock: () => Date;
  log: Log;
}): { run(): Promise<void> } {
  const { store, retentionDays, clock, log } = parts;
  let lastLook = Number.NEGATIVE_INFINITY;
  return {
    async run() {
      const now = clock().getTime();
      if (Math.abs(now - lastLook) < hour) return;
      const gap = now - Date.parse((await store.flags()).get(retentionFlag) ?? '');
      lastLook = now;
      // Another courier has looked, or this one before it was restarted.
      if (gap >= 0 && gap < hour) return;
      await store.setFlag(retentionFlag, new Date(now).toISOString());
      if (!(gap >= 0 && gap <= day)) return;
      const count = await store.eraseDeliveredBefore(new Date(now - retentionDays * day));
      if (count > 0) log('info', 'enquiries-erased', { count });
    },
  };
}
