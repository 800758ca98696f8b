import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeAddition } from '../../../src/enquiry/addition.ts';
import { createPersonProgress } from '../../../src/enquiry/person-progress.ts';
import { openSqliteStore } from '../../../src/enquiry/store/sqlite/driver.ts';
import { handClock, keepingLog, newEnquiry, openEnvelopes, random, secret } from './samples.ts';

const reference = 'KIS-4RJ-F93';

async function open() {
  const store = openSqliteStore({ file: ':memory:' });
  const { clock, advance } = handClock();
  const person = createPersonProgress({
    codeLabels: ['Kod:', 'Code:', 'Код:'],
    store,
    sealer: openEnvelopes,
    secret,
    clock,
    random,
    log: keepingLog().log,
    messageIdDomain: 'kis.example',
  });
  const enquiry = newEnquiry(1, {
    reference,
    promise: {
      answerBy: new Date('2026-12-04T14:00:00Z'),
      promised: true,
      lookAt: new Date('2026-12-03T14:00:00Z'),
    },
  });
  await store.add(enquiry);
  return { store, clock, advance, person, code: person.codeOf(enquiry), enquiry };
}

describe('the person’s page', () => {
  it('tells how far an enquiry is, and nothing of who or what', async () => {
    const { store, person, code, clock, advance, enquiry } = await open();
    const received = {
      reference,
      receivedAt: enquiry.receivedAt,
      triedAt: [],
      promisedUntil: enquiry.promise?.answerBy,
    };
    assert.deepEqual(await person.read('kis 4rj f93', code.toLowerCase()), { ...received, overdue: false });
    await store.delivered(reference, clock());
    const times: Date[] = [];
    for (const step of ['taken', 'tried', 'tried', 'contacted', 'closed'] as const) {
      advance(3_600_000);
      times.push(clock());
      await store.press(reference, { step, who: 'kierownik', at: clock() });
    }
    const [takenAt, firstTry, secondTry, contactedAt, closedAt] = times;
    assert.deepEqual(await person.read(reference, code), {
      ...received,
      deliveredAt: enquiry.receivedAt,
      takenAt,
      triedAt: [firstTry, secondTry],
      contactedAt,
      closedAt,
      overdue: false,
    });
  });

  // Mutations seen caught: overdue though somebody tried, or it was withdrawn.
  it('says that the promise is broken only where nobody tried, and somebody still waits', async () => {
    for (const [step, overdue] of [
      [undefined, true],
      ['taken', true],
      ['tried', false],
      ['contacted', false],
      ['closed', false],
    ] as const) {
      const { store, person, code, clock, advance } = await open();
      if (step !== undefined) await store.press(reference, { step, who: 'pracownik', at: clock() });
      assert.equal((await person.read(reference, code))?.overdue, false);
      advance(4 * 24 * 3_600_000);
      assert.equal((await person.read(reference, code))?.overdue, overdue, String(step));
      await person.add(reference, code, { kind: 'withdraw' });
      assert.equal((await person.read(reference, code))?.overdue, false);
    }
  });

  it('is nobody’s without the code, and nothing is added there', async () => {
    const { store, person, code } = await open();
    const wrong = code === 'XXX-XXX' ? 'XXX-XXC' : 'XXX-XXX';
    for (const [typedReference, typedCode] of [
      [reference, wrong],
      ['KIS-333-333', code],
      ['', ''],
      [reference, ''],
      ['x'.repeat(100_000), 'y'.repeat(100_000)],
      [`${reference}.phone`, code],
    ] as const) {
      assert.equal(await person.read(typedReference, typedCode), undefined);
      assert.equal(await person.add(typedReference, typedCode, { kind: 'withdraw' }), undefined);
    }
    assert.deepEqual(await store.followUps(reference), []);
    await store.erase(reference);
    assert.equal(await person.read(reference, code), undefined);
  });

  // Mutation seen caught: the code follows from the reference alone.
  it('is each one’s own where two were told one reference', async () => {
    const { store, person, code } = await open();
    const other = newEnquiry(2, {
      reference: 'KIS-777-777',
      toldReference: reference,
      receivedAt: new Date('2026-12-01T09:06:00Z'),
    });
    await store.add(other);
    const otherCode = person.codeOf({ reference, receivedAt: other.receivedAt });
    assert.notEqual(code, otherCode);
    assert.deepEqual((await person.read(reference, otherCode))?.receivedAt, other.receivedAt);
    assert.notDeepEqual((await person.read(reference, code))?.receivedAt, other.receivedAt);
    await person.add(reference, otherCode, { kind: 'withdraw' });
    assert.equal((await store.followUps('KIS-777-777')).length, 1);
    assert.equal((await store.followUps(reference)).length, 0);
    assert.equal(await person.read('KIS-777-777', otherCode), undefined);
  });

  it('adds each number once a form, tells what to mend, and takes five', async () => {
    const { store, person, code } = await open();
    const token = person.issueToken();
    const add = (phone: string, form?: string) =>
      person.add(reference, code, { kind: 'phone', phone, ...(form === undefined ? {} : { token: form }) });
    const presses = await Promise.all(Array.from({ length: 50 }, () => add('600 100 200', token)));
    assert.deepEqual(
      ['added', 'already'].map((kind) => presses.filter((each) => each?.kind === kind).length),
      [1, 49],
    );
    for (const [phone, error] of [
      ['', 'missing'],
      ['   ', 'missing'],
      ['12', undefined],
      ['x'.repeat(5_000), 'too-long'],
    ] as const) {
      const outcome = await add(phone);
      assert.ok(outcome?.kind === 'invalid', phone);
      if (error !== undefined) assert.equal(outcome.error, error);
    }
    for (let number = 1; number < 5; number += 1)
      assert.equal((await add('600 100 20'.concat(String(number))))?.kind, 'added');
    assert.equal((await add('600 100 209'))?.kind, 'too-many');
    const added = (await store.followUps(reference)).map(({ content }) => content);
    assert.deepEqual(
      added.map((content) => decodeAddition(content).phone).toSorted(),
      [0, 1, 2, 3, 4].map((last) => `+4860010020${last}`),
    );
    for (const content of added) assert.equal(content.length % 2_048, 0);
  });
});
