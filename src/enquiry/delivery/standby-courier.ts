import { errorCodeOf } from '../../error-code.ts';
import type { Log } from '../../log.ts';
import { systemTimer, type Timer } from '../../timer.ts';
import type { Courier } from './courier.ts';

/** How often a waiting courier tries to get the lock. */
const lockRetryMilliseconds = 5_000;

interface StandbyCourierParts {
  readonly courier: Courier;
  /** @returns a function that releases the lock; undefined while another courier holds it */
  readonly hold: () => (() => void) | undefined;
  readonly log: Log;
  /** Default: the system's timer. */
  readonly timer?: Timer;
}

/**
 * A courier that starts as soon as no other one works on the store. During a rolling restart the new process takes
 * over when the old one ends.
 */
export function createStandbyCourier({
  courier,
  hold,
  log,
  timer = systemTimer,
}: StandbyCourierParts): Courier {
  let release: (() => void) | undefined;
  let hasWaited = false;
  let cancel = () => {};

  function holdOrTell(): (() => void) | undefined {
    try {
      const held = hold();
      if (held === undefined && !hasWaited) log('warn', 'courier-waits');
      return held;
    } catch (error) {
      if (!hasWaited) log('error', 'courier-lock-failed', { cause: errorCodeOf(error) });
      return undefined;
    }
  }

  function start(): void {
    release = holdOrTell();
    if (release === undefined) {
      hasWaited = true;
      cancel = timer(lockRetryMilliseconds, start);
      return;
    }
    if (hasWaited) log('info', 'courier-took-over');
    courier.start();
  }

  return {
    start,
    wake: () => courier.wake(),
    async stop() {
      cancel();
      if (release === undefined) return;
      await courier.stop();
      release();
    },
  };
}
