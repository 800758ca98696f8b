const minute = 60_000;
const hour = 60 * minute;
/** Timer, never earlier, so that what waits does not all come at once. */
export const largestJitter = 0.1;

/**
 * @param delay in milliseconds
 * @param fraction of the jitter, from 0 up to 1
 * @returns milliseconds, at most a tenth more than the delay
 */
export const withJitter = (delay: number, fraction: number): number =>
  Math.round(delay * (1 + largestJitter * fraction));

const routeDelays = [1 * minute, 5 * minute] as const;
const laterRouteDelay = 15 * minute;

/**
 * @param failures how often in a row the route has failed: from 1
 * @returns milliseconds that nothing is sent: 1, 5, then every 15 minutes for as long as it takes. Shorter than
 *   an enquiry's own delays: one try stands for all that wait, and they go out soon after the route is back
 */
export const routeDelay = (failures: number, fraction: number): number =>
  withJitter(routeDelays[failures - 1] ?? laterRouteDelay, fraction);

/** How long the route rests after a refused login: often enough to notice a mended account, too rare to lock it. */
export const stoppedRouteDelayMilliseconds = hour;

/** Remembers for how long nothing is to be sent, after the mail server could not be used. */
export interface Circuit {
  /**
   * Begins a rest, longer with each failure in a row. Sends that fail while it already rests change nothing.
   *
   * @param now milliseconds since 1970
   * @param fraction a random number from 0 up to 1, for the jitter
   * @returns whether this began one
   */
  begin(kind: 'route-down' | 'route-stopped', now: number, fraction: number): boolean;
  /** The mail server answered. */
  over(): void;
  /** @returns whether the last thing known of the route is a failure: then one send tries it, alone */
  failing(): boolean;
  /** @returns milliseconds left of the rest */
  remaining(now: number): number;
}

export function createCircuit(): Circuit {
  let failures = 0;
  let began = 0;
  let length = 0;
  /** Counted from its beginning: after a clock that was set back, it is over. */
  const remaining = (now: number): number => (now < began ? 0 : Math.max(0, began + length - now));
  return {
    begin(kind, now, fraction) {
      if (remaining(now) > 0) return false;
      failures += 1;
      began = now;
      length = kind === 'route-stopped' ? stoppedRouteDelayMilliseconds : routeDelay(failures, fraction);
      return true;
    },
    over() {
      failures = 0;
      length = 0;
    },
    failing: () => failures > 0,
    remaining,
  };
}
