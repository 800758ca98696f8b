import type { Day } from '../hours/days.ts';
import { warsawTime } from '../hours/warsaw-time.ts';

/**
 * @param ends the last day of each address that has one, `RRRR-MM-DD` in Warsaw
 * @returns a function that tells whether the last day of an address is over, so that the response is 410 (RFC
 * 9110 15.5.11)
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
