import type { Day } from '../hours/days.ts';
import { warsawTime } from '../hours/warsaw-time.ts';

/**
 * @param ends the last day of each address that has one, in Warsaw
 * @returns tells whether an address has come to its end, and is to be answered with 410 (RFC 9110 15.5.11)
 */
export function createEnds(
  ends: Readonly<Record<string, Day>>,
  clock: () => Date,
): (path: string) => boolean {
  const byPath = new Map(Object.entries(ends));
  return (path) => {
    const last = byPath.get(path);
    return last !== undefined && warsawTime(clock()).day > last;
  };
}
