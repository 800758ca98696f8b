import { hour, minute } from '../durations.ts';

/** Largest share that is added at random to a delay, so that waiting enquiries do not all come at the same moment. */
export const largestJitter = 0.1;

/**
 * @param delay in milliseconds
 * @param fraction of the jitter, from 0 (included) to 1 (excluded)
 * @returns milliseconds, at most a tenth more than the delay
 */
export const withJitter = (delay: number, fraction: number): number =>
  Math.round(delay * (1 + largestJitter * fraction));

const firstDelays = [1 * minute, 5 * minute] as const;
const laterDelay = 15 * minute;
/** After a refused login: often enough to notice that the account works again, too rarely to get it locked. */
const refusedLoginDelay = hour;

/**
 * @param failures number of consecutive failures of the mail server, from 1
 * @returns milliseconds for which the circuit stays open: 1, 5, then every 15 minutes. Shorter than an enquiry's own
 * delays: one send tests the server for all that wait, and they are sent soon after it is back
 */
export const openMilliseconds = (failures: number, fraction: number): number =>
  withJitter(firstDelays[failures - 1] ?? laterDelay, fraction);

/** Why a circuit opens: the mail server is not reachable, or it refuses us until a person changes a setting. */
export type Outage = 'route-down' | 'route-stopped';

/** Remembers for how long nothing must be sent after a failure of the mail server (the circuit is open). */
interface Circuit {
  /**
   * Opens the circuit, longer with each consecutive failure; does nothing while it is open.
   *
   * @param now milliseconds since 1970
   * @param fraction a random number from 0 (included) to 1 (excluded), for the jitter
   * @returns whether it was closed before
   */
  open(outage: Outage, now: number, fraction: number): boolean;
  /** Closes the circuit, because the mail server answered. */
  close(): void;
  /** @returns whether the last send failed because of the server: then only one send at a time may try */
  failing(): boolean;
  /** @returns milliseconds for which the circuit stays open; 0: it is not open */
  openFor(now: number): number;
}

export function createCircuit(): Circuit {
  let failures = 0;
  let openedAt = 0;
  let length = 0;
  /** A time before the opening means that the clock was set back: then the circuit counts as no longer open. */
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
