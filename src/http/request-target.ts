/** The parsed request target. */
export type Target =
  /**
   * `path` in the normal form of our addresses; `query` with its question mark, or empty; `authority` when the
   * target named a host itself, which then counts instead of the `Host` header (RFC 9112 3.2.2).
   */
  | { readonly kind: 'path'; readonly path: string; readonly query: string; readonly authority?: string }
  /** `OPTIONS *`: a request to the server as a whole. */
  | { readonly kind: 'server' }
  | { readonly kind: 'malformed' };

const absolute = /^https?:\/\/([^/?#]*)(.*)$/i;
/** A path as our own links have it; nearly every request is like this, and needs no further parsing. */
const plain = /^\/(?:[A-Za-z0-9._~-]+\/)*(?:[A-Za-z0-9._~-]+)?$/;
const visible = /^[!-~]+$/;
const strayPercent = /%(?![0-9a-f]{2})/i;
const unreserved = /^[A-Za-z0-9._~-]$/;

/**
 * RFC 3986 6.2.2.2: only an encoded unreserved character means the same as the character itself. All other
 * codes stay encoded, for example a slash or NUL, and so match none of our addresses.
 */
const decodeUnreserved = (path: string): string =>
  path.replace(/%([0-9a-f]{2})/gi, (encoded, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return unreserved.test(character) ? character : encoded;
  });

/** @param raw the request target as received, in any form of RFC 9112 3.2 */
export function parseTarget(raw: string): Target {
  if (plain.test(raw)) return { kind: 'path', path: raw, query: '' };
  if (raw === '*') return { kind: 'server' };
  if (!visible.test(raw) || raw.includes('#')) return { kind: 'malformed' };
  const [, authority, rest] = absolute.exec(raw) ?? [];
  const local = authority === undefined ? raw : (rest ?? '').replace(/^(?!\/)/, '/');
  if (!local.startsWith('/')) return { kind: 'malformed' };
  const mark = local.indexOf('?');
  const path = mark < 0 ? local : local.slice(0, mark);
  if (strayPercent.test(path)) return { kind: 'malformed' };
  return {
    kind: 'path',
    path: decodeUnreserved(path),
    query: mark < 0 ? '' : local.slice(mark),
    ...(authority === undefined ? {} : { authority }),
  };
}
