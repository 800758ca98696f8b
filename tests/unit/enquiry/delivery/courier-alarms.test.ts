import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alarmMailLimits } from '../../../../src/enquiry/monitoring/alarm-mail.ts';
import { createAlarms, standingAlarms } from '../../../../src/enquiry/monitoring/alarms.ts';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryStore } from '../../../../src/enquiry/store/store.ts';
import type { Mail } from '../../../../src/mail/mail.ts';
import type { SendResult } from '../../../../src/mail/verdict.ts';
import { plMail } from '../../../../src/words/pl-mail.ts';
import { handClock, keepingLog, newEnquiry, openEnvelopes } from '../samples.ts';
import {
  accepted,
  failed,
  type HarnessOptions,
  harness,
  noConnection,
  recipients,
  type Send,
} from './simulated-courier.ts';

const minute = 60_000;
const hour = 60 * minute;
const withFallback = { ...recipients, fallback: 'dyzur@kis.example' };

/** A harness with a separate mail server for alarms. */
function watchedHarness(options: HarnessOptions & { alarmSend?: Send } = {}) {
  const alarmMails: Mail[] = [];
  const behaviourOfAlarms: { send: Send } = { send: options.alarmSend ?? (async () => accepted) };
  const alarmMailer = {
    send: (mail: Mail, signal: AbortSignal) => {
      alarmMails.push(mail);
      return behaviourOfAlarms.send(mail, signal);
    },
    close() {},
  };
  const rooms = harness({
    recipients: withFallback,
    operatorMail: { alarmMailer },
    ...options,
  });
  const alarms = async () => standingAlarms(await rooms.store.flags(), rooms.clock()).map(({ kind }) => kind);
  return { ...rooms, alarms, alarmMails, behaviourOfAlarms };
}

describe('the courier’s alarms', () => {
  it('raises an alarm after an hour of waiting, although nothing is being tried, and ends it', async () => {
    const { store, courier, clock, pass, lines, sent, alarms, alarmMails } = watchedHarness();
    await store.add(newEnquiry(1, { firstAttemptAt: new Date(clock().getTime() + 3 * hour) }));
    courier.start();
    await pass(hour - 1);
    assert.deepEqual(await alarms(), []);
    await pass(2 * minute);
    assert.deepEqual([await alarms(), sent.length], [['mail-late'], 0]);
    assert.deepEqual(
      lines.filter(({ level }) => level === 'error'),
      [{ level: 'error', event: 'mail-late', count: 1 }],
    );
    await pass(2 * minute);
    assert.deepEqual(
      alarmMails.map(({ to }) => to),
      ['dyzur@kis.example'],
    );
    await pass(2 * hour);
    assert.deepEqual([await alarms(), sent.length], [[], 1]);
    await courier.stop();
  });

  it('raises mail-stopped with the first refused login, and takes it back with the first answer', async () => {
    const { store, courier, pass, behaviour, alarms } = watchedHarness({
      send: async () => failed(535, 'login'),
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    assert.deepEqual(await alarms(), ['mail-stopped']);
    await pass(30 * minute);
    assert.deepEqual(await alarms(), ['mail-stopped']);
    behaviour.send = async () => accepted;
    await pass(35 * minute);
    assert.deepEqual(await alarms(), []);
    await courier.stop();
  });

  it('keeps mail-stopped over a new start, until the mail server answers or nothing waits any more', async () => {
    const { store, courier, pass, make, kill, alarms } = watchedHarness({
      send: async () => failed(535, 'login'),
    });
    await store.add(newEnquiry(1, {}));
    courier.start();
    await pass(0);
    kill();
    const next = make();
    next.start();
    await pass(10 * minute);
    assert.deepEqual(await alarms(), ['mail-stopped']);
    await store.erase('KIS-1');
    await pass(2 * minute);
    assert.deepEqual(await alarms(), []);
    await next.stop();
  });

  it('raises one for each: refused, parked, without recipient, crashed', async () => {
    const cases = [
      { send: async () => failed(550), alarms: ['mailbox-refused', 'enquiry-parked'] },
      { send: async () => failed(550), recipients, alarms: ['enquiry-parked'] },
      { recipients: { byTopic: new Map() }, alarms: ['no-recipient'] },
      {
        send: (): Promise<SendResult> => Promise.reject(new Error('kanarek')),
        alarms: ['enquiry-crashed'],
      },
    ];
    for (const { alarms: expected, ...options } of cases) {
      const { store, courier, pass, alarms } = watchedHarness(options);
      await store.add(newEnquiry(1));
      courier.start();
      await pass(2_000);
      assert.deepEqual(await alarms(), expected);
      await courier.stop();
    }
  });

  it('takes back that something is parked or has no recipient when a person has seen to it', async () => {
    const { store, courier, pass, alarms, behaviour } = watchedHarness({
      send: async () => failed(550),
      recipients,
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(0);
    assert.deepEqual(await alarms(), ['enquiry-parked']);
    behaviour.send = async () => accepted;
    await store.resend('KIS-1', newEnquiry(1).receivedAt);
    await pass(2 * minute);
    assert.deepEqual(await alarms(), []);
    await courier.stop();
  });

  it('sets aside at once an enquiry that no key opens, counts no attempts, and sends it when it is resent', async () => {
    let keyIsThere = false;
    const { store, courier, pass, sent, state, lines, alarms } = watchedHarness({
      opener: {
        open: async (sealed) => {
          if (keyIsThere) return openEnvelopes.open(sealed);
          throw Object.assign(new Error('kanarek'), { code: 'EUNREADABLE' });
        },
      },
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(10 * minute);
    assert.deepEqual([await state(), (await store.find('KIS-1'))?.lastErrorCode], ['parked', 'EUNREADABLE']);
    assert.deepEqual(await alarms(), ['enquiry-parked', 'enquiry-unreadable']);
    assert.equal(lines.filter(({ event }) => event === 'enquiry-unreadable').length, 1);
    assert.ok(lines.every(({ event }) => event !== 'enquiry-crashed'));
    keyIsThere = true;
    await store.resend('KIS-1', newEnquiry(1).receivedAt);
    await pass(minute);
    assert.deepEqual([await state(), sent.length], ['delivered', 1]);
    await courier.stop();
  });

  it('sets aside an enquiry whose opening never ends, and delivers the others', async () => {
    const { store, courier, pass, state } = watchedHarness({
      opener: {
        open: (sealed) => (sealed.length === 1 ? new Promise(() => {}) : openEnvelopes.open(sealed)),
      },
    });
    for (const number of [1, 2, 3, 4, 5]) await store.add(newEnquiry(number, { content: new Uint8Array(1) }));
    await store.add(newEnquiry(6));
    courier.start();
    await pass(30_000);
    assert.equal(await state(6), 'delivered');
    await pass(15 * minute);
    assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map(state)), Array(5).fill('parked'));
    await courier.stop();
  });
});

describe('the mail about an alarm', () => {
  it('comes at most once in four hours for a kind, and again when it was raised meanwhile', async () => {
    const { store, courier, clock, pass, alarmMails } = watchedHarness({
      send: async ({ to }) => (to === 'klub@kis.example' ? failed(550) : accepted),
    });
    const add = (number: number) =>
      store.add(newEnquiry(number, { receivedAt: clock(), firstAttemptAt: clock() }));
    courier.start();
    const times: number[] = [];
    const mailedBy = async (milliseconds: number) => {
      await pass(milliseconds);
      times.push(alarmMails.length);
    };
    await add(1);
    await mailedBy(5 * minute);
    await add(2);
    await mailedBy(alarmMailLimits.quietMilliseconds - 10 * minute);
    await mailedBy(15 * minute);
    await mailedBy(20 * hour);
    assert.deepEqual(times, [1, 1, 2, 2]);
    assert.notEqual(alarmMails[0]?.messageId, alarmMails[1]?.messageId);
    await courier.stop();
  });

  // Mutations seen caught: not named; named again in the next mail.
  it('names once the enquiries that were erased without an answer', async () => {
    const { store, courier, clock, pass, alarmMails } = watchedHarness({ send: async () => accepted });
    const raise = async (...references: string[]) => {
      if (references.length > 0) await store.setFlag('alarm-names.enquiry-unanswered', references.join(' '));
      await store.setFlag('alarm.enquiry-unanswered', clock().toISOString());
      await pass(alarmMailLimits.quietMilliseconds + 5 * minute);
    };
    courier.start();
    await raise('KIS-7', 'KIS-8');
    await raise();
    assert.deepEqual(
      alarmMails.map(({ text }) => text.match(/KIS-\d/g)),
      [['KIS-7', 'KIS-8'], null],
    );
    await courier.stop();
  });

  it('holds words for its reader and no reference', async () => {
    for (const [kind, words] of Object.entries(plMail.operatorMail.alarm.kinds)) {
      const text = Object.values(words).join('\n');
      assert.match(words.command, /^npm run enquiries -- (status|list|keys)$/, kind);
      assert.doesNotMatch(text, /KIS-[A-Z0-9]{3}/, kind);
    }
    const { store, courier, pass, alarmMails } = watchedHarness({
      send: async () => failed(554),
      recipients: withFallback,
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(5 * minute);
    assert.ok(alarmMails.length >= 2);
    for (const mail of alarmMails) {
      assert.doesNotMatch(`${mail.subject}\n${mail.text}`, /KIS-1|Anna|600/);
      assert.match(mail.messageId, /^<alarm-[\w-]+@kis\.example>$/);
      assert.equal(mail.replyTo, undefined);
    }
    await courier.stop();
  });

  it('is tried again until it goes, the same mail each time, and holds up no enquiry', async () => {
    for (const alarmSend of [
      async () => noConnection,
      async () => failed(535, 'login'),
      (): Promise<SendResult> => Promise.reject(new Error('kanarek')),
      (): Promise<SendResult> => new Promise(() => {}),
    ]) {
      const { store, courier, clock, pass, state, alarmMails, behaviourOfAlarms, lines } = watchedHarness({
        alarmSend,
        send: async ({ reference }) => (reference === 'KIS-1' ? failed(450) : accepted),
      });
      await store.add(newEnquiry(1));
      courier.start();
      await pass(90 * minute);
      for (let number = 2; number <= 30; number += 1)
        await store.add(newEnquiry(number, { receivedAt: clock(), firstAttemptAt: clock() }));
      courier.wake();
      await pass(1_000);
      assert.equal(await state(30), 'delivered');
      await pass(3 * hour);
      const tries = alarmMails.length;
      assert.ok(tries >= 2 && tries <= 40, `${tries} tries`);
      behaviourOfAlarms.send = async () => accepted;
      await pass(65 * minute);
      assert.equal(alarmMails.length, tries + 1);
      for (const mail of alarmMails) assert.deepEqual(mail, alarmMails[0]);
      assert.equal(JSON.stringify(lines).includes('kanarek'), false);
      await courier.stop();
    }
  });

  it('waits for an enquiry to find the mail server back, where there is only one', async () => {
    const { store, courier, pass, sent, behaviour } = harness({
      send: async () => noConnection,
      recipients: withFallback,
      operatorMail: {},
    });
    await store.add(newEnquiry(1));
    courier.start();
    await pass(6 * hour);
    assert.ok(sent.every(({ reference }) => reference === 'KIS-1'));
    behaviour.send = async () => accepted;
    await pass(20 * minute);
    assert.deepEqual(
      sent.slice(-2).map(({ reference }) => reference.replace(/\d+$/, '')),
      ['KIS-', 'alarm-mail-late-'],
    );
    await courier.stop();
  });

  it('goes out once though two couriers work on the store', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    const { clock } = handClock();
    await createAlarms({ store, log: () => {}, clock }).flush();
    createAlarms({ store, log: () => {}, clock }).raise('store-damaged', {});
    const both = [watchedHarness({ store }), watchedHarness({ store })];
    for (const { courier } of both) courier.start();
    for (let turn = 0; turn < 60; turn += 1) for (const { pass } of both) await pass(minute);
    assert.equal(both.flatMap(({ alarmMails }) => alarmMails).length, 1);
    for (const { courier } of both) await courier.stop();
  });

  // Mutation seen caught: without a fallback nobody gets it.
  it('goes to the ordinary mailbox where there is no fallback', async () => {
    const { store, courier, alarmMails, clock, pass } = watchedHarness({ recipients });
    await store.add(newEnquiry(1, { firstAttemptAt: new Date(clock().getTime() + 3 * hour) }));
    courier.start();
    await pass(2 * hour);
    assert.deepEqual(new Set(alarmMails.map(({ to }) => to)), new Set([recipients.to]));
    await courier.stop();
  });

  it('is not written without a recipient, or if mails about the site are switched off', async () => {
    const withoutFallback = watchedHarness({ recipients: { byTopic: new Map() } });
    for (const rooms of [withoutFallback, harness({ recipients: withFallback })]) {
      await rooms.store.add(newEnquiry(1, { firstAttemptAt: new Date(rooms.clock().getTime() + 3 * hour) }));
      rooms.courier.start();
      await rooms.pass(2 * hour);
      assert.ok((await rooms.store.flags()).has('alarm.mail-late'));
      assert.equal(rooms.sent.length, 0);
      await rooms.courier.stop();
    }
    assert.equal(withoutFallback.alarmMails.length, 0);
  });
});

describe('alarms', () => {
  it('are kept when a failing store refuses them, and written as soon as it works again', async () => {
    const inner = openSqliteStore({ file: ':memory:' });
    let broken = true;
    const setFlag: EnquiryStore['setFlag'] = (...flag) =>
      broken ? Promise.reject(new Error('kanarek')) : inner.setFlag(...flag);
    const { log, lines } = keepingLog();
    const alarms = createAlarms({ store: { setFlag }, log, clock: handClock().clock });
    alarms.raise('store-damaged', {});
    alarms.raise('enquiry-crashed', { reference: 'KIS-1' });
    await alarms.flush();
    assert.equal((await inner.flags()).size, 0);
    broken = false;
    await alarms.flush();
    assert.deepEqual([...(await inner.flags()).keys()].sort(), [
      'alarm.enquiry-crashed',
      'alarm.store-damaged',
    ]);
    assert.deepEqual(lines, [
      { level: 'error', event: 'store-damaged' },
      { level: 'error', event: 'enquiry-crashed', reference: 'KIS-1' },
    ]);
  });
});
