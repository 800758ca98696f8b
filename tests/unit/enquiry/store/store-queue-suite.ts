import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newEnquiry } from '../samples.ts';
import { at, claim, type FreshPlace, references, useStores } from './store-suite.ts';

/** The contract of a store for couriers, on any driver. */
export function describeQueue(freshPlace: FreshPlace): void {
  describe('leases', () => {
    const { fresh, freshPair } = useStores(freshPlace);

    it('give each enquiry to one of the couriers that ask at once', async () => {
      const stores = await freshPair();
      for (let number = 1; number <= 40; number += 1) await stores[0].add(newEnquiry(number));
      const claims = Array.from({ length: 10 }, (_, number) => {
        const store = stores[number % 2] ?? stores[0];
        return claim(store, { owner: `courier ${number}`, limit: 4 });
      });
      const claimed = (await Promise.all(claims)).map(references);
      assert.ok(claimed.every(({ length }) => length <= 4));
      const all = claimed.flat();
      assert.equal(new Set(all).size, all.length, 'one enquiry went to two');
      const rest = await claim(stores[0], { owner: 'late', limit: 100 });
      assert.equal(new Set([...all, ...references(rest)]).size, 40);
    });

    it('give each enquiry to one claimant, the longest due first', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1, { firstAttemptAt: at(-1) }));
      await store.add(newEnquiry(2, { firstAttemptAt: at(-9) }));
      await store.add(newEnquiry(3, { firstAttemptAt: at(60) }));
      const claimed = await claim(store);
      assert.deepEqual(references(claimed), ['KIS-2', 'KIS-1']);
      assert.deepEqual([claimed[0]?.state, claimed[0]?.unfinished], ['sending', 1]);
      assert.deepEqual(await claim(store, { owner: 'two' }), []);
      assert.deepEqual(await store.nextDueAt(), at(60));
    });

    // Mutations: suspect ones are claimed with the clean ones; the topics are ignored; they are due only together with
    // the others.
    it('give suspect ones only to a claimant that asks for them, without excluded topics', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1, { suspect: true, topic: 'psu', firstAttemptAt: at(-9) }));
      await store.add(newEnquiry(2, { suspect: true, topic: 'other', firstAttemptAt: at(-8) }));
      assert.deepEqual(await store.nextDueAt(), at(-9));
      assert.equal(await store.suspectBytes(), 2 * newEnquiry(1).content.length);
      await store.add(newEnquiry(3));
      assert.equal(await store.suspectBytes(), 2 * newEnquiry(1).content.length);
      assert.deepEqual(references(await claim(store)), ['KIS-3']);
      const suspects = (changes: Parameters<typeof claim>[1]) =>
        claim(store, { kind: 'suspect', ...changes });
      assert.deepEqual(references(await suspects({ exceptTopics: ['psu'], limit: 1 })), ['KIS-2']);
      assert.deepEqual(references(await suspects({ limit: 1 })), ['KIS-1']);
    });

    it('expire, and then another courier may claim the enquiries as crashed', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await claim(store);
      assert.deepEqual(await claim(store, { owner: 'two', kind: 'crashed', now: at(179) }), []);
      assert.deepEqual(await claim(store, { owner: 'two', kind: 'clean', now: at(180) }), []);
      assert.deepEqual(await claim(store, { kind: 'crashed', now: at(180), except: ['KIS-1'] }), []);
      const [taken] = await claim(store, { owner: 'two', kind: 'crashed', now: at(180) });
      assert.equal(taken?.unfinished, 2);
    });

    it('do not let a late loser undo the work of the next owner', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await claim(store);
      await claim(store, { owner: 'two', kind: 'crashed', now: at(180) });
      await store.postpone('KIS-1', 'one', { nextAttemptAt: at(999), errorCode: '450', counting: 'counted' });
      await store.park('KIS-1', 'one', '550');
      assert.equal((await store.find('KIS-1'))?.state, 'sending');
      await store.delivered('KIS-1', at(181));
      await store.postpone('KIS-1', 'two', { nextAttemptAt: at(999), errorCode: '450', counting: 'counted' });
      assert.equal((await store.find('KIS-1'))?.state, 'delivered');
    });

    it('and waits that a clock set back has put far ahead count as over', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1, { firstAttemptAt: at(0) }));
      await store.add(newEnquiry(2, { firstAttemptAt: at(5) }));
      await claim(store, { limit: 1 });
      const earlier = at(-7_200);
      assert.deepEqual(references(await claim(store, { now: earlier })), ['KIS-2']);
      assert.deepEqual(references(await claim(store, { now: earlier, kind: 'crashed' })), ['KIS-1']);
    });
  });

  describe('ends of attempts', () => {
    const { fresh } = useStores(freshPlace);

    it('are counted, not counted, or kept as crashes', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      const end = async (
        counting: 'counted' | 'not-counted' | 'crashed',
        kind: 'clean' | 'crashed' = 'clean',
      ) => {
        await claim(store, { kind });
        await store.postpone('KIS-1', 'one', { nextAttemptAt: at(0), errorCode: '450', counting });
        const found = await store.find('KIS-1');
        return [found?.state, found?.attempts, found?.unfinished, found?.lastErrorCode];
      };
      assert.deepEqual(await end('counted'), ['waiting', 1, 0, '450']);
      assert.deepEqual(await end('not-counted'), ['waiting', 1, 0, '450']);
      assert.deepEqual(await end('crashed'), ['waiting', 1, 1, '450']);
      assert.deepEqual(await end('crashed', 'crashed'), ['waiting', 1, 2, '450']);
    });

    it('can lead to the fallback, with attempts anew', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await claim(store);
      await store.postpone('KIS-1', 'one', { nextAttemptAt: at(0), errorCode: '450', counting: 'counted' });
      await claim(store);
      const refused = {
        nextAttemptAt: at(0),
        errorCode: '550',
        counting: 'not-counted',
        route: 'fallback',
      } as const;
      await store.postpone('KIS-1', 'one', refused);
      const [claimed] = await claim(store);
      assert.deepEqual([claimed?.route, claimed?.attempts], ['fallback', 0]);
    });

    it('park an enquiry until someone sends it again', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await claim(store);
      await store.park('KIS-1', 'one', '550');
      assert.deepEqual(await claim(store, { now: at(99_999) }), []);
      assert.equal(await store.resend('KIS-1', at(5)), true);
      assert.deepEqual(references(await claim(store, { now: at(5) })), ['KIS-1']);
      assert.equal(await store.resend('KIS-2', at(5)), false);
    });

    it('come for all that one owner held, when its process is dead', async () => {
      const store = await fresh();
      for (const number of [1, 2, 3]) await store.add(newEnquiry(number, { firstAttemptAt: at(number) }));
      await claim(store, { now: at(9), limit: 1 });
      await claim(store, { now: at(9), limit: 1, owner: 'two' });
      await store.releaseLeases('one', at(20));
      const [one, two, three] = [
        await store.find('KIS-1'),
        await store.find('KIS-2'),
        await store.find('KIS-3'),
      ];
      assert.deepEqual(
        [one?.state, one?.nextAttemptAt, one?.unfinished, one?.attempts, one?.lastErrorCode],
        ['waiting', at(20), 1, 0, 'crashed'],
      );
      assert.deepEqual([two?.state, three?.state, three?.unfinished], ['sending', 'waiting', 0]);
      await store.postpone('KIS-1', 'one', { nextAttemptAt: at(0), errorCode: '450', counting: 'counted' });
      assert.equal((await store.find('KIS-1'))?.lastErrorCode, 'crashed');
    });

    it('do not change how many were received in a span of time, its end excluded', async () => {
      const store = await fresh();
      for (const number of [1, 2, 3, 4]) await store.add(newEnquiry(number, { receivedAt: at(number) }));
      await store.delivered('KIS-2', at(9));
      assert.deepEqual(
        [await store.countReceived(at(2), at(4)), await store.countReceived(at(5), at(9))],
        [2, 0],
      );
    });

    it('show in the counts', async () => {
      const store = await fresh();
      assert.deepEqual(await store.counts(), { waiting: 0, parked: 0, delivered: 0, waitingErrorCodes: [] });
      for (const number of [1, 2, 3, 4]) {
        await store.add(newEnquiry(number, { receivedAt: at(number), firstAttemptAt: at(number) }));
      }
      await claim(store, { now: at(9), limit: 3 });
      await store.delivered('KIS-1', at(9));
      await store.park('KIS-2', 'one', '550');
      await store.postpone('KIS-3', 'one', {
        nextAttemptAt: at(99),
        errorCode: '535',
        counting: 'not-counted',
      });
      assert.deepEqual(await store.counts(), {
        waiting: 2,
        oldestWaitingSince: at(3),
        parked: 1,
        delivered: 1,
        waitingErrorCodes: ['535'],
      });
    });
  });
}
