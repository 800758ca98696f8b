import { isLoopback } from '../loopback.ts';

/** Whether the host that a request names is ours. */
export type HostVerdict =
  /** `origins`: the origins that a form sent to this host may have. */
  | { readonly kind: 'ours'; readonly origins: readonly string[] }
  /** Asked for as localhost while the site has a public name: for example a monitoring check. */
  | { readonly kind: 'machine' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'malformed' };

/**
 * RFC 9110 4.2.1 and 7.2 without userinfo: a name, an IPv4 address or a bracketed IPv6 address, and a port. A name
 * may end with a dot (RFC 3986 3.2.2); the dot is removed.
 */
const pattern =
  /^(?:(?<name>[a-z0-9._~-]*[a-z0-9_~-])\.?|(?<bracketed>\[[0-9a-f:.]+\]))(?::(?<port>\d{1,5}))?$/;

/** Visitors use only a few different host names, so results are cached. */
const mostRemembered = 200;

/**
 * @param options.siteUrl the one address of the site. When it is a loopback address, every loopback name with any
 * port is ours too; otherwise a visitor can send such a name only through a proxy
 * @returns a function that judges the host and port that a request names; undefined means that the request names
 * none
 */
export function createHostCheck(options: { siteUrl: URL }): (authority: string | undefined) => HostVerdict {
  const { siteUrl } = options;
  const local = isLoopback(siteUrl.hostname);
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
    if (!isLoopback(host)) return { kind: 'foreign' };
    return local ? { kind: 'ours', origins: [siteUrl.origin, `http://${text}`] } : { kind: 'machine' };
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
