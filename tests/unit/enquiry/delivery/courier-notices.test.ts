import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import { clubFacts, newEnquiry } from '../samples.ts';
import { accepted, failed, type HarnessOptions, harness, noConnection } from './simulated-courier.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Monday; nothing is promised, so the time ends on Thursday, 15.00. */
const monday = new Date('2026-11-30T08:00:00Z');
const recipients = {
  to: 'klub@kis.example',
  byTopic: new Map([['psu', 'psu@kis.example']] as const),
  fallback: 'dyzur@kis.example',
};

const enquiryOf = (number: number, changes = {}) =>
  newEnquiry(number, { receivedAt: monday, firstAttemptAt: monday, ...changes });

function noticesHarness(options: HarnessOptions = {}) {
  const rooms = harness({ operatorMail: {}, recipients, start: monday, ...options });
  const notices = () =>
    rooms.sent.filter(({ reference }) => /^(reminder|escalation|silence)-/.test(reference));
  return {
    ...rooms,
    notices,
    told: () => notices().map(({ reference, to, copyTo }) => [reference, to, copyTo ?? '']),
    press: (step: 'taken' | 'contacted' | 'closed', reference = 'KIS-1') =>
      rooms.store.press(reference, { step, who: 'pracownik', at: rooms.clock() }),
  };
}

describe('an enquiry that nobody takes', () => {
  it('is told to its mailbox, then to the fallback, each once and at work', async () => {
    const { store, courier, passDays, told, notices } = noticesHarness();
    await store.add(enquiryOf(1));
    await store.add(enquiryOf(2, { topic: 'psu' }));
    courier.start();
    await passDays(14 * day);
    assert.deepEqual(told().toSorted(), [
      ['escalation-KIS-1', 'dyzur@kis.example', ''],
      ['escalation-KIS-2', 'dyzur@kis.example', ''],
      ['reminder-KIS-1', 'klub@kis.example', ''],
      ['reminder-KIS-2', 'psu@kis.example', ''],
    ]);
    for (const { date } of notices()) assert.ok(clubFacts.time.isWorking(date));
    await courier.stop();
  });

  // Mutations seen caught: the mailbox is reported as having it, whatever happened to its mail; a time measured by
  // the system is called a promised one.
  it('says where the mail with the enquiry is, and whether the club has set the time', async () => {
    const { store, courier, passDays, notices } = noticesHarness({
      send: async ({ reference }) => (reference === 'KIS-1' ? failed(550) : accepted),
      recipients: { to: 'klub@kis.example', byTopic: new Map() },
    });
    await store.add(enquiryOf(1));
    const promised = { ...clubFacts.time.promiseAt(monday), promised: true, visit: false, lookAt: monday };
    await store.add(enquiryOf(2, { promise: promised }));
    courier.start();
    await passDays(7 * day);
    const textOf = (name: string) => notices().find(({ reference }) => reference === name)?.text ?? '';
    assert.match(textOf('escalation-KIS-1'), /nie dotarła do żadnej skrzynki i program już nie próbuje/);
    assert.doesNotMatch(textOf('escalation-KIS-1'), /jest w skrzynce|Szukaj w skrzynce/);
    assert.match(
      textOf('escalation-KIS-1'),
      /Klub nie ustawił czasu na odpowiedź\. Program liczy do: czwartek/,
    );
    assert.match(textOf('escalation-KIS-2'), /jest w skrzynce tego tematu/);
    assert.match(textOf('escalation-KIS-2'), /Czas na odpowiedź: czwartek/);
    await courier.stop();
  });

  it('is told to the ordinary mailbox where there is no fallback', async () => {
    const { store, courier, passDays, told } = noticesHarness({
      recipients: { to: 'klub@kis.example', byTopic: new Map() },
    });
    await store.add(enquiryOf(1));
    courier.start();
    await passDays(7 * day);
    assert.deepEqual(told(), [
      ['reminder-KIS-1', 'klub@kis.example', ''],
      ['escalation-KIS-1', 'klub@kis.example', ''],
    ]);
    await courier.stop();
  });

  it('is told no more once it is taken; to both when nobody has spoken to the person at the end', async () => {
    const { store, courier, pass, passDays, told, press } = noticesHarness();
    for (const number of [1, 2, 3, 4]) await store.add(enquiryOf(number));
    courier.start();
    await pass(minute);
    await press('taken', 'KIS-1');
    await press('taken', 'KIS-2');
    await press('contacted', 'KIS-2');
    await press('closed', 'KIS-3');
    await store.addTo({
      kind: 'withdraw',
      about: 'KIS-4',
      reference: 'KIS-4.withdraw',
      keyHash: new Uint8Array([9, 9]),
      contentHash: new Uint8Array(0),
      topic: 'classes',
      receivedAt: monday,
      firstAttemptAt: new Date(monday.getTime() + 90 * day),
      messageId: '<withdraw@kis.example>',
      content: new Uint8Array(0),
    });
    await passDays(14 * day);
    assert.deepEqual(told(), [['silence-KIS-1', 'klub@kis.example', 'dyzur@kis.example']]);
    await courier.stop();
  });

  // Mutations seen caught: sent before it is recorded; released after a broken connection; not released after a
  // temporary refusal.
  it('is told once though a connection broke after the mail, and again after a refusal for now', async () => {
    const broken = { kind: 'failed', stage: 'message', errorCode: 'ECONNRESET' } as const;
    for (const [name, result, least, most] of [
      ['broken', broken, 1, 1],
      ['450', failed(450), 3, 80],
      ['no connection', noConnection, 3, 80],
    ] as const) {
      const { store, courier, pass, passDays, notices, behaviour } = noticesHarness();
      await store.add(enquiryOf(1));
      courier.start();
      await pass(minute);
      let refusing = true;
      behaviour.send = async ({ reference }) =>
        refusing && reference.startsWith('reminder') ? result : accepted;
      await passDays(2 * day + 3 * hour);
      refusing = false;
      const tries = notices().filter(({ reference }) => reference.startsWith('reminder')).length;
      await passDays(day);
      const all = notices().filter(({ reference }) => reference.startsWith('reminder')).length;
      assert.ok(all >= least && all <= most, `${name}: ${all} tries`);
      assert.ok(all - tries <= 1);
      await courier.stop();
    }
  });

  it('stays told to one mailbox that refuses for good, with an alarm', async () => {
    const { store, courier, pass, passDays, told, behaviour, lines } = noticesHarness();
    await store.add(enquiryOf(1));
    courier.start();
    await pass(minute);
    behaviour.send = async ({ to, reference }) =>
      to === 'klub@kis.example' && reference.startsWith('reminder') ? failed(550) : accepted;
    await passDays(7 * day);
    assert.deepEqual(
      told().map(([reference]) => reference),
      ['reminder-KIS-1', 'escalation-KIS-1'],
    );
    assert.ok(lines.some(({ event, state }) => event === 'enquiry-refused' && state === 'reminder'));
    await courier.stop();
  });

  it('is told once by two couriers, and by those that are killed again and again', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    for (let number = 1; number <= 6; number += 1) await store.add(enquiryOf(number));
    const both = [noticesHarness({ store }), noticesHarness({ store })];
    let couriers = both.map(({ courier }) => courier);
    for (const courier of couriers) courier.start();
    for (let round = 0; round < 7 * 24; round += 1) {
      await Promise.all(both.map(({ passDays }) => passDays(hour)));
      if (round % 5 !== 0) continue;
      for (const { kill } of both) kill();
      couriers = both.map(({ make }) => make());
      for (const courier of couriers) courier.start();
    }
    const told = both.flatMap(({ told: each }) => each()).map(([reference]) => reference);
    assert.equal(new Set(told).size, told.length);
    assert.ok(told.length >= 10 && told.length <= 12, `${told.length}`);
    for (const courier of couriers) await courier.stop();
  });
});

describe('a process that is killed at a step of the clock', () => {
  const steps = ['dueForLook', 'noteLook', 'claimNotice', 'giveBackNotice', 'send'] as const;

  for (const step of steps) {
    // Mutation seen caught: sent before it is recorded.
    it(`mails nothing twice, and loses no state: ${step}, before and after, three times each`, async () => {
      for (const when of ['before', 'after'] as const) {
        const real = openSqliteStore({ file: ':memory:' });
        let kills = 0;
        let refusals = 3;
        let die = () => {};
        const never = () => new Promise<never>(() => {});
        const doomed = (name: string): boolean => {
          if (name !== step || kills >= 3) return false;
          kills += 1;
          return true;
        };
        const store = new Proxy(real, {
          get(target, name: keyof typeof real) {
            const method = target[name] as (...rest: unknown[]) => Promise<unknown>;
            return async (...rest: unknown[]) => {
              const dies = doomed(name);
              if (dies && when === 'before') die();
              if (dies && when === 'before') return never();
              const result = await method.apply(target, rest);
              if (!dies) return result;
              die();
              return never();
            };
          },
        });
        const taken: string[] = [];
        const rooms = noticesHarness({
          store,
          send: async (mail) => {
            const dies = mail.reference.startsWith('reminder') && doomed('send');
            if (dies && when === 'before') die();
            if (dies && when === 'before') return never();
            if (step === 'giveBackNotice' && mail.reference.startsWith('reminder') && refusals > 0) {
              refusals -= 1;
              return failed(450);
            }
            taken.push(mail.reference);
            if (!dies) return accepted;
            die();
            return never();
          },
        });
        let isDead = false;
        die = () => {
          isDead = true;
          rooms.kill();
        };
        for (const number of [1, 2, 3, 4, 5, 6]) await real.add(enquiryOf(number));
        await real.press('KIS-6', { step: 'taken', who: 'pracownik', at: monday });
        let { courier } = rooms;
        courier.start();
        for (let each = 0; each < 5 * 24 * 2; each += 1) {
          await rooms.sleepUntil(new Date(rooms.clock().getTime() + 30 * minute));
          if (!isDead) continue;
          isDead = false;
          courier = rooms.make();
          courier.start();
        }
        const notices = taken.filter((name) => /^(reminder|escalation|silence)-/.test(name));
        assert.equal(new Set(notices).size, notices.length, `${step} ${when}: ${notices.join()}`);
        assert.equal(kills, 3, `${step} ${when}: killed ${kills} times`);
        assert.equal(notices.filter((name) => name.startsWith('escalation')).length >= 2, true);
        assert.equal((await real.progress('KIS-6'))?.state, 'taken');
        assert.equal(
          (await real.openShares(rooms.clock(), rooms.clock())).reduce((sum, { late }) => sum + late, 0),
          6,
        );
        await courier.stop();
      }
    });
  }
});

describe('the list of open enquiries, each working morning', () => {
  const digestsOf = (sent: readonly { reference: string; to: string; subject: string; text: string }[]) =>
    sent.filter(({ reference }) => reference.startsWith('digest-'));

  // Mutations seen caught: a mailbox's lines contain those of others; contacted ones count as late.
  it('goes to each mailbox that has any, and all of it to the fallback', async () => {
    const { store, courier, pass, passDays, sent, press, clock } = noticesHarness();
    await store.setFlag('digest', '2026-11-27');
    for (const number of [1, 2, 3]) await store.add(enquiryOf(number));
    await store.add(enquiryOf(4, { topic: 'psu' }));
    courier.start();
    await pass(minute);
    const before = digestsOf(sent).length;
    await press('taken', 'KIS-1');
    await press('contacted', 'KIS-3');
    await passDays(4 * day);
    const friday = digestsOf(sent)
      .slice(before)
      .filter(({ reference }) => reference.startsWith('digest-2026-12-04'));
    assert.deepEqual(
      friday.map(({ to, subject }) => [to, subject]),
      [
        ['dyzur@kis.example', '3 po terminie, 0 czeka'],
        ['klub@kis.example', '2 po terminie, 0 czeka'],
        ['psu@kis.example', '1 po terminie, 0 czeka'],
      ],
    );
    const [all, own, other] = friday;
    assert.match(
      all?.text ?? '',
      /KIS-1 temat classes; 4 dni robocze; przejęte \(rola pracownik\), jeszcze bez rozmowy\./,
    );
    assert.match(all?.text ?? '', /KIS-2 temat classes; 4 dni robocze; nikt nie przejął\./);
    assert.match(all?.text ?? '', /Do zamknięcia:\n {2}KIS-3/);
    assert.match(all?.text ?? '', /KIS-4/);
    assert.doesNotMatch(own?.text ?? '', /KIS-4|na wysłanie/);
    assert.doesNotMatch(other?.text ?? '', /KIS-[123]/);
    for (const reference of ['KIS-1', 'KIS-2', 'KIS-3', 'KIS-4'])
      await store.press(reference, { step: 'closed', who: 'kierownik', at: clock() });
    const closed = digestsOf(sent).length;
    await passDays(4 * day);
    assert.deepEqual(
      digestsOf(sent)
        .slice(closed)
        .map(({ to, subject }) => [to, subject]),
      [
        ['dyzur@kis.example', '0 po terminie, 0 czeka'],
        ['dyzur@kis.example', '0 po terminie, 0 czeka'],
      ],
    );
    await courier.stop();
  });

  it('counts with correct Polish plurals', async () => {
    const { plProgressMail } = await import('../../../../src/words/pl-progress-mail.ts');
    const { subject } = plProgressMail.digest;
    assert.deepEqual(
      [subject(2, 3), subject(1, 1), subject(0, 5), subject(12, 22), subject(5, 12)],
      [
        '2 po terminie, 3 czekają',
        '1 po terminie, 1 czeka',
        '0 po terminie, 5 czeka',
        '12 po terminie, 22 czekają',
        '5 po terminie, 12 czeka',
      ],
    );
  });

  // Mutation seen caught: the oldest sixty, whoever waits.
  it('lists everybody who waits, many of the others, and the number of the rest', async () => {
    const { store, courier, pass, sent } = noticesHarness();
    await store.setFlag('digest', '2026-11-27');
    for (let number = 1; number <= 170; number += 1)
      await store.add(
        enquiryOf(number, {
          keyHash: new Uint8Array([1, number]),
          receivedAt: new Date(monday.getTime() - day + number),
          suspect: true,
          firstAttemptAt: new Date(monday.getTime() + 90 * day),
        }),
      );
    for (let number = 1; number <= 100; number += 1)
      await store.press(`KIS-${number}`, { step: 'contacted', who: 'pracownik', at: monday });
    courier.start();
    await pass(minute);
    const [all] = digestsOf(sent);
    assert.equal(all?.subject, '0 po terminie, 70 czeka');
    assert.equal(all?.text.match(/KIS-/g)?.length, 130);
    assert.match(all?.text ?? '', /KIS-170 /, 'the newest who waits');
    assert.match(all?.text ?? '', /i jeszcze 40, nowszych/);
    await courier.stop();
  });

  it('says it in every digest that nobody has called, until somebody acts', async () => {
    const { store, courier, pass, passDays, sent, press, clock } = noticesHarness();
    await store.setFlag('digest', '2026-11-27');
    await store.add(enquiryOf(1));
    courier.start();
    await pass(minute);
    await press('closed');
    await pass(hour);
    await store.addTo({
      kind: 'nobody-called',
      about: 'KIS-1',
      reference: 'KIS-1.nobody-called',
      keyHash: new Uint8Array([9, 9]),
      contentHash: new Uint8Array(0),
      topic: 'classes',
      receivedAt: clock(),
      firstAttemptAt: new Date(monday.getTime() + 90 * day),
      messageId: '<nobody@kis.example>',
      content: new Uint8Array(0),
    });
    await passDays(2 * day);
    const said = () =>
      digestsOf(sent).filter(({ text }) => /UWAGA: ta osoba pisze, że nikt się nie odezwał/.test(text));
    assert.equal(said().length, 4);
    assert.match(said()[0]?.subject ?? '', /^0 po terminie, 1 czeka/);
    await store.press('KIS-1', { step: 'undo', who: 'kierownik', at: clock() });
    await passDays(day);
    assert.equal(said().length, 6, 'who takes a step back has not spoken to anybody');
    await store.press('KIS-1', { step: 'contacted', who: 'kierownik', at: clock() });
    await passDays(2 * day);
    assert.equal(said().length, 6);
    await courier.stop();
  });
});

describe('the alarm of enquiries that nobody has taken in time', () => {
  it('stands from the next working minute after the end until it is taken, without a mail of its own', async () => {
    const { store, courier, pass, passDays, press, sent } = noticesHarness();
    await store.add(enquiryOf(1));
    courier.start();
    await passDays(3 * day + 22 * hour);
    assert.equal((await store.flags()).has('alarm.enquiry-untaken'), false);
    await passDays(2 * hour);
    assert.ok((await store.flags()).has('alarm.enquiry-untaken'));
    await press('taken');
    await pass(2 * minute);
    assert.equal((await store.flags()).has('alarm.enquiry-untaken'), false);
    assert.deepEqual(
      sent.filter(({ reference }) => reference.startsWith('alarm-')),
      [],
    );
    await courier.stop();
  });
});
