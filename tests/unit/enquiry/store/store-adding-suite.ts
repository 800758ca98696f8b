import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newEnquiry } from '../samples.ts';
import { at, type FreshPlace, references, useStores } from './store-suite.ts';

/** The contract of a store for adding enquiries, on any driver. */
export function describeAdding(freshPlace: FreshPlace): void {
  describe('adding an enquiry', () => {
    const { fresh, freshPair } = useStores(freshPlace);

    it('keeps everything as given', async () => {
      const store = await fresh();
      const enquiry = newEnquiry(1, { suspect: true, firstAttemptAt: at(900) });
      assert.deepEqual(await store.add(enquiry), { kind: 'added' });
      const { keyHash: _, contentHash: __, firstAttemptAt, ...kept } = enquiry;
      assert.deepEqual(await store.find('KIS-1'), {
        ...kept,
        content: new Uint8Array(kept.content),
        state: 'waiting',
        route: 'own',
        attempts: 0,
        unfinished: 0,
        nextAttemptAt: firstAttemptAt,
      });
    });

    it('answers the same form and content with the enquiry stored first', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      const again = newEnquiry(1, { reference: 'KIS-9', messageId: '<9@kis.example>', receivedAt: at(5) });
      assert.deepEqual(await store.add(again), {
        kind: 'already-stored',
        reference: 'KIS-1',
        receivedAt: at(0),
      });
      assert.equal((await store.list()).length, 1);
    });

    it('tells the same form with other content, and a taken reference', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      assert.deepEqual(await store.add(newEnquiry(1, { contentHash: new Uint8Array([9]) })), {
        kind: 'conflict',
        reference: 'KIS-1',
      });
      assert.deepEqual(await store.add(newEnquiry(2, { reference: 'KIS-1' })), { kind: 'reference-taken' });
    });

    it('stores 50 parallel sends of one form to two processes once', async () => {
      const stores = await freshPair();
      const sends = Array.from({ length: 50 }, (_, number) =>
        stores[number % 2]?.add(
          newEnquiry(1, { reference: `KIS-${number}`, messageId: `<${number}@kis.example>` }),
        ),
      );
      const results = await Promise.all(sends);
      assert.equal(results.filter((result) => result?.kind === 'added').length, 1);
      const [stored, ...others] = await stores[0].list();
      assert.deepEqual(others, []);
      for (const result of results) {
        if (result?.kind === 'added') continue;
        const { reference, receivedAt } = stored ?? {};
        assert.deepEqual(result, { kind: 'already-stored', reference, receivedAt });
      }
    });

    it('finds again a form that was sent before, and no other', async () => {
      const store = await fresh();
      const { keyHash, contentHash, reference, receivedAt } = newEnquiry(1);
      assert.equal(await store.lookUp(keyHash, contentHash), undefined);
      await store.add(newEnquiry(1));
      const found = { kind: 'already-stored', reference, receivedAt };
      assert.deepEqual(await store.lookUp(keyHash, contentHash), found);
      assert.deepEqual(await store.lookUp(keyHash, new Uint8Array([9])), {
        kind: 'conflict',
        reference: 'KIS-1',
      });
      assert.equal(await store.lookUp(new Uint8Array([9]), contentHash), undefined);
    });

    it('keeps times to the millisecond', async () => {
      const store = await fresh();
      const odd = new Date(Date.UTC(2026, 9, 25, 0, 59, 59, 999));
      await store.add(newEnquiry(1, { receivedAt: odd, firstAttemptAt: odd }));
      assert.deepEqual((await store.find('KIS-1'))?.receivedAt, odd);
      assert.deepEqual(await store.nextDueAt(), odd);
    });

    it('refuses a Message-ID that another enquiry has', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      await assert.rejects(store.add(newEnquiry(2, { messageId: newEnquiry(1).messageId })));
      assert.deepEqual(references(await store.list()), ['KIS-1']);
    });
  });
}
