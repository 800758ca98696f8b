const minute = 60_000;
const hour = 60 * minute;
/** Delays only grow by it, so that enquiries which wait do not all come at the same moment. */
export const largestJitter = 0.1;

/**
 * @param delay in milliseconds
 * @param fraction of the jitter, from 0 up to 1
 * @returns milliseconds, at most a tenth more than the delay
 */
export const withJitter = (delay: number, fraction: number): number =>
  Math.round(delay * (1 + largestJitter * fraction));

const firstDelays = [1 * minute, 5 * minute] as const;
const laterDelay = 15 * minute;
/** After a refused login: often enough to notice that the account works again, too rarely to get it locked. */
const refusedLoginDelay = hour;

/**
 * @param failures how often in a row the mail server could not be used: from 1
 * @returns milliseconds for which the circuit stays open: 1, 5, then every 15 minutes for as long as it takes. Shorter
 *   than an enquiry's own delays: one send tries the server for all that wait, and they go out soon after it is back
 */
export const openMilliseconds = (failures: number, fraction: number): number =>
  withJitter(firstDelays[failures - 1] ?? laterDelay, fraction);

/** Why a circuit opens: the mail server cannot be reached, or it refuses us until a person changes a setting. */
export type Outage = 'route-down' | 'route-stopped';

/** Remembers for how long nothing is to be sent, after the mail server could not be used (the circuit is open). */
interface Circuit {
  /**
   * Opens the circuit, for longer with each failure in a row; does nothing while it is open.
   *
   * @param now milliseconds since 1970
   * @param fraction a random number from 0 up to 1, for the jitter
   * @returns whether it was closed until now
   */
  open(outage: Outage, now: number, fraction: number): boolean;
  /** The mail server answered. */
  close(): void;
  /** @returns whether the last send failed because of the server: then only one send at a time may try it */
  failing(): boolean;
  /** @returns milliseconds for which the circuit stays open; 0: it does not keep anything from being sent */
  openFor(now: number): number;
}

export function createCircuit(): Circuit {
  let failures = 0;
  let openedAt = 0;
  let length = 0;
  /** A time before its opening means that the clock was set back: then it counts as over. */
  const openFor = (now: number): number => (now < openedAt ? 0 : Math.max(0, openedAt + length - now));
  return {
    open(outage, now, fraction) {
      if (openFor(now) > 0) return false;
      failures += 1;
      openedAt = now;
      length = outage === 'route-stopped' ? refusedLoginDelay : openMilliseconds(failures, fraction);
      return true;
    },
    close() {
      failures = 0;
      length = 0;
    },
    failing: () => failures > 0,
    openFor,
  };
}
