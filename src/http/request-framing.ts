import type { IncomingMessage } from 'node:http';

/** @returns whether the request has a body: without one of these headers it has none (RFC 9112 6.3) */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Checks `Transfer-Encoding` (RFC 9112 6.1 and 6.3). HTTP/1.0 has no chunks, `chunked` must be the last coding, and
 * no other coding is supported.
 *
 * @returns the error status when the length or the coding of the body is unknown; else undefined
 */
export function faultOfFraming({ headers, httpVersionMinor }: IncomingMessage): 400 | 501 | undefined {
  const codings = headers['transfer-encoding']?.split(',').map((coding) => coding.trim().toLowerCase());
  if (codings === undefined) return undefined;
  if (httpVersionMinor === 0 || codings.indexOf('chunked') !== codings.length - 1) return 400;
  return codings.length === 1 ? undefined : 501;
}

/** @returns the host that the request names; undefined unless it names exactly one (RFC 9112 3.2) */
export function theOneHost({ rawHeaders }: IncomingMessage): string | undefined {
  let host: string | undefined;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? '';
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue;
    if (host !== undefined) return undefined;
    host = rawHeaders[place + 1];
  }
  return host;
}
