import type { Timer } from '../../timer.ts';

/** Runs a round of work when it is due or when it is woken, one at a time, until it is stopped. */
interface Loop {
  start(): void;
  /** Starts a round now, or one more after the running one; may be called at any time. */
  wake(): void;
  /** Starts no further round; resolves when the running one has ended. */
  stop(): Promise<void>;
}

/**
 * @param parts.work one round. @returns milliseconds until the next one
 * @param parts.onError gets what a round threw. @returns milliseconds until the next one
 */
export function createLoop(parts: {
  readonly work: () => Promise<number>;
  readonly onError: (error: unknown) => number;
  readonly timer: Timer;
}): Loop {
  const { work, onError, timer } = parts;
  let running = false;
  let awake = false;
  let round: Promise<void> | undefined;
  let cancelSleep = () => {};

  async function workWhileAwake(): Promise<void> {
    let wait = 0;
    while (running && awake) {
      awake = false;
      wait = await work().catch(onError);
    }
    round = undefined;
    if (running) cancelSleep = timer(wait, wake);
  }

  function wake(): void {
    if (!running) return;
    awake = true;
    if (round !== undefined) return;
    cancelSleep();
    round = workWhileAwake();
  }

  return {
    start() {
      running = true;
      wake();
    },
    wake,
    async stop() {
      running = false;
      cancelSleep();
      await round;
    },
  };
}
