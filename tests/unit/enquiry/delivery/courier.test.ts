import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deliveryLimits } from '../../../../src/enquiry/delivery/attempt.ts';
import { courierLimits } from '../../../../src/enquiry/delivery/courier.ts';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryStore } from '../../../../src/enquiry/store/store.ts';
import type { SendResult } from '../../../../src/mail/verdict.ts';
import { plMail } from '../../../../src/words/pl-mail.ts';
import { newEnquiry } from '../samples.ts';
import { accepted, failed, harness, noConnection, recipients } from './simulated-courier.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

describe('the courier', () => {
  // Mutation: suspect ones are claimed like the others.
  it('lets suspect ones wait for people’s, and sends one a minute of each topic', async () => {
    const { store, courier, pass, sent } = harness();
    for (let number = 1; number <= 40; number += 1)
      await store.add(newEnquiry(number, { suspect: true, topic: number % 2 === 0 ? 'psu' : 'other' }));
    for (let number = 41; number <= 47; number += 1) await store.add(newEnquiry(number));
    courier.start();
    await pass(30_000);
    assert.equal(sent.length, 9, 'seven of people and one suspect a topic');
    assert.deepEqual(
      (await store.list()).filter(({ suspect, state }) => !suspect && state !== 'delivered'),
      [],
    );
    await pass(10 * 60_000);
    assert.ok(sent.length >= 7 + 2 * 10 && sent.length <= 7 + 2 * 11, `${sent.length} mails`);
    await courier.stop();
  });

  it('delivers waiting enquiries, new ones and ones that come due', async () => {
    const { store, courier, clock, pass, sent, state } = harness();
    await store.add(newEnquiry(1));
    await store.add(newEnquiry(2, { firstAttemptAt: new Date(clock().getTime() + 15 * minute) }));
    courier.start();
    await pass(0);
    assert.deepEqual([await state(1), await state(2)], ['delivered', 'waiting']);
    await store.add(newEnquiry(3));
    courier.wake();
    await pass(0);
    assert.equal(await state(3), 'delivered');
    await pass(15 * minute);
    assert.equal(await state(2), 'delivered');
    assert.deepEqual(
      sent.map(({ messageId }) => messageId),
      ['<1@kis.example>', '<3@kis.example>', '<2@kis.example>'],
    );
    await courier.stop();
  });

  it('finds within half a minute an enquiry that it was not told of', async () => {
    const { store, courier, pass, state } = harness();
    courier.start();
    await pass(0);
    await store.add(newEnquiry(1));
    await pass(courierLimits.longestPauseMilliseconds);
    assert.equal(await state(), 'delivered');
    await courier.stop();
  });

  it('tries again by the table, with the same mail, and then parks', async () => {
    const times: number[] = [];
    const { store, courier, clock, pass, sleepUntil, sent, state, lines } = harness({
      send: async () => {
        times.push(clock().getTime());
        return failed(450);
      },
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    while ((await state()) === 'waiting') {
      await sleepUntil((await store.find('KIS-1'))?.nextAttemptAt ?? clock());
    }
    const gaps = times.slice(1).map((time, place) => (time - (times[place] ?? 0)) / minute);
    assert.deepEqual(gaps.slice(0, 7), [1, 5, 15, 30, 60, 240, 240]);
    assert.ok(gaps.slice(5).every((gap) => gap === 240));
    assert.equal(await state(), 'parked');
    for (const mail of sent) assert.deepEqual(mail, sent[0]);
    const alarmed = lines.find(({ event, level }) => event === 'enquiry-postponed' && level === 'error');
    assert.ok(alarmed !== undefined);
    assert.ok(lines.some(({ event, level }) => event === 'enquiry-parked' && level === 'error'));
    await courier.stop();
  });

  it('rests the whole route while the server cannot be reached, burns no try, and then delivers all', async () => {
    const { store, courier, clock, pass, sent, behaviour } = harness({ send: async () => noConnection });
    const count = 60;
    for (let number = 1; number <= count; number += 1) await store.add(newEnquiry(number));
    courier.start();
    await pass(72 * hour);
    const tries = sent.length;
    assert.ok(tries < 5 + (72 * 60) / 15 + 3, `${tries} tries`);
    assert.ok((await store.list()).every(({ attempts, state }) => attempts === 0 && state === 'waiting'));
    let atOnce = 0;
    let most = 0;
    behaviour.send = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      return accepted;
    };
    const back = clock().getTime();
    await pass(20 * minute);
    assert.ok((await store.list()).every(({ state }) => state === 'delivered'));
    assert.ok(clock().getTime() - back <= 20 * minute);
    assert.equal(most, courierLimits.sends);
    await courier.stop();
  });

  it('stops the route when the login is refused, with an alarm, and burns no try', async () => {
    const { store, courier, pass, sent, lines, behaviour, state } = harness({
      send: async () => failed(535, 'login'),
    });
    for (const number of [1, 2, 3]) await store.add(newEnquiry(number));
    courier.start();
    await pass(59 * minute);
    assert.equal(sent.length, 3);
    assert.deepEqual(
      lines.filter(({ level }) => level === 'error'),
      [{ level: 'error', event: 'mail-route-stopped', cause: '535' }],
    );
    assert.deepEqual((await store.counts()).waitingErrorCodes, ['535']);
    behaviour.send = async () => accepted;
    await pass(2 * minute);
    assert.equal(await state(3), 'delivered');
    assert.equal((await store.find('KIS-1'))?.attempts, 0);
    await courier.stop();
  });

  it('sends to the fallback what a mailbox refuses permanently', async () => {
    const { store, courier, pass, sent, state, lines } = harness({
      recipients: { ...recipients, fallback: 'inna@kis.example' },
      send: async ({ to }) => (to === 'klub@kis.example' ? failed(550) : accepted),
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(2 * second);
    assert.deepEqual(
      sent.map(({ to }) => to),
      ['klub@kis.example', 'inna@kis.example'],
    );
    assert.ok(sent[1]?.text.includes(plMail.viaFallback));
    assert.equal(sent[1]?.messageId, sent[0]?.messageId);
    assert.equal(await state(), 'delivered');
    assert.ok(lines.some(({ event, level }) => event === 'enquiry-refused' && level === 'error'));
    await courier.stop();
  });

  it('parks, never drops, an enquiry that the fallback refuses too, or without a fallback', async () => {
    for (const fallback of [{}, { fallback: 'inna@kis.example' }]) {
      const { store, courier, pass, state } = harness({
        recipients: { ...recipients, ...fallback },
        send: async () => failed(554),
      });
      await store.add(newEnquiry(1));
      courier.start();
      await pass(2 * second);
      assert.equal(await state(), 'parked');
      await courier.stop();
    }
  });

  it('keeps enquiries without a recipient, and reports them', async () => {
    const { store, courier, pass, sent, state, lines } = harness({ recipients: { byTopic: new Map() } });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(16 * minute);
    assert.equal(sent.length, 0);
    assert.equal(await state(), 'waiting');
    assert.deepEqual(lines[0], { level: 'error', event: 'enquiry-without-recipient', reference: 'KIS-1' });
    assert.equal(lines.length, 2);
    await courier.stop();
  });

  it('goes on with the others when one throws, and sets it apart after three times', async () => {
    const { store, courier, pass, sent, state, lines } = harness({
      send: async ({ reference }) => {
        if (reference === 'KIS-2') throw new Error('kanarek');
        return accepted;
      },
    });
    for (const number of [1, 2, 3]) await store.add(newEnquiry(number));
    await store.add(newEnquiry(4, { content: new TextEncoder().encode('{}') }));
    courier.start();
    await pass(0);
    assert.deepEqual([await state(1), await state(3)], ['delivered', 'delivered']);
    await pass(10 * minute);
    assert.deepEqual([await state(2), await state(4)], ['parked', 'parked']);
    assert.equal(sent.filter(({ reference }) => reference === 'KIS-2').length, deliveryLimits.crashes);
    assert.equal(JSON.stringify(lines).includes('kanarek'), false);
    await courier.stop();
  });

  it('finds the one enquiry that kills the process, and blames no other', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    for (const number of [1, 2, 3, 4]) await store.add(newEnquiry(number));
    const { make, pass, state, behaviour, advance, kill } = harness({ store });
    const kinds: string[] = [];
    for (let life = 1; life <= 12; life += 1) {
      let killed = false;
      behaviour.send = (mail) => {
        if (mail.reference === 'KIS-2') killed = true;
        return killed ? new Promise(() => {}) : Promise.resolve(accepted);
      };
      const courier = make();
      courier.start();
      await pass(0);
      kinds.push(killed ? 'killed' : 'lived');
      // A killed process is not stopped: its timers are gone, and its leases expire.
      kill();
      advance(200 * second);
    }
    assert.deepEqual(
      [await state(1), await state(2), await state(3), await state(4)],
      ['delivered', 'parked', 'delivered', 'delivered'],
    );
    assert.equal(kinds.filter((kind) => kind === 'killed').length, deliveryLimits.crashes);
  });

  it('sends an enquiry that crashed before by itself', async () => {
    const ends = new Map<string, () => void>();
    const { store, courier, pass, clock } = harness({
      send: ({ reference }) => new Promise((resolve) => ends.set(reference, () => resolve(accepted))),
    });
    await store.add(newEnquiry(1));
    const lease = { now: clock(), leaseUntil: clock(), limit: 1, longestWaitMilliseconds: hour } as const;
    await store.claim({ ...lease, owner: 'killed', kind: 'clean', except: [], exceptTopics: [] });
    await store.add(newEnquiry(2));
    courier.start();
    await pass(2 * second);
    assert.deepEqual([...ends.keys()], ['KIS-2']);
    ends.get('KIS-2')?.();
    await pass(2 * second);
    assert.deepEqual([...ends.keys()], ['KIS-2', 'KIS-1']);
    await store.add(newEnquiry(3));
    courier.wake();
    await pass(2 * second);
    assert.equal(ends.has('KIS-3'), false);
    ends.get('KIS-1')?.();
    await pass(2 * second);
    assert.equal(ends.has('KIS-3'), true);
    ends.get('KIS-3')?.();
    await courier.stop();
  });

  it('breaks off a send at its deadline and goes on, even when the mailer does not listen', async () => {
    for (const listens of [true, false]) {
      const { store, courier, pass, state, clock } = harness({
        send: (mail, signal) => {
          if (mail.reference !== 'KIS-1') return Promise.resolve(accepted);
          return new Promise((resolve) => {
            const result = { kind: 'failed', stage: 'message', errorCode: 'EABORT' } as const;
            if (listens) signal.addEventListener('abort', () => resolve(result));
          });
        },
      });
      await store.add(newEnquiry(1));
      await store.add(newEnquiry(2));
      courier.start();
      await pass(deliveryLimits.deadlineMilliseconds - 1);
      assert.deepEqual([await state(1), await state(2)], ['sending', 'delivered']);
      await pass(deliveryLimits.graceMilliseconds + 1);
      const first = await store.find('KIS-1');
      assert.deepEqual([first?.state, first?.attempts], ['waiting', 1]);
      assert.ok(clock().getTime() < (first?.nextAttemptAt.getTime() ?? 0));
      await courier.stop();
    }
  });

  it('does not send a mail twice whose delivery it could not record, and records it as soon as it can', async () => {
    const inner = openSqliteStore({ file: ':memory:' });
    let full = true;
    const delivered: EnquiryStore['delivered'] = (reference, at) =>
      full ? Promise.reject(Object.assign(new Error(), { errcode: 13 })) : inner.delivered(reference, at);
    const { store, courier, pass, sent, state, lines } = harness({ store: { ...inner, delivered } });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(hour);
    assert.equal(sent.length, 1);
    assert.ok(lines.some(({ event, cause }) => event === 'attempt-not-recorded' && cause === 'SQLITE_13'));
    full = false;
    await pass(30 * second);
    assert.equal(await state(), 'delivered');
    await courier.stop();
  });

  it('tries once more to record sent mails in a failing store before it stops', async () => {
    const inner = openSqliteStore({ file: ':memory:' });
    let locked = true;
    const delivered: EnquiryStore['delivered'] = (reference, at) =>
      locked ? Promise.reject(new Error('locked')) : inner.delivered(reference, at);
    const { store, courier, pass, state } = harness({ store: { ...inner, delivered } });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(second);
    const stopped = courier.stop();
    await pass(second);
    locked = false;
    await pass(3 * second);
    await stopped;
    assert.equal(await state(), 'delivered');
  });

  it('goes on after a store that failed for a while', async () => {
    const inner = openSqliteStore({ file: ':memory:' });
    let broken = true;
    const claim: EnquiryStore['claim'] = (request) =>
      broken ? Promise.reject(new Error('kanarek')) : inner.claim(request);
    const { store, courier, pass, state, lines } = harness({ store: { ...inner, claim } });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(5 * minute);
    assert.deepEqual(lines[0], { level: 'error', event: 'courier-store-failed', cause: 'Error' });
    assert.ok(lines.length <= 11);
    broken = false;
    await pass(30 * second);
    assert.equal(await state(), 'delivered');
    await courier.stop();
  });

  it('lets the send under way end before it stops, and takes up nothing more', async () => {
    let finish = (_result: SendResult) => {};
    const { store, courier, pass, state, timers } = harness({
      send: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    const stopped = courier.stop();
    await store.add(newEnquiry(2));
    courier.wake();
    await pass(second);
    finish(accepted);
    await stopped;
    await pass(5 * minute);
    assert.deepEqual([await state(1), await state(2)], ['delivered', 'waiting']);
    assert.deepEqual(timers(), []);
  });

  it('breaks off after ten seconds when stopped, and gives the enquiry back in its place', async () => {
    const { store, courier, pass, state } = harness({
      send: (_mail, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () =>
            resolve({ kind: 'failed', stage: 'message', errorCode: 'EABORT' }),
          );
        }),
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    const stopped = courier.stop();
    await pass(courierLimits.stopMilliseconds - 1);
    assert.equal(await state(), 'sending');
    await pass(1);
    await stopped;
    const enquiry = await store.find('KIS-1');
    assert.deepEqual([enquiry?.state, enquiry?.attempts, enquiry?.unfinished], ['waiting', 0, 0]);
    assert.deepEqual(enquiry?.nextAttemptAt, newEnquiry(1).firstAttemptAt);
  });

  it('erases enquiries that were closed long enough ago', async () => {
    const { store, courier, pass, sleepUntil, clock } = harness();
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    const closed = clock();
    await store.press('KIS-1', { step: 'closed', who: 'pracownik', at: closed });
    await sleepUntil(new Date(closed.getTime() + 30 * 24 * hour));
    assert.equal((await store.list()).length, 1);
    await sleepUntil(new Date(closed.getTime() + 30 * 24 * hour + hour));
    assert.equal((await store.list()).length, 0);
    await courier.stop();
  });

  // Mutations seen caught: erased after the retention of closed ones; erased without an alarm.
  it('keeps an unclosed enquiry until its last day, then erases it with an alarm', async () => {
    const { store, courier, pass, sleepUntil, clock, lines } = harness({ send: async () => failed(450) });
    const stored = clock().getTime();
    await store.add(newEnquiry(1, { receivedAt: clock() }));
    courier.start();
    await pass(0);
    for (let each = 1; each <= 90; each += 1) await sleepUntil(new Date(stored + each * 24 * hour - hour));
    assert.equal((await store.list()).length, 1);
    await sleepUntil(new Date(stored + 90 * 24 * hour + hour));
    assert.equal((await store.list()).length, 0);
    assert.deepEqual(
      lines
        .filter(({ event }) => event === 'enquiries-erased-unanswered')
        .map(({ level, count }) => [level, count]),
      [['error', 1]],
    );
    const flags = await store.flags();
    assert.ok(flags.has('alarm.enquiry-unanswered'));
    assert.equal(flags.get('alarm-names.enquiry-unanswered'), 'KIS-1', 'for the mail about it');
    await courier.stop();
  });
});
