import { isIP } from 'node:net';

/** Whom a request says it is for. */
export type HostVerdict =
  /** `origins`: where a form that is sent here may come from. */
  | { readonly kind: 'ours'; readonly origins: readonly string[] }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'malformed' };

/**
 * RFC 9110 4.2.1 and 7.2 without userinfo: a name, an IPv4 address or a bracketed IPv6 address, and a port. The dot
 * that may end a name says that it is whole (RFC 3986 3.2.2), and is left out here.
 */
const pattern =
  /^(?:(?<name>[a-z0-9._~-]*[a-z0-9_~-])\.?|(?<bracketed>\[[0-9a-f:.]+\]))(?::(?<port>\d{1,5}))?$/;

/** @returns whether the name or address means this very machine (RFC 6761 6.3) */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare === 'localhost' || bare.endsWith('.localhost');
}

/** Visitors name one of a few hosts, again and again. */
const mostRemembered = 200;

/**
 * @param options.siteUrl the site's one address
 * @param options.listeningHost the address the server listens on; while it is loopback, every loopback name with
 *   any port is ours too
 * @returns a judge of the host and port that a request names; undefined stands for none
 */
export function createHostCheck(options: {
  siteUrl: URL;
  listeningHost: string;
}): (authority: string | undefined) => HostVerdict {
  const { siteUrl } = options;
  const local = isLoopback(options.listeningHost);
  const defaultPort = siteUrl.protocol === 'https:' ? '443' : '80';
  const ourPort = siteUrl.port || defaultPort;
  const remembered = new Map<string, HostVerdict>();

  function judge(authority: string): HostVerdict {
    const text = authority.toLowerCase();
    const found = pattern.exec(text)?.groups;
    const host = found?.['name'] ?? found?.['bracketed'];
    const port = found?.['port'];
    if (host === undefined || Number(port ?? 0) > 65_535) return { kind: 'malformed' };
    if (host === siteUrl.hostname && Number(port ?? defaultPort) === Number(ourPort)) {
      return { kind: 'ours', origins: [siteUrl.origin] };
    }
    if (local && isLoopback(host)) return { kind: 'ours', origins: [siteUrl.origin, `http://${text}`] };
    return { kind: 'foreign' };
  }

  return (authority = '') => {
    const before = remembered.get(authority);
    if (before !== undefined) return before;
    const verdict = judge(authority);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(authority, verdict);
    return verdict;
  };
}
