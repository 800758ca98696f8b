import { routeDelay, stoppedRouteDelayMilliseconds } from '../enquiry/delivery/retry.ts';

/** Remembers for how long nothing is to be sent, after the mail server could not be used. */
export interface RouteRest {
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

export function createRouteRest(): RouteRest {
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
