import type { Timer } from '../../timer.ts';

/** Does its work when it is due or when it is woken, one round at a time, until it is stopped. */
interface Loop {
  start(): void;
  /** Begins a round now, or one more after the one under way; harmless at any time. */
  wake(): void;
  /** Begins no further round; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/**
 * @param parts.work one round. @returns milliseconds until the next one
 * @param parts.onError told of what a round threw. @returns milliseconds until the next one
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
