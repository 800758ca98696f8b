import type { IncomingMessage } from 'node:http';
import type { PostProblem } from '../../enquiry/progress-pages.ts';
import { isCrossSite } from '../../http/cross-site.ts';
import { type BodyLimits, type FormReading, formLimits, readForm } from '../../http/read-form.ts';

/** These forms hold a few short fields. */
const limits: BodyLimits = { ...formLimits, bytes: 8 * 1024, refusedBytes: 4 * 1024, pieces: 128 };

/** @returns what the form's body holds, from the moment of the call; undefined when the client went away */
export function readOwnForm(request: IncomingMessage): Promise<FormReading | undefined> {
  return readForm(request, [], limits);
}

/**
 * A page with `no-referrer`, and a browser that hides where a form comes from, send `Origin: null` (Fetch, 3.2). New
 * browsers say beside it that the form is ours. From an old one it is taken: these forms hold a secret that no other
 * site has, and without it nothing comes of them.
 */
function isForeign({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, 'sec-fetch-site': fetchSite } = headers;
  return isCrossSite({ origin: origin === 'null' ? undefined : origin, fetchSite }, origins);
}

/**
 * @param origins where our own forms come from
 * @returns why this POST is not to be judged; undefined: it is
 */
export function problemOf(
  request: IncomingMessage,
  reading: FormReading,
  origins: readonly string[],
): PostProblem | undefined {
  return isForeign(request, origins) ? 'cross-site' : reading.problem;
}
