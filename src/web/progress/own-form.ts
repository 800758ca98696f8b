import type { IncomingMessage } from 'node:http';
import type { PostProblem } from '../../enquiry/progress-pages.ts';
import { isCrossSite } from '../../http/cross-site.ts';
import { type BodyLimits, type FormReading, formLimits, readForm } from '../../http/read-form.ts';

/** These forms hold a few short fields. */
const limits: BodyLimits = { ...formLimits, bytes: 8 * 1024, refusedBytes: 4 * 1024, pieces: 128 };

/** @returns the parsed body, read from the moment of the call; undefined when the client disconnected */
export function readOwnForm(request: IncomingMessage): Promise<FormReading | undefined> {
  return readForm(request, [], limits);
}

/**
 * A page with `no-referrer`, and a browser that hides the origin, send `Origin: null` (Fetch, 3.2). New browsers add
 * `Sec-Fetch-Site: same-origin`. From an old browser the form is accepted: it must hold a secret that no other site
 * has.
 */
function isForeign({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, 'sec-fetch-site': fetchSite } = headers;
  return isCrossSite({ origin: origin === 'null' ? undefined : origin, fetchSite }, origins);
}

/**
 * @param origins the origins of our own forms
 * @returns why this POST is refused; undefined: it is accepted
 */
export function problemOf(
  request: IncomingMessage,
  reading: FormReading,
  origins: readonly string[],
): PostProblem | undefined {
  return isForeign(request, origins) ? 'cross-site' : reading.problem;
}
