import assert from 'node:assert/strict';
import { BlockList } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { clientAddress, clientPrefix } from '../../../src/server/client-address.ts';

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
];

describe('the client’s address', () => {
  for (const [peer, forwarded, expected] of table) {
    it(`is ${expected} for the peer ${peer} and ${JSON.stringify(forwarded)}`, () => {
      assert.equal(clientAddress(peer, forwarded, trusted), expected);
    });
  }

  it('cannot be forged by anyone who is no trusted proxy', () => {
    const outside = fc.ipV4().filter((address) => !address.startsWith('10.'));
    fc.assert(
      fc.property(outside, fc.oneof(fc.string(), fc.array(fc.ipV4()).map(String)), (peer, forged) => {
        assert.equal(clientAddress(peer, forged, trusted), peer);
      }),
    );
  });

  it('is what the proxy saw, whatever the client wrote before it', () => {
    const outside = fc.ipV4().filter((address) => !address.startsWith('10.'));
    fc.assert(
      fc.property(outside, fc.string(), (client, forged) => {
        assert.equal(clientAddress('10.0.0.1', `${forged}, ${client}`, trusted), client);
      }),
    );
  });
});

describe('the client’s prefix', () => {
  const prefixes: readonly (readonly [string, string])[] = [
    ['198.51.100.1', '198.51.100.1'],
    ['::ffff:198.51.100.1', '198.51.100.1'],
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
