import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NewAddition } from '../../../../src/enquiry/store/progress-store.ts';
import { mostPhones } from '../../../../src/enquiry/store/progress-store.ts';
import type { EnquiryRecord, EnquiryStore } from '../../../../src/enquiry/store/store.ts';
import { newEnquiry } from '../samples.ts';
import { at, claim, type FreshPlace, references, useStores } from './store-suite.ts';

const press = (
  step: 'taken' | 'tried' | 'contacted' | 'closed' | 'undo',
  who = 'pracownik',
  seconds = 10,
) => ({
  step,
  who,
  at: at(seconds),
});

const addition = (
  number: number,
  kind: NewAddition['kind'],
  changes: Partial<NewAddition> = {},
): NewAddition => ({
  kind,
  about: 'KIS-1',
  reference: `KIS-1.${kind}-${number}`,
  keyHash: new Uint8Array([200, number]),
  contentHash: new Uint8Array(0),
  topic: 'classes',
  receivedAt: at(20),
  messageId: `<added-${kind}-${number}@kis.example>`,
  content: new Uint8Array([1, 2, 3]),
  firstAttemptAt: at(20),
  ...changes,
});

const stateOf = async (store: EnquiryStore) => (await store.progress('KIS-1'))?.state;

/** The contract of a store for progress after the mail, on any driver. */
export function describeProgress(freshPlace: FreshPlace): void {
  describe('steps', () => {
    const { fresh, freshPair } = useStores(freshPlace);

    // Mutations seen caught: the update compares nothing; two presses of one button at once count as two.
    it('are recorded once when 50 arrive at once from two processes, whatever the step', async () => {
      for (const step of ['taken', 'tried', 'contacted', 'closed'] as const) {
        const stores = await freshPair();
        await stores[0].add(newEnquiry(1));
        const results = await Promise.all(
          Array.from({ length: 50 }, (_, number) =>
            stores[number % 2]?.press('KIS-1', press(step, `rola-${number}`)),
          ),
        );
        assert.equal(results.filter((each) => each?.result === 'changed').length, 1, step);
        const events = (await stores[0].progress('KIS-1'))?.events ?? [];
        assert.deepEqual(
          events.map((each) => each.step),
          [step],
        );
        for (const each of results) assert.deepEqual(each?.progress.events[0], events[0]);
        const undone = await Promise.all(
          Array.from({ length: 50 }, (_, number) => stores[number % 2]?.press('KIS-1', press('undo'))),
        );
        assert.equal(undone.filter((each) => each?.result === 'changed').length, 1);
        assert.equal(await stateOf(stores[0]), 'none');
      }
    });

    it('record who took an enquiry and when, follow their order, and are undone one by one', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      assert.equal(await store.press('KIS-2', press('taken')), undefined);
      const hour = 3_600;
      const done: string[] = [];
      for (const [step, seconds] of [
        ['taken', 10],
        ['taken', 5 * hour],
        ['tried', 6 * hour],
        ['tried', 7 * hour],
        ['taken', 8 * hour],
        ['contacted', 9 * hour],
        ['tried', 10 * hour],
        ['closed', 11 * hour],
        ['closed', 12 * hour],
        ['undo', 13 * hour],
        ['undo', 14 * hour],
        ['undo', 15 * hour],
        ['undo', 16 * hour],
        ['undo', 17 * hour],
        ['undo', 18 * hour],
      ] as const) {
        const { result, progress } = (await store.press('KIS-1', press(step, 'kierownik', seconds))) ?? {};
        done.push(`${step} ${result} ${progress?.state}`);
      }
      assert.deepEqual(done, [
        'taken changed taken',
        'taken already taken',
        'tried changed tried',
        'tried changed tried',
        'taken already tried',
        'contacted changed contacted',
        'tried not-possible contacted',
        'closed changed closed',
        'closed already closed',
        'undo changed contacted',
        'undo changed tried',
        'undo changed tried',
        'undo changed taken',
        'undo changed none',
        'undo not-possible none',
      ]);
      assert.deepEqual((await store.progress('KIS-1'))?.events[0], press('taken', 'kierownik'));
    });

    it('sent from an outdated page do nothing', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await store.press('KIS-1', { ...press('tried'), seen: 0 });
      const again = await store.press('KIS-1', { ...press('tried', 'kierownik', 7_200), seen: 0 });
      assert.equal(again?.result, 'already');
      const next = await store.press('KIS-1', { ...press('tried', 'kierownik', 11), seen: 1 });
      assert.equal(next?.result, 'changed');
      assert.equal(
        (await store.press('KIS-1', { ...press('undo', 'kierownik', 9_000), seen: 1 }))?.result,
        'not-possible',
      );
    });
  });

  describe('an addition by a person', () => {
    const { fresh, freshPair } = useStores(freshPlace);

    // Mutations seen caught: the mark is left out; numbers have no bound.
    it('waits as a mail to the same mailbox, and marks its enquiry', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await claim(store, {});
      await store.postpone('KIS-1', 'one', {
        nextAttemptAt: at(3_000),
        errorCode: '550',
        counting: 'not-counted',
        route: 'fallback',
      });
      assert.equal(await store.addTo(addition(1, 'withdraw')), 'added');
      assert.equal(await store.addTo(addition(2, 'nobody-called')), 'added');
      const progress = await store.progress('KIS-1');
      assert.deepEqual([progress?.withdrawnAt, progress?.nobodyCalledAt], [at(20), at(20)]);
      const claimed = await claim(store, { now: at(30) });
      assert.deepEqual(
        claimed.map(({ followUp, route }) => [followUp?.kind, followUp?.about, route]).toSorted(),
        [
          ['nobody-called', 'KIS-1', 'fallback'],
          ['withdraw', 'KIS-1', 'fallback'],
        ],
      );
      assert.deepEqual(references(await store.list()), ['KIS-1']);
      assert.equal(await store.countReceived(at(0), at(100)), 1);
    });

    it('is stored once when 50 arrive at once; numbers are limited; nothing is added to an unknown enquiry', async () => {
      const stores = await freshPair();
      await stores[0].add(newEnquiry(1));
      for (const kind of ['withdraw', 'nobody-called', 'phone'] as const) {
        const results = await Promise.all(
          Array.from({ length: 50 }, (_, number) => stores[number % 2]?.addTo(addition(kind.length, kind))),
        );
        assert.equal(results.filter((each) => each === 'added').length, 1, kind);
        assert.equal(results.filter((each) => each === 'already').length, 49, kind);
      }
      assert.equal(await stores[0].addTo(addition(77, 'withdraw')), 'already');
      for (let number = 1; number < mostPhones; number += 1)
        assert.equal(await stores[0].addTo(addition(100 + number, 'phone')), 'added');
      assert.equal(await stores[0].addTo(addition(99, 'phone')), 'too-many');
      assert.equal(await stores[0].addTo(addition(98, 'withdraw', { about: 'KIS-9' })), 'unknown');
      assert.equal((await stores[0].followUps('KIS-1')).length, 2 + mostPhones);
    });

    it('is erased with its enquiry, and keeps a closed one until it was sent', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await store.delivered('KIS-1', at(1));
      await store.addTo(addition(1, 'phone'));
      await store.press('KIS-1', press('closed'));
      assert.equal(await store.eraseClosedBefore(at(999)), 0);
      await store.delivered('KIS-1.phone-1', at(50));
      assert.equal(await store.eraseClosedBefore(at(999)), 1);
      assert.equal(await store.find('KIS-1.phone-1'), undefined);
      await store.add(newEnquiry(1));
      await store.addTo(addition(1, 'phone'));
      assert.equal(await store.erase('KIS-1'), true);
      assert.equal(await store.find('KIS-1.phone-1'), undefined);
      assert.equal((await store.counts()).waiting, 0);
    });
  });

  describe('the link of an enquiry by e-mail', () => {
    const { fresh } = useStores(freshPlace);
    const link = {
      reference: 'KIS-1.link',
      keyHash: new Uint8Array([99]),
      messageId: '<link.1@kis.example>',
    };

    it('is queued once as soon as the enquiry is delivered, and again when that is sent again', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      for (const seconds of [1, 2]) await store.delivered('KIS-1', at(seconds), link);
      assert.deepEqual(
        (await claim(store, { now: at(5) })).map(({ reference, followUp }) => [reference, followUp?.kind]),
        [['KIS-1.link', 'link']],
      );
      await store.delivered('KIS-1.link', at(6));
      assert.equal((await store.counts()).delivered, 1);
      await store.resend('KIS-1', at(7));
      assert.deepEqual(references(await claim(store, { now: at(8) })).toSorted(), ['KIS-1', 'KIS-1.link']);
    });

    // Mutation seen caught: a person's addition that no mailbox accepted stays set aside for ever.
    it('is sent again with the mails that were set aside', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await store.addTo(addition(1, 'withdraw'));
      await store.addTo(addition(2, 'nobody-called'));

      for (const { reference } of await claim(store, { now: at(30), limit: 9 })) {
        if (reference.includes('nobody-called')) await store.delivered(reference, at(31));
        else await store.park(reference, 'one', '550');
      }
      assert.equal(await store.resend('KIS-1', at(32)), true);
      assert.deepEqual(references(await claim(store, { now: at(33), limit: 9 })).toSorted(), [
        'KIS-1',
        addition(1, 'withdraw').reference,
      ]);
      assert.equal((await store.counts()).parked, 0);
    });
  });

  describe('the clock', () => {
    const { fresh, freshPair } = useStores(freshPlace);
    const promise = { answerBy: at(100), promised: true };

    it('checks due enquiries, earliest first, and changed ones', async () => {
      const store = await fresh();
      for (const number of [1, 2, 3])
        await store.add(
          newEnquiry(number, { promise: { ...promise, visit: false, lookAt: at(100 - number) } }),
        );
      assert.deepEqual(references(await store.dueForLook(at(98), 9)), ['KIS-3', 'KIS-2']);
      const [third] = await store.dueForLook(at(98), 1);
      assert.ok(third);
      assert.deepEqual([third.answerBy, third.promised, third.noticed], [at(100), true, []]);
      await store.noteLook(third, { promise });
      assert.deepEqual(references(await store.dueForLook(at(98), 9)), ['KIS-2']);
      await store.press('KIS-3', press('taken'));
      assert.deepEqual(references(await store.dueForLook(at(1), 9)), ['KIS-3']);
    });

    // Mutations seen caught: the claim compares nothing; it does not compare the presses, or the withdrawal.
    it('claims a mail once, and none for an enquiry that was taken or withdrawn meanwhile', async () => {
      const stores = await freshPair();
      for (const number of [1, 2, 3]) await stores[0].add(newEnquiry(number));
      const [one, two, three] = (await stores[0].dueForLook(at(1), 9)).toSorted((a, b) =>
        a.reference < b.reference ? -1 : 1,
      );
      assert.ok(one && two && three);
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, number) =>
          stores[number % 2]?.claimNotice(one, 'reminder', { promise }),
        ),
      );
      assert.equal(claims.filter((mine) => mine).length, 1);
      await stores[1].press('KIS-2', press('taken'));
      assert.equal(await stores[0].claimNotice(two, 'reminder', { promise }), false);
      await stores[1].addTo(addition(1, 'withdraw', { about: 'KIS-3' }));
      assert.equal(await stores[0].claimNotice(three, 'reminder', { promise }), false);
      await stores[0].giveBackNotice('KIS-1', 'reminder', at(50));
      const again = (await stores[0].dueForLook(at(60), 9)).find(({ reference }) => reference === 'KIS-1');
      assert.deepEqual(again?.noticed, []);
    });

    it('counts and lists open enquiries by mailbox', async () => {
      const store = await fresh();
      for (let number = 1; number <= 9; number += 1)
        await store.add(
          newEnquiry(number, {
            topic: number === 8 ? 'psu' : 'classes',
            receivedAt: at(number),
            promise: {
              answerBy: at(number <= 4 || number === 9 ? 50 : 500),
              promised: false,
              visit: number === 9,
              lookAt: at(9),
            },
          }),
        );
      await store.press('KIS-2', press('taken'));
      await store.press('KIS-9', press('taken'));
      await store.press('KIS-3', press('contacted'));
      await store.press('KIS-4', press('closed'));
      await store.press('KIS-5', press('closed'));
      await store.addTo(addition(1, 'withdraw', { about: 'KIS-6' }));
      await store.addTo(addition(2, 'nobody-called', { about: 'KIS-5' }));
      assert.deepEqual(await store.openShares(at(100), at(2)), [
        { topic: 'classes', route: 'own', late: 2, waiting: 2, untaken: 1, unclosed: 3, old: 1 },
        { topic: 'psu', route: 'own', late: 0, waiting: 1, untaken: 0, unclosed: 0, old: 0 },
      ]);
      const share = { topic: 'classes', route: 'own' } as const;
      const open = async (awaited: number, unclosed: number) =>
        references(await store.openEnquiries(share, { awaited, unclosed }));
      // KIS-5 is closed, and its person reports that nobody called.
      assert.deepEqual(await open(9, 9), ['KIS-1', 'KIS-2', 'KIS-5', 'KIS-7', 'KIS-3', 'KIS-6', 'KIS-9']);
      assert.deepEqual(await open(4, 1), ['KIS-1', 'KIS-2', 'KIS-5', 'KIS-7', 'KIS-3']);
    });

    // Mutations seen caught: the clock's check forgets the visit; a new number leaves it a visit.
    it('knows a visit for as long as the person has left no number', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1, { promise: { ...promise, visit: true, lookAt: at(1) } }));
      const [due] = await store.dueForLook(at(2), 9);
      assert.ok(due);
      await store.noteLook(due, { promise });
      const known = async () => {
        const { visit, promised } = (await store.progress('KIS-1')) ?? {};
        return { visit, promised };
      };
      assert.deepEqual(await known(), { visit: true, promised: true });
      await store.addTo(addition(1, 'phone'));
      assert.deepEqual(await known(), { visit: false, promised: true });
    });
  });

  describe('progress', () => {
    const { fresh } = useStores(freshPlace);

    it('moves to another store completely, with additions', async () => {
      const [from, to] = [await fresh(), await fresh()];
      const promise = { answerBy: at(100), promised: true, visit: true, lookAt: at(50) };
      await from.add(newEnquiry(1, { promise, toldReference: 'KIS-7' }));
      await from.delivered('KIS-1', at(1));
      await from.press('KIS-1', press('taken'));
      await from.press('KIS-1', press('undo'));
      for (const kind of ['phone', 'withdraw', 'nobody-called'] as const)
        await from.addTo(addition(kind.length, kind));
      const records: EnquiryRecord[] = [];
      for await (const record of from.records()) records.push(record);
      assert.equal(records.length, 4);
      for (const record of records) assert.equal(await to.takeIn(record), true);
      assert.deepEqual(await to.progress('KIS-1'), await from.progress('KIS-1'));
      assert.deepEqual(await to.followUps('KIS-1'), await from.followUps('KIS-1'));
      assert.deepEqual(references(await to.toldAs('KIS-7')), ['KIS-1']);
    });

    it('is found by the reference that the person was told, even if two were told the same', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await store.add(newEnquiry(2, { toldReference: 'KIS-1' }));
      assert.deepEqual(references(await store.toldAs('KIS-1')), ['KIS-1', 'KIS-2']);
      assert.deepEqual(await store.toldAs('KIS-2'), []);
      assert.deepEqual(await store.toldAs('KIS-9'), []);
    });

    // Mutation seen caught: it is erased with the closed ones.
    it('is kept for a closed enquiry when its person reports that nobody called, and staff can continue', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await store.delivered('KIS-1', at(1));
      await store.press('KIS-1', { ...press('closed'), at: at(5) });
      await store.addTo(addition(1, 'nobody-called', { receivedAt: at(6) }));
      await store.delivered(addition(1, 'nobody-called').reference, at(7));
      assert.equal(await store.eraseClosedBefore(at(9)), 0);
      assert.equal((await store.press('KIS-1', { ...press('closed'), at: at(8) }))?.result, 'changed');
      assert.equal((await store.press('KIS-1', { ...press('closed'), at: at(9) }))?.result, 'already');
      assert.equal(await store.eraseClosedBefore(at(9)), 1);
    });

    // Mutation seen caught: closed ones are erased too.
    it('is erased on its last day if nobody closed the enquiry, whether mailed or not', async () => {
      const store = await fresh();
      for (const number of [1, 2, 3, 4]) await store.add(newEnquiry(number, { receivedAt: at(number) }));
      await store.delivered('KIS-1', at(5));
      await store.press('KIS-2', press('closed'));
      await store.press('KIS-3', press('contacted'));
      await store.addTo(addition(1, 'withdraw', { about: 'KIS-1' }));
      const erased = await store.eraseUnansweredBefore(at(4));
      assert.deepEqual(
        erased.toSorted((one, other) => one.reference.localeCompare(other.reference)),
        [
          { reference: 'KIS-1', isWithdrawn: true },
          { reference: 'KIS-3', isWithdrawn: false },
        ],
      );
      assert.deepEqual(references(await store.list()), ['KIS-2', 'KIS-4']);
    });
  });
}
