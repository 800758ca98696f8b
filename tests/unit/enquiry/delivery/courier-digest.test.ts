import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDigest } from '../../../../src/enquiry/monitoring/digest.ts';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import { createCircuitBreaker } from '../../../../src/mail/circuit-breaker.ts';
import type { Mailer } from '../../../../src/mail/mailer.ts';
import { plMail } from '../../../../src/words/pl-mail.ts';
import { clubFacts, newEnquiry } from '../samples.ts';
import {
  accepted,
  failed,
  type HarnessOptions,
  harness,
  noConnection,
  recipients,
} from './simulated-courier.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A harness whose store already has an earlier digest, unless `last` is undefined. */
async function digestHarness(options: HarnessOptions & { last?: string | undefined; start: Date }) {
  const rooms = harness({ operatorMail: {}, ...options });
  if (options.last !== undefined) await rooms.store.setFlag('digest', options.last);
  /** Passes time to shortly after 7:00 UTC of `count` days in a row, starting with the day given. */
  const atEight = async (first: string, count: number) => {
    for (let each = 0; each < count; each += 1) {
      await rooms.sleepUntil(new Date(Date.parse(`${first}T07:00:30Z`) + each * day));
      await rooms.pass(2 * minute);
    }
  };
  const digests = () => rooms.sent.filter(({ reference }) => reference.startsWith('digest-'));
  return {
    ...rooms,
    atEight,
    digests,
    days: () => digests().map(({ reference }) => reference.slice('digest-'.length)),
  };
}

const received = (number: number, time: string) => {
  const receivedAt = new Date(time);
  return newEnquiry(number, { receivedAt, firstAttemptAt: receivedAt });
};

describe('the digest', () => {
  it('comes when work begins on each working day, and on no other', async () => {
    // 2026-12-24 to 26 are public holidays, 27 a Sunday; 2027-01-01 and 06 are holidays too.
    const { courier, pass, days, atEight, digests } = await digestHarness({
      start: new Date('2026-12-21T06:59:00Z'),
      last: '2026-12-18',
    });
    courier.start();
    await pass(0);
    assert.deepEqual(days(), []);
    await pass(3 * minute);
    assert.deepEqual(days(), ['2026-12-21']);
    await atEight('2026-12-22', 18);
    assert.deepEqual(days(), [
      ...['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'],
      ...['2027-01-04', '2027-01-05', '2027-01-07', '2027-01-08'],
    ]);
    for (const mail of digests()) {
      assert.equal(mail.date.toISOString().slice(11, 13), '07');
      assert.equal(mail.to, recipients.to);
    }
    await courier.stop();
  });

  it('keeps to eight by Warsaw’s clocks over both changes of summer time', async () => {
    for (const [last, eight] of [
      ['2026-10-23', '2026-10-26T07:00:00Z'],
      // Easter Monday, the day after the change to summer time in 2027, has no digest.
      ['2027-03-26', '2027-03-30T06:00:00Z'],
    ] as const) {
      const start = new Date(Date.parse(eight) - 90 * minute);
      const { courier, pass, digests } = await digestHarness({ start, last });
      courier.start();
      await pass(90 * minute - 1);
      assert.equal(digests().length, 0);
      await pass(2 * minute);
      assert.equal(digests().length, 1);
      await courier.stop();
    }
  });

  it('mails nothing on a store’s first day, whatever the hour, and begins with the next working day', async () => {
    for (const [start, followingDay, next] of [
      ['2026-11-23T05:50:00Z', '2026-11-24', '2026-11-24'],
      ['2026-11-23T10:00:00Z', '2026-11-24', '2026-11-24'],
      ['2026-11-21T10:00:00Z', '2026-11-22', '2026-11-23'],
    ] as const) {
      const { courier, pass, sent, days, atEight, store } = await digestHarness({ start: new Date(start) });
      courier.start();
      await pass(hour);
      assert.equal(sent.length, 0);
      assert.equal((await store.flags()).get('digest'), start.slice(0, 10));
      await atEight(followingDay, 2);
      assert.equal(days()[0], next);
      await courier.stop();
    }
  });

  it('lists new enquiries since the last one, waiting ones with their time, and parked ones', async () => {
    const { store, courier, pass, digests } = await digestHarness({
      start: new Date('2026-11-23T06:50:00Z'),
      last: '2026-11-20',
      recipients: { ...recipients, fallback: 'dyzur@kis.example' },
      operatorMail: { spooled: () => 7 },
      send: async ({ reference }) => {
        if (reference === 'KIS-3') return failed(450);
        return reference === 'KIS-4' ? failed(554) : accepted;
      },
    });
    await store.add(received(1, '2026-11-20T06:59:59Z'));
    await store.add(received(2, '2026-11-20T07:00:00Z'));
    await store.add(received(3, '2026-11-22T09:15:00Z'));
    await store.add(received(4, '2026-11-23T06:30:00Z'));
    courier.start();
    await pass(15 * minute);
    const [mail] = digests();
    assert.equal(mail?.to, 'dyzur@kis.example');
    assert.equal(mail?.subject, '0 po terminie, 4 czekają');
    assert.equal(mail?.messageId, '<digest-2026-11-23@kis.example>');
    for (const line of [
      'Od: piątek, 20 listopada 2026, godz. 08:00',
      'Nowe zgłoszenia w tym czasie: 3',
      'Czekają teraz na wysłanie: 1',
      'Najstarsze czeka od: niedziela, 22 listopada 2026, godz. 10:15',
      'Odłożone, wymagają człowieka: 1',
      'Przyjęte, jeszcze poza bazą: 7',
    ])
      assert.ok(mail?.text.split('\n').includes(line), `${line}\n—\n${mail?.text}`);
    assert.match(mail?.text ?? '', /Jeśli nie przyjdzie/);
    assert.doesNotMatch(mail?.text ?? '', /Anna|600/);
    await courier.stop();
  });

  it('is tried again on the same day, the same mail, until it goes', async () => {
    let back = false;
    const { courier, pass, digests } = await digestHarness({
      start: new Date('2026-11-23T06:59:00Z'),
      last: '2026-11-20',
      send: async () => (back ? accepted : noConnection),
    });
    courier.start();
    await pass(2 * hour);
    const tries = digests().length;
    assert.ok(tries >= 3 && tries <= 12, `${tries} tries`);
    back = true;
    await pass(4 * hour);
    assert.equal(digests().length, tries + 1);
    for (const mail of digests()) assert.deepEqual(mail, digests()[0]);
    await courier.stop();
  });

  it('goes out once though two couriers work on the store', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    const start = new Date('2026-11-23T06:58:30Z');
    const both = [
      await digestHarness({ start, last: '2026-11-20', store }),
      await digestHarness({ start, last: '2026-11-20', store }),
    ];
    for (const { courier } of both) courier.start();
    for (let turn = 0; turn < 20; turn += 1) await Promise.all(both.map(({ pass }) => pass(minute)));
    assert.equal(both.flatMap(({ sent }) => sent).length, 1);
    for (const { courier } of both) await courier.stop();
  });

  it('is claimed before it is sent: a courier that lost the claim sends none', async () => {
    const { store, clock } = await digestHarness({
      start: new Date('2026-11-23T07:01:00Z'),
      last: '2026-11-20',
    });
    const sent: string[] = [];
    const digestOf = (name: string) => {
      const mailer: Mailer = {
        async send() {
          sent.push(name);
          return accepted;
        },
        close() {},
      };
      const breaker = createCircuitBreaker({
        mailer,
        clock,
        random: (bytes) => new Uint8Array(bytes),
        timer: () => () => {},
        onOpen() {},
      });
      const mailFrom = 'form@kis.example';
      const facts = () => clubFacts;
      return createDigest({
        store,
        breaker,
        recipients,
        to: mailFrom,
        mailFrom,
        words: plMail,
        log: () => {},
        clock,
        facts,
      });
    };
    const flags = await store.flags();
    for (const name of ['one', 'other']) await digestOf(name).send(flags, new AbortController().signal);
    assert.deepEqual(sent, ['one']);
  });

  it('goes on though the clock was ahead for a while', async () => {
    const { courier, days, atEight } = await digestHarness({
      start: new Date('2026-11-23T06:59:00Z'),
      last: '2027-11-23',
    });
    courier.start();
    await atEight('2026-11-23', 2);
    assert.deepEqual(days(), ['2026-11-23', '2026-11-24']);
    await courier.stop();
  });
});
