import type { IncomingHttpHeaders } from 'node:http';
import { chooseCoding } from './accept-encoding.ts';
import { type Answer, bareError } from './response.ts';
import type { Representation, StaticFile } from './static-files.ts';

interface Question {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly now: Date;
}

function choose(file: StaticFile, headers: IncomingHttpHeaders): Representation | undefined {
  const coding = chooseCoding(headers['accept-encoding'], file.codings);
  return file.representations.find((each) => each.coding === coding);
}

/** RFC 9110 13.1.2: weak comparison with any tag in the list, or `*`. */
function matchesAny(list: string, etag: string): boolean {
  if (list.trim() === '*') return true;
  return [...list.matchAll(/(?:W\/)?("[^"]*")/g)].some(([, tag]) => tag === etag);
}

/**
 * RFC 9110 13.2.2: `If-Modified-Since` counts only without `If-None-Match`. RFC 9110 13.1.3: a value that is not an
 * HTTP date is ignored. A date in the future is ignored too: we never send one, and it would keep an old copy in the
 * cache for ever.
 */
function isUnchanged(file: StaticFile, etag: string, { headers, now }: Question): boolean {
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return matchesAny(noneMatch, etag);
  const since = headers['if-modified-since'];
  if (since === undefined || new Date(since).toUTCString() !== since) return false;
  const moment = Date.parse(since);
  return file.lastModified.getTime() <= moment && moment <= now.getTime();
}

/**
 * RFC 9110 13.1.5: a range is sent only when the file has not changed since the client got its first part.
 */
function rangeCounts(file: StaticFile, etag: string, headers: IncomingHttpHeaders): boolean {
  const condition = headers['if-range'];
  return typeof condition !== 'string' || condition === etag || condition === file.lastModified.toUTCString();
}

type Range = { readonly first: number; readonly last: number } | 'unsatisfiable' | undefined;

/** RFC 9110 14.1.2. Several ranges, and other units, may be ignored (14.2). */
function readRange(header: string | undefined, length: number): Range {
  if (header === undefined) return undefined;
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return start > end ? 'unsatisfiable' : { first: start, last: end };
}

/**
 * Answers GET and HEAD for a file: content coding, conditions and a single range (RFC 9110 12 to 14).
 *
 * @returns 200, 206, 304, 406 (the client accepts none of the codings that we have) or 416
 */
export function answerStatic(file: StaticFile, question: Question): Answer {
  const { method, headers } = question;
  const chosen = choose(file, headers);
  if (chosen === undefined)
    return { ...bareError(406), headers: { ...bareError(406).headers, ...file.variation } };
  if (isUnchanged(file, chosen.etag, question)) return chosen.unchanged;
  const { whole } = chosen;
  const length = chosen.body.length;
  const wanted = method === 'GET' && rangeCounts(file, chosen.etag, headers);
  const range = wanted ? readRange(headers.range, length) : undefined;
  if (range === undefined) return whole;
  if (range === 'unsatisfiable') {
    const refusal = bareError(416);
    return { ...refusal, headers: { ...refusal.headers, 'Content-Range': `bytes */${length}` } };
  }
  return {
    status: 206,
    headers: { ...whole.headers, 'Content-Range': `bytes ${range.first}-${range.last}/${length}` },
    body: chosen.body.subarray(range.first, range.last + 1),
  };
}

/** @returns the uncompressed bytes of a file */
export const identityOf = (file: StaticFile | undefined): Uint8Array | undefined =>
  file?.representations.find(({ coding }) => coding === 'identity')?.body;

/**
 * @param page the page for the error, or undefined where the site has none
 * @returns it with this status, in a coding that the client accepts, else uncompressed
 */
export function answerError(
  status: number,
  page: StaticFile | undefined,
  headers: IncomingHttpHeaders,
): Answer {
  if (page === undefined) return bareError(status);
  const chosen = choose(page, headers) ?? page.representations.find(({ coding }) => coding === 'identity');
  if (chosen === undefined) return bareError(status);
  return { status, headers: { ...chosen.contentHeaders, 'Cache-Control': 'no-store' }, body: chosen.body };
}
