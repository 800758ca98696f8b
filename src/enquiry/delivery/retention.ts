import type { Log } from '../../log.ts';
import type { FlagStore, QueueStore } from '../store/store.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Holds when was last looked for what is to be erased. */
const retentionFlag = 'erasure';

/**
 * Erases, every hour, what was delivered longer ago than it may be kept.
 *
 * Nothing is erased at a look that comes more than a day after the one before, or before it: then the clock has
 * jumped, or nobody was there. The next look, an hour later, does it. A clock that ran ahead by mistake has that
 * hour to be set right before copies go that staff may still want; what is lost after it is only ever a copy of a
 * mail that a mail server has taken. That is all the patience a wrong clock gets, since keeping people's data
 * longer than promised is a fault too.
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
      // By another courier, or by this one before it was started anew.
      if (gap >= 0 && gap < hour) return;
      await store.setFlag(retentionFlag, new Date(now).toISOString());
      if (!(gap >= 0 && gap <= day)) return;
      const count = await store.eraseDeliveredBefore(new Date(now - retentionDays * day));
      if (count > 0) log('info', 'enquiries-erased', { count });
    },
  };
}
