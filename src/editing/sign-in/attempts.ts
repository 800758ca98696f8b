import { createHash } from 'node:crypto';

/** How often something may be tried in a span of time. */
export interface Allowance {
  readonly limit: number;
  readonly windowMilliseconds: number;
}

/** Limit of keys in memory; above it the oldest is forgotten. */
const mostRemembered = 10_000;

/**
 * Counts attempts by key, an address or a client, in memory, as hashes.
 *
 * @param clock the time of an attempt
 * @returns a function that takes a key and tells whether the attempt is allowed; refused attempts are not counted
 */
export function createAttempts(allowance: Allowance, clock: () => Date): (key: string) => boolean {
  const counts = new Map<string, { since: number; count: number }>();
  return (key) => {
    const name = createHash('sha256').update(key).digest('base64url');
    const now = clock().getTime();
    const before = counts.get(name);
    // A clock that was set back starts a new window too.
    const isOver = before === undefined || Math.abs(now - before.since) >= allowance.windowMilliseconds;
    const count = isOver ? { since: now, count: 0 } : before;
    if (count.count >= allowance.limit) return false;
    count.count += 1;
    counts.delete(name);
    const [oldest] = counts.keys();
    if (counts.size >= mostRemembered && oldest !== undefined) counts.delete(oldest);
    counts.set(name, count);
    return true;
  };
}
