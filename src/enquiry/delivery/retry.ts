import { hour, minute } from '../../durations.ts';
import { largestJitter, withJitter } from '../../mail/circuit.ts';

const firstDelays = [1 * minute, 5 * minute, 15 * minute, 30 * minute, 60 * minute] as const;
const laterDelay = 4 * hour;
const givingUpAfter = 5 * 24 * hour;

/** The longest time that an enquiry waits for its next attempt. */
export const longestWaitMilliseconds = laterDelay * (1 + largestJitter);

/**
 * @param attempts how many attempts have failed, this one included: from 1
 * @param fraction a random number from 0 (included) to 1 (excluded), for the jitter
 * @returns milliseconds to the next attempt: 1, 5, 15, 30, 60 minutes, then every 4 hours for 5 days; undefined after
 * that: the enquiry is to be parked
 */
export function retryDelay(attempts: number, fraction: number): number | undefined {
  const first = firstDelays[attempts - 1];
  if (first !== undefined) return withJitter(first, fraction);
  const spentOnFirst = firstDelays.reduce((sum, delay) => sum + delay, 0);
  const spent = spentOnFirst + (attempts - 1 - firstDelays.length) * laterDelay;
  return spent >= givingUpAfter ? undefined : withJitter(laterDelay, fraction);
}
