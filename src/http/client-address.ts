import { type BlockList, isIP } from 'node:net';

const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

const bytesOf = (group: string): readonly number[] => {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
};

/**
 * Writes an IPv6 address in its one canonical form (RFC 5952), and an IPv4-mapped one (RFC 4291 2.5.5.2) as
 * IPv4.
 */
function canonical(address: string): string {
  const shortest = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = mapped.exec(shortest) ?? [];
  if (high === undefined || low === undefined) return shortest;
  return [...bytesOf(high), ...bytesOf(low)].join('.');
}

/**
 * @returns an address in canonical form, without zone, port and brackets; undefined when the text is not an
 * address
 */
function normalise(text: string): string | undefined {
  const trimmed = text.trim();
  const bare =
    /^\[([^\]]*)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  const address = bare.replace(/%.*$/, '');
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 6 ? canonical(address) : address;
}

/**
 * Goes through the hops from the nearest one, as long as each was reported by a trusted proxy.
 *
 * @param peer the address at the other end of the connection
 * @param forwardedFor the value of `X-Forwarded-For`, several lines joined by commas
 * @returns the rightmost untrusted hop; the last trusted one when the hop before it cannot be read
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = normalise(peer) ?? peer;
  const hops = forwardedFor?.split(',') ?? [];
  for (const hop of hops.reverse()) {
    if (!trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) break;
    const before = normalise(hop);
    if (before === undefined) break;
    address = before;
  }
  return address;
}

/** @param address as `canonical` writes it */
function ipv6Groups(address: string): readonly string[] {
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(gap).fill('0'), ...after];
}

/**
 * The address range that one household or institution usually has.
 *
 * @param address IPv4 or IPv6
 * @returns the IPv4 address, or the first 56 bits of the IPv6 address in hexadecimal
 */
export function clientPrefix(address: string): string {
  const known = normalise(address) ?? address;
  if (isIP(known) !== 6) return known;
  const digits = ipv6Groups(known)
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join('');
  return `${digits.slice(0, 14)}/56`;
}
