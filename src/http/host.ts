import { isLoopback } from '../loopback.ts';

/** Whom a request says it is for. */
export type HostVerdict =
  /** `origins`: where a form that is sent here may come from. */
  | { readonly kind: 'ours'; readonly origins: readonly string[] }
  /** This very machine, asked for by its own name while the site has another: somebody looks after the process. */
  | { readonly kind: 'machine' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'malformed' };

/**
 * RFC 9110 4.2.1 and 7.2 without userinfo: a name, an IPv4 address or a bracketed IPv6 address, and a port. The dot
 * that may end a name says that it is whole (RFC 3986 3.2.2), and is left out here.
 */
const pattern =
  /^(?:(?<name>[a-z0-9._~-]*[a-z0-9_~-])\.?|(?<bracketed>\[[0-9a-f:.]+\]))(?::(?<port>\d{1,5}))?$/;

/** Visitors name one of a few hosts, again and again. */
const mostRemembered = 200;

/**
 * @param options.siteUrl the site's one address. While it is a loopback one, every loopback name with any port is
 *   ours too; else such a name comes from a visitor, through a proxy
 * @returns a judge of the host and port that a request names; undefined stands for none
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
