import type { Timer } from '../../../src/timer.ts';

/** Timers and a clock that the check moves by hand. */
export interface HandTimers {
  readonly clock: () => Date;
  readonly timer: Timer;
  /** Sets the clock, as an operator or a time server does; timers keep their remaining time, as the system's do. */
  set(milliseconds: number): void;
  /** Passes time, firing each timer at its time, until the time is over or `done` returns true. */
  pass(milliseconds: number, done?: () => boolean): Promise<void>;
}

/** Waits until everything that needs no timer is done, reads and writes of files included. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setTimeout(resolve, 1));
}

/** @param start milliseconds since 1970 */
export function createHandTimers(start: number): HandTimers {
  let now = start;
  /** Monotonic time, not affected by setting the clock. */
  let elapsed = 0;
  let timers: { readonly due: number; readonly run: () => void }[] = [];
  const advance = (milliseconds: number) => {
    now += milliseconds;
    elapsed += milliseconds;
  };
  return {
    clock: () => new Date(now),
    timer(milliseconds, run) {
      const entry = { due: elapsed + milliseconds, run };
      timers.push(entry);
      return () => {
        timers = timers.filter((each) => each !== entry);
      };
    },
    set(milliseconds) {
      now = milliseconds;
    },
    async pass(milliseconds, done = () => false) {
      const end = elapsed + milliseconds;
      await settle();
      while (!done()) {
        const next = timers.toSorted((a, b) => a.due - b.due)[0];
        if (next === undefined || next.due > end) break;
        advance(Math.max(0, next.due - elapsed));
        timers = timers.filter((each) => each !== next);
        next.run();
        await settle();
      }
      if (!done()) advance(Math.max(0, end - elapsed));
    },
  };
}

/** @returns numbers from 0 to below 1, the same ones for the same seed (mulberry32) */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
