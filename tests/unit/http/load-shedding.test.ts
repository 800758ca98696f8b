import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { createLoadShedding, loadLimits, watchEventLoop } from '../../../src/http/load-shedding.ts';

const { inHand, atOnce, delayMilliseconds, windowMilliseconds } = loadLimits;

function setUp() {
  const state: { delay: number | undefined; now: number } = { delay: 0, now: 0 };
  const load = createLoadShedding({ delay: () => state.delay, now: () => state.now });
  return { ...load, state };
}

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('load shedding', () => {
  // Mutations: the limit left out; pages are counted for ever; only successful ones are counted.
  it('refuses when too many pages are in hand, until one is done or has failed', async () => {
    const { saturated, during } = setUp();
    const waiting = Array.from({ length: inHand }, () => Promise.withResolvers<void>());
    const work = waiting.map(({ promise }) => during(() => promise));
    assert.equal(saturated(), true);
    waiting[0]?.resolve();
    await work[0];
    assert.equal(saturated(), false);
    const failing = during(() => Promise.reject(new Error('a mutation')));
    assert.equal(saturated(), true);
    for (const { resolve } of waiting) resolve();
    await assert.rejects(failing);
    assert.equal(saturated(), false);
  });

  // Mutations: all start at once; a place is not passed on; a page that fails keeps its place.
  it('renders so many pages at the same time, and the others in their turn', async () => {
    const { during } = setUp();
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const pages = Array.from({ length: atOnce + 2 }, (_, page) =>
      during(
        () =>
          new Promise<void>((resolve, reject) => {
            begun.push(page);
            ends.push(page === 0 ? () => reject(new Error('no page')) : resolve);
          }),
      ),
    );
    assert.equal(begun.length, atOnce);
    ends[0]?.();
    await assert.rejects(pages[0] ?? Promise.resolve());
    assert.deepEqual(begun.slice(atOnce), [atOnce]);
    ends[1]?.();
    await pages[1];
    assert.deepEqual(begun.slice(atOnce), [atOnce, atOnce + 1]);
    for (const end of ends) end();
    await Promise.all(pages.slice(2));
  });

  // Mutations: measured anew each time; never measured again.
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

  // Mutations: too few samples count as no delay.
  it('keeps its last result while it has too few samples', () => {
    const { saturated, state } = setUp();
    state.delay = delayMilliseconds + 1;
    state.now = windowMilliseconds;
    assert.equal(saturated(), true);
    state.delay = undefined;
    state.now = 5 * windowMilliseconds;
    assert.equal(saturated(), true);
    state.delay = 0;
    assert.equal(saturated(), false);
  });

  // Mutations: samples taken meanwhile are judged; earlier samples are not discarded.
  it('refuses no request because of its own work on the loop, and measures again afterwards', async () => {
    const samples = [0, 0, delayMilliseconds + 1, 0];
    const state = { now: 0 };
    const load = createLoadShedding({
      delay: () => samples.shift() ?? delayMilliseconds + 1,
      now: () => state.now,
    });
    const pass = () => {
      state.now += windowMilliseconds;
    };
    pass();
    assert.equal(load.saturated(), false);
    await load.apart(async () => {
      samples.length = 0;
      pass();
      assert.equal(load.saturated(), false);
    });
    assert.equal(load.saturated(), false);
    pass();
    assert.equal(load.saturated(), true);
  });

  // Mutations: the mean is used; one sample is enough; the histogram is not reset.
  it('sees an event loop that is kept busy, sees that it is free again, and overlooks one long task', async () => {
    const delay = watchEventLoop();
    const rest = () => new Promise((resolve) => setTimeout(resolve, 150));
    await rest();
    assert.ok((delay() ?? Number.NaN) < delayMilliseconds);
    for (let task = 0; task < 6; task += 1) {
      block(delayMilliseconds + 50);
      await soon();
    }
    assert.ok((delay() ?? Number.NaN) > delayMilliseconds);
    // The first turn of the event loop after a check is not measured.
    await new Promise((resolve) => setTimeout(resolve, 25));
    block(10 * delayMilliseconds);
    await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(delay(), undefined);
    await rest();
    assert.ok((delay() ?? Number.NaN) < delayMilliseconds);
  });
});
