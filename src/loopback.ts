import { isIP } from 'node:net';

/**
 * @param host a name in small letters or an address, IPv6 with or without brackets
 * @returns whether it is a loopback address (RFC 6761 6.3, RFC 1122 3.2.1.3, RFC 4291 2.5.3)
 */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare === 'localhost' || bare.endsWith('.localhost');
}
