import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Coding, chooseCoding } from '../../../src/http/accept-encoding.ts';

const all: readonly Coding[] = ['br', 'gzip', 'identity'];

const table: readonly (readonly [string | undefined, Coding | undefined])[] = [
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br;q=0', 'identity'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0.000 , gzip;Q=0.001', 'gzip'],
  ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ['identity;q=0', undefined],
  ['identity;q=0, gzip', 'gzip'],
  ['identity, br;q=0.5', 'identity'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['*;q=0, gzip', 'gzip'],
  ['*;q=0, identity', 'identity'],
  ['br;q=0, *', 'gzip'],
  ['deflate', 'identity'],
  ['br;q=1.5, gzip', 'gzip'],
  ['br;level=3, gzip', 'gzip'],
  ['br;q=0.1234', 'identity'],
  [',,gzip,', 'gzip'],
];

describe('content coding', () => {
  for (const [header, expected] of table) {
    it(`is ${expected ?? 'refused'} for ${JSON.stringify(header)}`, () => {
      assert.equal(chooseCoding(header, all), expected);
    });
  }

  it('is always one of the available ones', () => {
    assert.equal(chooseCoding('br', ['identity']), 'identity');
    assert.equal(chooseCoding('identity;q=0, br', ['identity']), undefined);
  });

  it('is never one with weight 0, and never of less weight than another available one', () => {
    const weight = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(weight, weight, weight, (br, gzip, identity) => {
        const weights: Record<string, number> = { br, gzip, identity };
        const header = Object.entries(weights)
          .map(([coding, q]) => `${coding};q=${q.toFixed(3)}`)
          .join(', ');
        const chosen = chooseCoding(header, all);
        const heaviest = Math.max(br, gzip, identity);
        assert.equal(chosen === undefined ? 0 : weights[chosen], heaviest);
      }),
    );
  });

  it('survives any header', () => {
    fc.assert(fc.property(fc.string(), (header) => [...all, undefined].includes(chooseCoding(header, all))));
  });
});
