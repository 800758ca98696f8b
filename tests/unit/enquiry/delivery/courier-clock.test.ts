import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { courierLimits } from '../../../../src/enquiry/delivery/courier.ts';
import { longestWaitMilliseconds } from '../../../../src/enquiry/delivery/retry.ts';
import { handClock, newEnquiry } from '../samples.ts';
import { accepted, failed, harness, noConnection } from './simulated-courier.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const year = 365 * 24 * hour;

describe('the courier and a clock that jumps', () => {
  for (const [name, jumped] of [
    ['a year forward', year],
    ['a year back', -year],
    ['an hour forward', hour],
    ['an hour back', -hour],
  ] as const) {
    it(`delivers all that waits, none later than the longest wait: ${name}`, async () => {
      const causes = [failed(450), failed(535, 'login'), noConnection];
      for (const cause of causes) {
        const { store, courier, jump, pass, behaviour } = harness({ send: async () => cause });
        for (const number of [1, 2, 3]) await store.add(newEnquiry(number));
        courier.start();
        await pass(3 * hour);
        await jump(jumped);
        behaviour.send = async () => accepted;
        await pass(longestWaitMilliseconds + minute);
        assert.deepEqual(
          (await store.list()).map(({ state }) => state),
          ['delivered', 'delivered', 'delivered'],
        );
        await courier.stop();
      }
    });
  }

  it('releases the claims of a killed courier, although the clock was set back meanwhile', async () => {
    const { store, courier, make, kill, jump, pass, behaviour, state } = harness({
      send: () => new Promise(() => {}),
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    kill();
    await jump(-year);
    behaviour.send = async () => accepted;
    const next = make();
    next.start();
    await pass(200 * second);
    assert.equal(await state(), 'delivered');
    await next.stop();
  });

  it('reports waiting enquiries although their time is in the future', async () => {
    const { store, courier, jump, pass } = harness({ send: async () => failed(450) });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(10 * minute);
    await jump(-year);
    await pass(2 * minute);
    assert.ok((await store.flags()).has('alarm.mail-late'));
    await courier.stop();
  });

  it('does not erase at once an enquiry that was closed a minute before the clock went a year ahead', async () => {
    const { store, courier, jump, pass, clock } = harness();
    await store.add(newEnquiry(1));
    courier.start();
    await pass(2 * hour);
    await store.press('KIS-1', { step: 'closed', who: 'pracownik', at: clock() });
    await jump(year);
    await pass(59 * minute);
    assert.equal((await store.list()).length, 1);
    await jump(-year);
    await pass(3 * hour);
    assert.equal((await store.list()).length, 1);
    await jump(year);
    await pass(61 * minute);
    assert.equal((await store.list()).length, 0);
    await courier.stop();
  });

  it('erases on time though it is started anew every half hour', async () => {
    const { clock } = handClock();
    const rooms = harness({ start: clock() });
    await rooms.store.add(newEnquiry(1));
    rooms.courier.start();
    await rooms.pass(0);
    await rooms.store.press('KIS-1', { step: 'closed', who: 'pracownik', at: clock() });
    await rooms.store.setFlag('erasure', new Date(clock().getTime() + 30 * 24 * hour - hour).toISOString());
    await rooms.sleepUntil(new Date(clock().getTime() + 30 * 24 * hour));
    for (let start = 0; start < 4; start += 1) {
      rooms.kill();
      const courier = rooms.make();
      courier.start();
      await rooms.pass(29 * minute);
      await courier.stop();
    }
    assert.equal((await rooms.store.list()).length, 0);
  });
});

describe('the only courier of a store', () => {
  it('claims at once the enquiries of a killed one', async () => {
    const { store, courier, make, kill, pass, behaviour, state, sent } = harness({ soleOwner: 'courier' });
    for (const number of [1, 2]) await store.add(newEnquiry(number));
    let killed = false;
    behaviour.send = async ({ reference }) => {
      if (reference === 'KIS-1') killed = true;
      return killed ? new Promise(() => {}) : accepted;
    };
    courier.start();
    let last = courier;
    for (let life = 1; life <= 4; life += 1) {
      await pass(2 * minute, () => killed);
      if (!killed) break;
      killed = false;
      kill();
      last = make();
      last.start();
    }
    await pass(5 * minute);
    assert.deepEqual([await state(1), await state(2)], ['parked', 'delivered']);
    assert.equal(sent.filter(({ reference }) => reference === 'KIS-1').length, 3);
    await last.stop();
  });

  it('leaves another courier its claimed enquiries', async () => {
    const { store, courier, clock, pass, sent } = harness({ soleOwner: 'courier' });
    await store.add(newEnquiry(1));
    await store.claim({
      owner: 'another',
      now: clock(),
      leaseUntil: new Date(clock().getTime() + courierLimits.leaseMilliseconds),
      limit: 1,
      kind: 'clean',
      except: [],
      exceptTopics: [],
      longestWaitMilliseconds,
    });
    courier.start();
    await pass(minute);
    assert.equal(sent.length, 0);
    await courier.stop();
  });
});

describe('an enquiry that was left by a crash', () => {
  it('has its turn within minutes though others never stop coming', async () => {
    const { store, courier, clock, timer, pass, behaviour, state, kill, make } = harness({
      send: () => new Promise(() => {}),
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    kill();
    let number = 1;
    const add = () => {
      number += 1;
      return store.add(
        newEnquiry(number, {
          keyHash: Buffer.from(`form ${number}`),
          receivedAt: clock(),
          firstAttemptAt: clock(),
        }),
      );
    };
    for (let each = 0; each < 20; each += 1) await add();
    behaviour.send = () =>
      new Promise((resolve) =>
        timer(4 * second, () => {
          void add();
          resolve(accepted);
        }),
      );
    const next = make();
    next.start();
    await pass(15 * minute);
    assert.equal(await state(1), 'delivered');
    const stopped = next.stop();
    await pass(10 * second);
    await stopped;
  });

  it('does not wait for one that only hangs', async () => {
    const { store, courier, pass, behaviour, state, make, kill } = harness({
      send: () => new Promise(() => {}),
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    kill();
    await pass(200 * second);
    await store.add(newEnquiry(2));
    behaviour.send = async ({ reference }) => (reference === 'KIS-2' ? new Promise(() => {}) : accepted);
    const next = make();
    next.start();
    await pass(courierLimits.freshMilliseconds - 1);
    assert.equal(await state(1), 'sending');
    await pass(second);
    assert.deepEqual([await state(1), await state(2)], ['delivered', 'sending']);
    const stopped = next.stop();
    await pass(20 * second);
    await stopped;
  });
});
