import { isIP } from 'node:net';

/** Whom a request says it is for. */
export type HostVerdict =
  /** `origins`: where a form that is sent here may come from. */
  | { readonly kind: 'ours'; readonly origins: readonly string[] }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'malformed' };

/** RFC 9110 4.2.1 and 7.2 without userinfo: a name, an IPv4 address or a bracketed IPv6 address, and a port. */
const pattern = /^([a-z0-9._~-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/;

/** @returns whether the name or address means this very machine (RFC 6761 6.3) */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare === 'localhost' || bare.endsWith('.localhost');
}

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
  return (authority) => {
    const text = authority?.toLowerCase() ?? '';
    const [, host, port] = pattern.exec(text) ?? [];
    if (host === undefined || Number(port ?? 0) > 65_535) return { kind: 'malformed' };
    if (host === siteUrl.hostname && Number(port ?? defaultPort) === Number(ourPort)) {
      return { kind: 'ours', origins: [siteUrl.origin] };
    }
    if (local && isLoopback(host)) return { kind: 'ours', origins: [siteUrl.origin, `http://${text}`] };
    return { kind: 'foreign' };
  };
}
