import assert from 'node:assert/strict';
import { BlockList, isIP } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { clientAddress, clientPrefix } from '../../../src/http/client-address.ts';

const trusted = new BlockList();
trusted.addSubnet('10.0.0.0', 8, 'ipv4');
trusted.addSubnet('fd00::', 8, 'ipv6');

const table: readonly (readonly [string, string | undefined, string])[] = [
  ['203.0.113.9', undefined, '203.0.113.9'],
  ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['10.0.0.1', '198.51.100.1, 203.0.113.5', '203.0.113.5'],
  ['10.0.0.1', '198.51.100.1, 203.0.113.5, 10.9.9.9', '203.0.113.5'],
  ['10.0.0.1', 'nonsense', '10.0.0.1'],
  ['10.0.0.1', '203.0.113.5, nonsense', '10.0.0.1'],
  ['10.0.0.1', '', '10.0.0.1'],
  ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['fd00::1', '2001:db8::7', '2001:db8::7'],
  ['10.0.0.1', '[2001:DB8::7]:443', '2001:db8::7'],
  ['10.0.0.1', '198.51.100.1:1234', '198.51.100.1'],
  ['10.0.0.1', '::ffff:c633:6401', '198.51.100.1'],
  ['::ffff:a00:1', '0:0:0:0:0:FFFF:198.51.100.1', '198.51.100.1'],
  ['10.0.0.1', '2001:0db8:0:0:0:0:0:7', '2001:db8::7'],
  ['10.0.0.1', '[fe80::1%eth0]:80', 'fe80::1'],
  ['10.0.0.1', '198.51.100.010', '10.0.0.1'],
  ['10.0.0.1', '198.51.100.1, ', '10.0.0.1'],
  ['10.0.0.1', 'unknown', '10.0.0.1'],
  ['10.0.0.1', '_hidden', '10.0.0.1'],
  ['10.0.0.1', '[::1', '10.0.0.1'],
  ['10.0.0.1', '3325256705', '10.0.0.1'],
  ['', '198.51.100.1', ''],
];

describe('the client’s address', () => {
  for (const [peer, forwarded, expected] of table) {
    it(`is ${expected} for the peer ${peer} and ${JSON.stringify(forwarded)}`, () => {
      assert.equal(clientAddress(peer, forwarded, trusted), expected);
    });
  }

  const v4 = fc.ipV4();
  const v6 = fc.ipV6();
  const isOurs = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const outside = fc.oneof(v4, v6).filter((address) => !isOurs(address));
  const proxy = fc.oneof(
    v4.map((address) => address.replace(/^\d+/, '10')),
    fc.constantFrom('fd00::1', 'fdff:1::2', '::ffff:10.1.2.3', '::ffff:a01:203'),
  );
  /** Every spelling that a proxy or an attacker may use for an address. */
  const spelt = (address: string) =>
    isIP(address) === 6
      ? fc.constantFrom(address, address.toUpperCase(), `[${address}]`, `[${address}]:443`, `${address}%eth0`)
      : fc.constantFrom(
          address,
          `${address}:80`,
          `::ffff:${address}`,
          `[::FFFF:${address}]:1`,
          ` ${address} `,
        );
  const junk = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'unknown',
      '',
      ' ',
      '_x',
      '::ffff:',
      '1.2.3',
      '1.2.3.4.5',
      '[::1',
      '10.0.0.1/8',
      '0x7f.1',
    ),
  );
  const forged = fc.array(fc.oneof(junk, outside, proxy), { maxLength: 6 }).map((hops) => hops.join(','));
  const same = (a: string, b: string) => assert.equal(clientPrefix(a), clientPrefix(b), `${a} and ${b}`);

  // Mutations: the leftmost hop is trusted; X-Forwarded-For is trusted from everyone.
  it('cannot be forged except by a trusted proxy', () => {
    fc.assert(fc.property(outside, forged, (peer, chain) => same(clientAddress(peer, chain, trusted), peer)));
  });

  // Mutations: mapped addresses in hexadecimal stay as they are; a port is kept; the zone is kept.
  it('is the address that the first trusted proxy saw, in any spelling and after any text', () => {
    fc.assert(
      fc.property(
        outside.chain((client) => fc.tuple(fc.constant(client), spelt(client))),
        forged,
        fc.array(proxy.chain(spelt), { maxLength: 3 }),
        proxy,
        ([client, written], chain, proxies, peer) => {
          const header = [chain, written, ...proxies].join(',');
          same(clientAddress(peer, header, trusted), client);
        },
      ),
    );
  });

  // Mutations: addresses left of unreadable text are trusted.
  it('is the last readable proxy after unreadable text', () => {
    const unreadable = junk.filter((text) => !/[:.,]/.test(text));
    fc.assert(
      fc.property(forged, unreadable, proxy, proxy, (chain, hop, nearer, peer) => {
        same(clientAddress(peer, `${chain},${hop},${nearer}`, trusted), nearer);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(junk, proxy), fc.oneof(forged, fc.string()), (peer, chain) => {
        assert.equal(typeof clientPrefix(clientAddress(peer, chain, trusted)), 'string');
      }),
    );
  });
});

describe('the client’s prefix', () => {
  const prefixes: readonly (readonly [string, string])[] = [
    ['198.51.100.1', '198.51.100.1'],
    ['::ffff:198.51.100.1', '198.51.100.1'],
    ['::ffff:c633:6401', '198.51.100.1'],
    ['2001:db8:1:2ff::1', '20010db8000102/56'],
    ['2001:0db8:0001:0200::', '20010db8000102/56'],
    ['2001:db8:1:2ff:a:b:c:d', '20010db8000102/56'],
    ['::1', '00000000000000/56'],
    ['fe80::1%eth0', 'fe800000000000/56'],
    ['64:ff9b::198.51.100.1', '0064ff9b000000/56'],
    ['1:2:3:4:5:6:198.51.100.1', '00010002000300/56'],
  ];
  for (const [address, expected] of prefixes) {
    it(`of ${address} is ${expected}`, () => assert.equal(clientPrefix(address), expected));
  }

  it('is the same for any two addresses of one /56', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(
        group,
        group,
        group,
        fc.integer({ min: 0, max: 0xff }),
        fc.array(group, { minLength: 4, maxLength: 4 }),
        (a, b, c, low, rest) => {
          const hex = (value: number) => value.toString(16);
          const address = (last: number, tail: readonly number[]) =>
            [a, b, c, 0x4200 + last, ...tail].map(hex).join(':');
          assert.equal(clientPrefix(address(low, rest)), clientPrefix(address(0, [0, 0, 0, 1])));
        },
      ),
    );
  });
});
