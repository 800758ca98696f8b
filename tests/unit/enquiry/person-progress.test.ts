import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeAddition } from '../../../src/enquiry/addition.ts';
import { createPersonProgress } from '../../../src/enquiry/person-progress.ts';
import { openSqliteStore } from '../../../src/enquiry/store/sqlite/driver.ts';
import { handClock, keepingLog, newEnquiry, openEnvelopes, random, secret } from './samples.ts';

const reference = 'KIS-4RJ-F93';

async function open(visit = false) {
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
      visit,
      lookAt: new Date('2026-12-03T14:00:00Z'),
    },
  });
  await store.add(enquiry);
  return { store, clock, advance, person, code: person.codeOf(enquiry), enquiry };
}

describe('the person’s page', () => {
  it('tells the state of an enquiry, without names or content', async () => {
    const { store, person, code, clock, advance, enquiry } = await open();
    const received = {
      reference,
      receivedAt: enquiry.receivedAt,
      triedAt: [],
      stuck: false,
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

  // Mutations seen caught: overdue although somebody tried in time, or it was withdrawn, or is a visit; a late try
  // removes the warning.
  it('says that the promise is broken where nobody tried in time, and somebody still waits', async () => {
    const days = 24 * 3_600_000;
    for (const [step, after, overdue] of [
      [undefined, 0, true],
      ['taken', 0, true],
      ['tried', 0, false],
      ['tried', 4 * days, true],
      ['contacted', 0, false],
      ['closed', 0, false],
    ] as const) {
      const { store, person, code, clock, advance } = await open();
      advance(after);
      if (step !== undefined) await store.press(reference, { step, who: 'pracownik', at: clock() });
      assert.equal((await person.read(reference, code))?.overdue, after > 0, `${step} ${after}`);
      advance(4 * days - after);
      assert.equal((await person.read(reference, code))?.overdue, overdue, `${step} ${after}`);
      await person.add(reference, code, { kind: 'withdraw' });
      assert.equal((await person.read(reference, code))?.overdue, false);
    }
    const { person, code, advance } = await open(true);
    advance(4 * days);
    assert.equal((await person.read(reference, code))?.overdue, false);
  });

  // Mutation seen caught: it is still reported as on its way.
  it('says that an enquiry is stuck which no mailbox took', async () => {
    const { store, person, code, clock } = await open();
    const lease = { owner: 'one', now: clock(), leaseUntil: clock(), limit: 1, kind: 'clean' } as const;
    await store.claim({ ...lease, except: [], exceptTopics: [], longestWaitMilliseconds: 1 });
    await store.park(reference, 'one', '550');
    assert.equal((await person.read(reference, code))?.stuck, true);
    await store.resend(reference, clock());
    assert.equal((await person.read(reference, code))?.stuck, false);
  });

  // Mutation seen caught: the earlier closing is shown after it was taken up again.
  it('shows that an enquiry is open again which staff took up after the person had said that nobody called', async () => {
    const { store, person, code, clock, advance } = await open();
    await store.delivered(reference, clock());
    await store.press(reference, { step: 'closed', who: 'pracownik', at: clock() });
    advance(1_000);
    assert.equal((await person.add(reference, code, { kind: 'nobody-called' }))?.kind, 'added');
    assert.ok((await person.read(reference, code))?.closedAt);
    advance(1_000);
    await store.press(reference, { step: 'tried', who: 'pracownik', at: clock() });
    const { closedAt, triedAt } = (await person.read(reference, code)) ?? {};
    assert.deepEqual([closedAt, triedAt], [undefined, [clock()]]);
  });

  it('is refused without the code, and nothing is added', async () => {
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

  // Mutation seen caught: the code is derived from the reference alone.
  it('is separate for each of two people who were told the same reference', async () => {
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

  it('adds each number once a form, reports errors, and accepts five', async () => {
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
