import { createHmac } from 'node:crypto';

/** How many requests one client prefix may send in a span of time. */
export interface Rate {
  readonly limit: number;
  readonly windowMilliseconds: number;
}

/** Counts the POSTs of the form by client prefix. */
export interface RateLimit {
  /**
   * @param prefix the client's; kept only as a keyed hash
   * @param token what the form carried
   * @returns whether the POST may go on, for a second step that came too soon only when its time has come; if not,
   * the page that answers it carries a token for the second step
   */
  admit(prefix: string, token: string | undefined): Promise<boolean>;
  /** Remembers a token that a page with status 429 carries. */
  offerSecondStep(token: string): void;
}

export const rateLimits = {
  /** A second step that comes sooner waits: a person notices nothing, a program sends no faster than this. */
  secondStepMilliseconds: 2_000,
  /** How often one second step goes through: a double click, a correction. Its token makes one enquiry at most. */
  secondStepUses: 3,
  /** Of prefixes, and of second steps on offer; beyond, the oldest is forgotten. */
  remembered: 10_000,
} as const;

const day = 24 * 60 * 60 * 1000;

/** Adds an entry; the one that was added first makes room. */
function remember<Value>(entries: Map<string, Value>, key: string, value: Value): void {
  const oldest = entries.keys().next();
  if (!entries.has(key) && entries.size >= rateLimits.remembered && !oldest.done)
    entries.delete(oldest.value);
  entries.set(key, value);
}

/**
 * Shelters and libraries share one address, so over the limit a POST is not refused but asked for one more step:
 * the 429 page keeps what was entered and carries a token, and a POST with that token goes through without being
 * counted, two seconds after that page at the soonest.
 *
 * @param parts.rate undefined: no limit
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
  const counts = new Map<string, { readonly since: number; count: number }>();
  const secondSteps = new Map<string, { readonly since: number; uses: number }>();
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

  /** @returns how long a second step has still to wait; undefined when it is none */
  function secondStepWait(token: string | undefined): number | undefined {
    const offer = token === undefined ? undefined : secondSteps.get(hash(token));
    if (offer === undefined || offer.uses >= rateLimits.secondStepUses) return undefined;
    offer.uses += 1;
    const { secondStepMilliseconds } = rateLimits;
    return Math.min(secondStepMilliseconds, Math.max(0, offer.since + secondStepMilliseconds - now()));
  }

  function countWithin(limits: Rate, prefix: string): boolean {
    const client = hash(prefix);
    const entry = counts.get(client);
    if (entry === undefined || Math.abs(now() - entry.since) >= limits.windowMilliseconds) {
      counts.delete(client);
      remember(counts, client, { since: now(), count: 1 });
      return true;
    }
    if (entry.count >= limits.limit) return false;
    entry.count += 1;
    return true;
  }

  return {
    async admit(prefix, token) {
      if (rate === undefined) return true;
      changeKeyDaily();
      const milliseconds = secondStepWait(token);
      if (milliseconds === undefined) return countWithin(rate, prefix);
      if (milliseconds > 0) await wait(milliseconds);
      return true;
    },
    offerSecondStep(token) {
      remember(secondSteps, hash(token), { since: now(), uses: 0 });
    },
  };
}
