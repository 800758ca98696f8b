import { createHmac } from 'node:crypto';

/** How soon one key may come again: some times at once, and then once in a span of time. */
export interface Pace {
  readonly free: number;
  readonly everyMilliseconds: number;
}

/** Slows tries down by a key, such as what is guessed at, or where a guess comes from. Nobody is ever locked out. */
export interface SlowDown {
  /** @returns 0 when the try may go on, and then it counts; else after how many milliseconds the next one may */
  try(key: string): number;
  /** Takes a try back that turned out to be no guess. */
  giveBack(key: string): void;
}

/** Keys that are kept; beyond, the one that was tried longest ago is forgotten. */
export const mostKeys = 20_000;
const day = 24 * 60 * 60 * 1000;

/** How much of its pace a key has used, as of a moment. */
interface Use {
  readonly tries: number;
  readonly at: number;
}

/**
 * @param parts.pace undefined: nothing is slowed down
 * @param parts.now milliseconds of a monotonic clock
 * @param parts.random for the key of the hashes, which is thrown away with all counts every 24 hours
 * @returns counts by keyed hashes in memory: what was typed, and where it came from, is kept nowhere
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

  /** What is left of a use by now: time takes it away. */
  function left(use: Use | undefined, { everyMilliseconds }: Pace): number {
    return use === undefined ? 0 : Math.max(0, use.tries - (now() - use.at) / everyMilliseconds);
  }

  /** The key that was tried last stands last. */
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
      // Rounding must not make a try that has waited long enough wait once more.
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
