import { createHmac } from 'node:crypto';
import { day } from '../durations.ts';

/** How many requests one client prefix may send in a span of time. */
export interface Rate {
  readonly limit: number;
  readonly windowMilliseconds: number;
}

/**
 * `suspect`: the form is accepted, and staff get it after all others. `one-more-step`: the person must press once
 * more.
 */
export type Admission = 'as-usual' | 'suspect' | 'one-more-step';

/** Counts the POSTs of the form by client prefix. */
export interface RateLimit {
  /**
   * @param prefix the client's; kept only as a keyed hash
   * @param token the token in the form
   * @returns the verdict; for a second step that came too soon, only after the required time. The page that
   * answers `one-more-step` carries a token for the second step
   */
  admit(prefix: string, token: string | undefined): Promise<Admission>;
  /** Remembers the token that a page with status 429 carries. */
  offerSecondStep(token: string): void;
}

export const rateLimits = {
  /**
   * A second step that comes sooner has to wait until then: a person notices nothing, a program is slowed
   * down.
   */
  secondStepMilliseconds: 2_000,
  /**
   * How often one second step is accepted: for a double click or a correction. Its token makes one enquiry at
   * most.
   */
  secondStepUses: 3,
  /**
   * Number of prefixes, and of offered second steps, that are remembered; above it the oldest is forgotten.
   */
  remembered: 10_000,
  /**
   * Second steps that wait at the same time, each with all typed values in memory. One prefix may have no more than
   * its limit.
   */
  waiting: 200,
  /**
   * Second steps of one prefix that are not suspect, as a multiple of its limit: with 20 in ten minutes, the fifty
   * people of a shelter with one address are accepted.
   */
  trustedShare: 1.5,
  /** POSTs of all clients together that are not suspect, as a multiple of the limit of one prefix. */
  ceiling: 10,
} as const;

/** Adds an entry; above the limit the oldest entry is removed. */
function remember<Value>(entries: Map<string, Value>, key: string, value: Value): void {
  const oldest = entries.keys().next();
  if (!entries.has(key) && entries.size >= rateLimits.remembered && !oldest.done)
    entries.delete(oldest.value);
  entries.set(key, value);
}

/** POSTs and second steps in one window of time. */
interface Count {
  readonly since: number;
  posts: number;
  secondSteps: number;
}

/**
 * Many people may share one address, for example in a shelter, so over the limit a POST is not refused but asked for
 * one more step: the 429 page keeps the typed values and carries a token, and a POST with that token goes through,
 * two seconds after that page at the soonest. A program can do this too. So a POST is suspect after many second steps
 * of one prefix, when all clients together send more than people ever do, and when too many steps already wait.
 *
 * @param parts.rate undefined: no limit, no ceiling
 * @param parts.random for the key of the hashes, which is thrown away with all counts every 24 hours
 */
export function createRateLimit(parts: {
  rate: Rate | undefined;
  clock: () => Date;
  random: (bytes: number) => Uint8Array;
  wait: (milliseconds: number) => Promise<unknown>;
}): RateLimit {
  const { rate, random, wait } = parts;
  const now = () => parts.clock().getTime();
  const counts = new Map<string, Count>();
  const secondSteps = new Map<string, { readonly since: number; uses: number }>();
  /** Number of waiting second steps, by client. */
  const waiting = new Map<string, number>();
  let waitingTogether = 0;
  let everybody: Count = { since: now(), posts: 0, secondSteps: 0 };
  let key = random(32);
  let keySince = now();

  const hash = (text: string) => createHmac('sha256', key).update(text).digest('base64url');

  function changeKeyDaily(): void {
    if (Math.abs(now() - keySince) < day) return;
    key = random(32);
    keySince = now();
    counts.clear();
    secondSteps.clear();
  }

  /**
   * @returns how many milliseconds a second step has still to wait; undefined when the token is not of a
   * second step
   */
  function secondStepWait(token: string | undefined): number | undefined {
    const offer = token === undefined ? undefined : secondSteps.get(hash(token));
    if (offer === undefined || offer.uses >= rateLimits.secondStepUses) return undefined;
    offer.uses += 1;
    const { secondStepMilliseconds } = rateLimits;
    return Math.min(secondStepMilliseconds, Math.max(0, offer.since + secondStepMilliseconds - now()));
  }

  const isOver = (count: Count, { windowMilliseconds }: Rate) =>
    Math.abs(now() - count.since) >= windowMilliseconds;

  function countOf(client: string, limits: Rate): Count {
    const before = counts.get(client);
    if (before !== undefined && !isOver(before, limits)) return before;
    const fresh: Count = { since: now(), posts: 0, secondSteps: 0 };
    counts.delete(client);
    remember(counts, client, fresh);
    return fresh;
  }

  /** @returns the verdict on an accepted POST, from the number of POSTs of all clients */
  function judgeTogether(limits: Rate): Admission {
    if (isOver(everybody, limits)) everybody = { since: now(), posts: 0, secondSteps: 0 };
    if (everybody.posts >= limits.limit * rateLimits.ceiling) return 'suspect';
    everybody.posts += 1;
    return 'as-usual';
  }

  /** @returns whether there was a free place to wait; the promise resolves after the wait */
  async function hold(client: string, milliseconds: number, limits: Rate): Promise<boolean> {
    if (milliseconds === 0) return true;
    const ofClient = waiting.get(client) ?? 0;
    if (ofClient >= limits.limit || waitingTogether >= rateLimits.waiting) return false;
    waiting.set(client, ofClient + 1);
    waitingTogether += 1;
    try {
      await wait(milliseconds);
    } finally {
      waitingTogether -= 1;
      const left = (waiting.get(client) ?? 1) - 1;
      if (left === 0) waiting.delete(client);
      else waiting.set(client, left);
    }
    return true;
  }

  return {
    async admit(prefix, token) {
      if (rate === undefined) return 'as-usual';
      changeKeyDaily();
      const client = hash(prefix);
      const count = countOf(client, rate);
      const milliseconds = secondStepWait(token);
      if (milliseconds === undefined) {
        if (count.posts >= rate.limit) return 'one-more-step';
        count.posts += 1;
        return judgeTogether(rate);
      }
      const trusted = count.secondSteps < rate.limit * rateLimits.trustedShare;
      count.secondSteps += 1;
      const held = await hold(client, milliseconds, rate);
      return trusted && held ? judgeTogether(rate) : 'suspect';
    },
    offerSecondStep(token) {
      remember(secondSteps, hash(token), { since: now(), uses: 0 });
    },
  };
}
