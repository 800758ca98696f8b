import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { type Admission, createRateLimit, rateLimits } from '../../../src/http/rate-limit.ts';

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
    /** Sends the posts one after the other. */
    async all(...posts: readonly (readonly [prefix: string, token?: string])[]): Promise<Admission[]> {
      const admitted: Admission[] = [];
      for (const [prefix, token] of posts) admitted.push(await rateLimit.admit(prefix, token));
      return admitted;
    },
  };
}

const { secondStepMilliseconds, secondStepUses, remembered } = rateLimits;

const usual = 'as-usual';
const step = 'one-more-step';

describe('the rate limit', () => {
  it('admits up to the limit, each prefix on its own, and anew after the window', async () => {
    const { all, pass } = setUp();
    assert.deepEqual(await all(['a', 't'], ['a', 't'], ['a', 't'], ['b', 't']), [usual, usual, step, usual]);
    pass(599_999);
    assert.deepEqual(await all(['a', 't']), [step]);
    pass(1);
    assert.deepEqual(await all(['a', 't']), [usual]);
  });

  // Mutations: it counts only once; it counts for ever; it is counted as a post of its prefix.
  it('lets a second step through a few times, from any address and without counting it', async () => {
    const { all, offerSecondStep, pass, waits } = setUp(2);
    assert.deepEqual(await all(['a'], ['a'], ['a', 'old']), [usual, usual, step]);
    offerSecondStep('fresh');
    pass(secondStepMilliseconds);
    for (let use = 0; use < secondStepUses; use += 1) assert.deepEqual(await all(['a', 'fresh']), [usual]);
    assert.deepEqual(await all(['a', 'fresh']), [step]);
    offerSecondStep('other');
    pass(secondStepMilliseconds);
    assert.deepEqual(await all(['b', 'other'], ['b'], ['b'], ['b']), [usual, usual, usual, step]);
    assert.deepEqual(waits, []);
  });

  // Mutations: it is refused; it does not wait; the whole wait starts again; a clock set back makes it wait an hour.
  it('holds a second step that comes too soon until its time, and no longer whatever the clock does', async () => {
    const { all, offerSecondStep, pass, waits } = setUp(1);
    await all(['a']);
    offerSecondStep('fresh');
    pass(secondStepMilliseconds - 1);
    assert.deepEqual(await all(['a', 'fresh']), [usual]);
    pass(-3_600_000);
    assert.deepEqual(await all(['a', 'fresh']), [usual]);
    assert.deepEqual(waits, [1, secondStepMilliseconds]);
  });

  it('forgets the oldest when there are too many prefixes', async () => {
    const { all, admit } = setUp(1);
    assert.deepEqual(await all(['first'], ['first']), [usual, step]);
    for (let place = 0; place < remembered; place += 1) await admit(`p${place}`, undefined);
    // Over the ceiling, but no second step is asked for.
    assert.deepEqual(await all(['first']), ['suspect']);
  });

  it('starts anew with another key after a day', async () => {
    const { all, offerSecondStep, pass } = setUp(1);
    await all(['a']);
    offerSecondStep('fresh');
    pass(24 * 60 * 60 * 1000);
    assert.deepEqual(await all(['a'], ['a', 'fresh']), [usual, step]);
  });

  it('admits everything when it is off', async () => {
    const { admit } = createRateLimit({
      rate: undefined,
      clock: () => new Date(),
      random: (bytes) => new Uint8Array(bytes),
      wait: () => Promise.reject(new Error('nobody has to wait')),
    });
    for (let count = 0; count < 100; count += 1) assert.equal(await admit('a', undefined), usual);
  });

  // Mutations: second steps are not counted; they are counted for all prefixes together.
  it('marks posts after many second steps of one prefix as suspect, and no others', async () => {
    const { all, offerSecondStep, pass } = setUp(10);
    const press = async (prefix: string, token: string) => {
      offerSecondStep(token);
      pass(secondStepMilliseconds);
      return (await all([prefix, token]))[0];
    };
    const pressed: (Admission | undefined)[] = [];
    for (let step = 0; step < 20; step += 1) pressed.push(await press('a', `a${step}`));
    assert.deepEqual(pressed, [...Array(15).fill(usual), ...Array(5).fill('suspect')]);
    assert.equal(await press('b', 'b'), usual);
    pass(600_000);
    assert.equal(await press('a', 'later'), usual);
  });

  // Mutations: waiting steps are not counted; they are still counted when they are done.
  it('takes a second step for which there is no room to wait at once, as suspect', async () => {
    const ends: (() => void)[] = [];
    const rateLimit = createRateLimit({
      rate: { limit: 2, windowMilliseconds: 600_000 },
      clock: () => new Date(0),
      random: (bytes) => new Uint8Array(bytes),
      wait: () => new Promise<void>((resolve) => ends.push(resolve)),
    });
    const press = (token: string) => {
      rateLimit.offerSecondStep(token);
      return rateLimit.admit('a', token);
    };
    const held = [press('1'), press('2')];
    assert.equal(await press('3'), 'suspect');
    for (const end of ends) end();
    assert.deepEqual(await Promise.all(held), [usual, usual]);
    const next = press('4');
    for (const end of ends) end();
    assert.equal(await next, 'suspect', 'the fourth step of a prefix that has three in a window');
    assert.equal(ends.length, 3, 'it waited all the same');
  });

  // Mutation: the ceiling is never reached.
  it('marks everything as suspect once all clients together exceed the ceiling, until the window ends', async () => {
    const { admit, pass } = setUp(1);
    for (let place = 0; place < rateLimits.ceiling; place += 1)
      assert.equal(await admit(`p${place}`, undefined), usual);
    assert.equal(await admit('next', undefined), 'suspect');
    pass(600_000);
    assert.equal(await admit('next', undefined), usual);
  });
});
