import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { createRateLimit, rateLimits } from '../../../src/server/rate-limit.ts';

function setUp(limit = 2) {
  let time = Date.parse('2026-11-23T08:00:00Z');
  const rateLimit = createRateLimit({
    rate: { limit, windowMilliseconds: 600_000 },
    clock: () => new Date(time),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });
  return {
    ...rateLimit,
    pass(milliseconds: number) {
      time += milliseconds;
    },
  };
}

describe('the rate limit', () => {
  it('admits up to the limit, each prefix on its own, and anew after the window', () => {
    const { admit, pass } = setUp();
    assert.deepEqual(
      [admit('a', 't'), admit('a', 't'), admit('a', 't'), admit('b', 't')],
      [true, true, false, true],
    );
    pass(599_999);
    assert.equal(admit('a', 't'), false);
    pass(1);
    assert.equal(admit('a', 't'), true);
  });

  it('lets the second step through once, after two seconds, from any address and without counting it', () => {
    const { admit, offerSecondStep, pass } = setUp(1);
    admit('a', undefined);
    assert.equal(admit('a', 'old'), false);
    offerSecondStep('fresh');
    pass(rateLimits.secondStepMilliseconds);
    assert.equal(admit('a', 'fresh'), true);
    assert.equal(admit('a', 'fresh'), false);
    offerSecondStep('other');
    pass(rateLimits.secondStepMilliseconds);
    assert.deepEqual(
      [admit('b', 'other'), admit('b', undefined), admit('b', undefined)],
      [true, true, false],
    );
  });

  it('does not count a second step that comes too soon', () => {
    const { admit, offerSecondStep, pass } = setUp(1);
    admit('a', undefined);
    offerSecondStep('fresh');
    pass(rateLimits.secondStepMilliseconds - 1);
    assert.equal(admit('a', 'fresh'), false);
    pass(60_000);
    assert.equal(admit('a', 'fresh'), false);
  });

  it('forgets the oldest when there are too many prefixes', () => {
    const { admit } = setUp(1);
    admit('first', undefined);
    assert.equal(admit('first', undefined), false);
    for (let place = 0; place < rateLimits.remembered; place += 1) admit(`p${place}`, undefined);
    assert.equal(admit('first', undefined), true);
  });

  it('starts anew with another key after a day', () => {
    const { admit, offerSecondStep, pass } = setUp(1);
    admit('a', undefined);
    offerSecondStep('fresh');
    pass(24 * 60 * 60 * 1000);
    assert.deepEqual([admit('a', undefined), admit('a', 'fresh')], [true, false]);
  });

  it('admits everything when it is off', () => {
    const { admit } = createRateLimit({
      rate: undefined,
      clock: () => new Date(),
      random: (bytes) => new Uint8Array(bytes),
    });
    for (let count = 0; count < 100; count += 1) assert.ok(admit('a', undefined));
  });
});
