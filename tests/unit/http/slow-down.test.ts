import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { createSlowDown, mostKeys } from '../../../src/http/slow-down.ts';

/*
 * Mutations, each seen to be caught: refused tries are counted; no refill; one free try more; keys are not
 * distinguished; nothing is forgotten; tries are not given back.
 */

function setUp(pace: { free: number; everyMilliseconds: number } | undefined) {
  let time = 0;
  const slowDown = createSlowDown({
    pace,
    now: () => time,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });
  return {
    ...slowDown,
    pass(milliseconds: number) {
      time += milliseconds;
    },
    /** @returns how many of this many tries in a row are admitted */
    passed: (key: string, tries: number): number =>
      Array.from({ length: tries }, () => slowDown.try(key)).filter((wait) => wait === 0).length,
  };
}

const pace = { free: 10, everyMilliseconds: 30_000 };

describe('the slow-down', () => {
  it('lets ten tries go on, and then one in 30 s, each key on its own', () => {
    const { passed, pass } = setUp(pace);
    assert.equal(passed('a', 25), 10);
    assert.equal(passed('b', 25), 10);
    pass(29_999);
    assert.equal(passed('a', 5), 0);
    pass(1);
    assert.equal(passed('a', 5), 1);
    pass(60_000);
    assert.equal(passed('a', 5), 2);
  });

  it('says how long the next try has to wait, and keeps its word however often it is asked', () => {
    const slow = setUp(pace);
    assert.equal(slow.passed('a', 10), 10);
    assert.equal(slow.try('a'), 30_000);
    slow.pass(20_000);
    assert.equal(slow.passed('a', 1_000), 0);
    assert.equal(slow.try('a'), 10_000);
    slow.pass(10_000);
    assert.equal(slow.try('a'), 0);
  });

  it('has no more than all its free tries after a long rest', () => {
    const { passed, pass } = setUp(pace);
    assert.equal(passed('a', 12), 10);
    pass(20 * 60 * 60 * 1000);
    assert.equal(passed('a', 25), 10);
  });

  it('lets at most 10 + 2,880 tries of one key a day go on, however many come', () => {
    const { passed, pass } = setUp(pace);
    let gone = 0;
    for (let second = 0; second < 86_400; second += 10) {
      gone += passed('a', 12);
      pass(10_000);
    }
    assert.equal(gone, 10 + 2_879);
  });

  it('counts no try that was given back', () => {
    const slow = setUp(pace);
    for (let count = 0; count < 50; count += 1) {
      assert.equal(slow.try('a'), 0);
      slow.giveBack('a');
    }
    slow.giveBack('a');
    assert.equal(slow.passed('a', 25), 10);
  });

  it('forgets the key that was tried longest ago when there are too many', () => {
    const { passed } = setUp({ free: 1, everyMilliseconds: 1e9 });
    assert.equal(passed('first', 1), 1);
    assert.equal(passed('second', 1), 1);
    for (let count = 0; count < mostKeys - 2; count += 1) passed(`k${count}`, 1);
    assert.equal(passed('first', 1), 0);
    assert.equal(passed('another', 1), 1);
    assert.equal(passed('second', 1), 1);
    assert.equal(passed('first', 1), 0);
  });

  it('slows nothing down without a pace', () => {
    assert.equal(setUp(undefined).passed('a', 100), 100);
  });
});
