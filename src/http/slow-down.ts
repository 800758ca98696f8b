import { createHmac } from 'node:crypto';
import { day } from '../durations.ts';

/** How often one key may be tried: some times at once, then once in a span of time. */
export interface Pace {
  readonly free: number;
  readonly everyMilliseconds: number;
}

/** Slows down repeated tries by a key, for example a reference or a client. Nobody is ever locked out. */
export interface SlowDown {
  /**
   * @returns 0 when the try may go on (it is then counted); else the milliseconds until the next try is allowed
   */
  try(key: string): number;
  /** Removes a counted try that turned out to be legitimate. */
  giveBack(key: string): void;
}

/** Number of keys that are remembered; above it the one that was tried longest ago is forgotten. */
export const mostKeys = 20_000;

/** How much of its pace a key had used at a moment of the clock. */
interface Use {
  readonly tries: number;
  readonly at: number;
}

/**
 * @param parts.pace undefined: nothing is slowed down
 * @param parts.now milliseconds of a monotonic clock
 * @param parts.random for the key of the hashes, which is thrown away with all counts every 24 hours
 * @returns a counter in memory, by keyed hashes: neither typed values nor client addresses are stored
 */
export function createSlowDown(parts: {
  pace: Pace | undefined;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}): SlowDown {
  const { pace, now, random } = parts;
  const uses = new Map<string, Use>();
  let secret = random(32);
  let secretSince = now();

  const hash = (key: string): string => createHmac('sha256', secret).update(key).digest('base64url');

  function changeSecretDaily(): void {
    if (now() - secretSince < day) return;
    secret = random(32);
    secretSince = now();
    uses.clear();
  }

  /** @returns how many tries still count now: their number falls with time */
  function left(use: Use | undefined, { everyMilliseconds }: Pace): number {
    return use === undefined ? 0 : Math.max(0, use.tries - (now() - use.at) / everyMilliseconds);
  }

  /** Stores a key at the end of the map, so that the first key is the one that was tried longest ago. */
  function keep(key: string, tries: number): void {
    uses.delete(key);
    if (tries > 0) uses.set(key, { tries, at: now() });
    const [oldest] = uses.keys();
    if (uses.size > mostKeys && oldest !== undefined) uses.delete(oldest);
  }

  return {
    try(typed) {
      if (pace === undefined) return 0;
      changeSecretDaily();
      const key = hash(typed);
      const tries = left(uses.get(key), pace);
      // Without this tolerance a rounding error would delay a try that has waited long enough.
      const over = tries + 1 - pace.free - 1e-9;
      keep(key, over > 0 ? tries : tries + 1);
      return over > 0 ? Math.ceil(over * pace.everyMilliseconds) : 0;
    },
    giveBack(typed) {
      if (pace === undefined) return;
      const key = hash(typed);
      keep(key, left(uses.get(key), pace) - 1);
    },
  };
}
