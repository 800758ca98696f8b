import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { createLoadShedding, loadLimits, watchEventLoop } from '../../../src/server/load-shedding.ts';

const { inHand, delayMilliseconds, windowMilliseconds } = loadLimits;

function setUp() {
  const state = { delay: 0, now: 0 };
  const load = createLoadShedding({ delay: () => state.delay, now: () => state.now });
  return { ...load, state };
}

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('load shedding', () => {
  // Planted: the limit left out; pages counted for ever; only those counted that succeed.
  it('refuses when too many pages are in hand, until one is done or has failed', async () => {
    const { saturated, during } = setUp();
    const waiting = Array.from({ length: inHand }, () => Promise.withResolvers<void>());
    const work = waiting.map(({ promise }) => during(() => promise));
    assert.equal(saturated(), true);
    waiting[0]?.resolve();
    await work[0];
    assert.equal(saturated(), false);
    const failing = during(() => Promise.reject(new Error('planted')));
    assert.equal(saturated(), true);
    await assert.rejects(failing);
    assert.equal(saturated(), false);
  });

  // Planted: asked anew each time; never asked again.
  it('looks at the event loop once in each window', () => {
    const { saturated, state } = setUp();
    state.delay = delayMilliseconds + 1;
    state.now = windowMilliseconds - 1;
    assert.equal(saturated(), false);
    state.now = windowMilliseconds;
    assert.equal(saturated(), true);
    state.delay = delayMilliseconds;
    state.now = 2 * windowMilliseconds - 1;
    assert.equal(saturated(), true);
    state.now = 2 * windowMilliseconds;
    assert.equal(saturated(), false);
  });

  // Planted: no measurement taken for no delay; the histogram not emptied.
  it('sees an event loop that is kept busy, and sees that it is free again', async () => {
    const delay = watchEventLoop();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(delay() < delayMilliseconds);
    for (let task = 0; task < 3; task += 1) {
      block(delayMilliseconds + 50);
      await soon();
    }
    assert.ok(delay() > delayMilliseconds);
    block(50);
    assert.equal(delay(), Number.POSITIVE_INFINITY);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(delay() < delayMilliseconds);
  });
});
