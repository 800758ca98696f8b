import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { createRateLimit, rateLimits } from '../../../src/http/rate-limit.ts';

function setUp(limit = 2) {
  let time = Date.parse('2026-11-23T08:00:00Z');
  const waits: number[] = [];
  const rateLimit = createRateLimit({
    rate: { limit, windowMilliseconds: 600_000 },
    clock: () => new Date(time),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
  return {
    ...rateLimit,
    waits,
    pass(milliseconds: number) {
      time += milliseconds;
    },
    /** One after the other. */
    async all(...posts: readonly (readonly [prefix: string, token?: string])[]): Promise<boolean[]> {
      const admitted: boolean[] = [];
      for (const [prefix, token] of posts) admitted.push(await rateLimit.admit(prefix, token));
      return admitted;
    },
  };
}

const { secondStepMilliseconds, secondStepUses, remembered } = rateLimits;

describe('the rate limit', () => {
  it('admits up to the limit, each prefix on its own, and anew after the window', async () => {
    const { all, pass } = setUp();
    assert.deepEqual(await all(['a', 't'], ['a', 't'], ['a', 't'], ['b', 't']), [true, true, false, true]);
    pass(599_999);
    assert.deepEqual(await all(['a', 't']), [false]);
    pass(1);
    assert.deepEqual(await all(['a', 't']), [true]);
  });

  // Planted: it counts once only; it counts for ever; it is counted as a post of its prefix.
  it('lets a second step through a few times, from any address and without counting it', async () => {
    const { all, offerSecondStep, pass, waits } = setUp(1);
    assert.deepEqual(await all(['a'], ['a', 'old']), [true, false]);
    offerSecondStep('fresh');
    pass(secondStepMilliseconds);
    for (let use = 0; use < secondStepUses; use += 1) assert.deepEqual(await all(['a', 'fresh']), [true]);
    assert.deepEqual(await all(['a', 'fresh']), [false]);
    offerSecondStep('other');
    pass(secondStepMilliseconds);
    assert.deepEqual(await all(['b', 'other'], ['b'], ['b']), [true, true, false]);
    assert.deepEqual(waits, []);
  });

  // Planted: it is refused; it does not wait; it waits the whole time anew; a clock set back makes it wait an hour.
  it('holds a second step that comes too soon until its time, and no longer whatever the clock does', async () => {
    const { all, offerSecondStep, pass, waits } = setUp(1);
    await all(['a']);
    offerSecondStep('fresh');
    pass(secondStepMilliseconds - 1);
    assert.deepEqual(await all(['a', 'fresh']), [true]);
    pass(-3_600_000);
    assert.deepEqual(await all(['a', 'fresh']), [true]);
    assert.deepEqual(waits, [1, secondStepMilliseconds]);
  });

  it('forgets the oldest when there are too many prefixes', async () => {
    const { all, admit } = setUp(1);
    assert.deepEqual(await all(['first'], ['first']), [true, false]);
    for (let place = 0; place < remembered; place += 1) await admit(`p${place}`, undefined);
    assert.deepEqual(await all(['first']), [true]);
  });

  it('starts anew with another key after a day', async () => {
    const { all, offerSecondStep, pass } = setUp(1);
    await all(['a']);
    offerSecondStep('fresh');
    pass(24 * 60 * 60 * 1000);
    assert.deepEqual(await all(['a'], ['a', 'fresh']), [true, false]);
  });

  it('admits everything when it is off', async () => {
    const { admit } = createRateLimit({
      rate: undefined,
      clock: () => new Date(),
      random: (bytes) => new Uint8Array(bytes),
      wait: () => Promise.reject(new Error('nobody has to wait')),
    });
    for (let count = 0; count < 100; count += 1) assert.ok(await admit('a', undefined));
  });
});
