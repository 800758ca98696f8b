import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryRecord, EnquiryStore } from '../../../../src/enquiry/store/store.ts';
import { newEnquiry } from '../samples.ts';
import { at, claim, type FreshPlace, references, useStores } from './store-suite.ts';

async function recordsOf(store: EnquiryStore): Promise<readonly EnquiryRecord[]> {
  const records: EnquiryRecord[] = [];
  for await (const record of store.records()) records.push(record);
  return records;
}

/** Adds one enquiry in each state that a store can reach. */
async function fill(store: EnquiryStore): Promise<void> {
  for (const number of [1, 2, 3, 4]) {
    await store.add(newEnquiry(number, { receivedAt: at(number), suspect: number === 4 }));
  }
  await claim(store, { limit: 3, now: at(9) });
  await store.delivered('KIS-1', at(10));
  await store.park('KIS-2', 'one', '550');
}

/** The contract of a store for whole enquiries, their removal and erasure, and flags, on any driver. */
export function describeRecords(freshPlace: FreshPlace): void {
  describe('whole enquiries', () => {
    const { fresh, freshPair } = useStores(freshPlace);

    it('move to another store with their state; those being sent wait there', async () => {
      const [from, to] = [await fresh(), await fresh()];
      await fill(from);
      const records = await recordsOf(from);
      assert.deepEqual(references(records), ['KIS-1', 'KIS-2', 'KIS-3', 'KIS-4']);
      for (const record of records) assert.equal(await to.takeIn(record), true);
      const moved = records.map((record) =>
        record.state === 'sending' ? { ...record, state: 'waiting' as const } : record,
      );
      assert.deepEqual(await recordsOf(to), moved);
      const { keyHash, contentHash, receivedAt } = newEnquiry(3, { receivedAt: at(3) });
      const answer = { kind: 'already-stored', reference: 'KIS-3', receivedAt };
      assert.deepEqual(await to.lookUp(keyHash, contentHash), answer);
    });

    it('are not taken in twice, by any of their names', async () => {
      const store = await fresh();
      await store.add(newEnquiry(1));
      const [record] = await recordsOf(store);
      assert.ok(record);
      const other = { ...record, ...newEnquiry(2) };
      for (const name of ['reference', 'keyHash', 'messageId'] as const)
        assert.equal(await store.takeIn({ ...other, [name]: record[name] }), false, name);
      assert.equal(await store.takeIn(other), true);
    });

    it('are read as they stood at one moment', async () => {
      const [store, beside] = await freshPair();
      for (let number = 0; number < 120; number += 1) {
        const keyHash = new Uint8Array([1, number]);
        await store.add(newEnquiry(number, { keyHash, receivedAt: at(number), firstAttemptAt: at(0) }));
      }
      const read: EnquiryRecord[] = [];
      for await (const record of store.records()) {
        if (read.length === 0) {
          await beside.add(newEnquiry(999, { keyHash: new Uint8Array([9, 9]), receivedAt: at(999) }));
          await beside.delivered('KIS-119', at(999));
        }
        read.push(record);
      }
      assert.equal(read.length, 120);
      assert.equal(read.at(-1)?.state, 'waiting');
    });

    it('stay, however old, until they were closed; then go when their time is over', async () => {
      const store = await fresh();
      await fill(store);
      assert.equal(await store.eraseClosedBefore(at(999_999_999)), 0);
      await store.press('KIS-1', { step: 'closed', who: 'pracownik', at: at(20) });
      assert.equal(await store.eraseClosedBefore(at(20)), 0);
      assert.equal(await store.eraseClosedBefore(at(21)), 1);
      assert.deepEqual(references(await store.list()), ['KIS-2', 'KIS-3', 'KIS-4']);
      assert.equal(await store.erase('KIS-2'), true);
      assert.equal(await store.erase('KIS-2'), false);
      assert.deepEqual(references(await store.list()), ['KIS-3', 'KIS-4']);
    });
  });

  describe('a backup', () => {
    const { fresh } = useStores(freshPlace);

    it('is a new SQLite store for its owner alone, and is never written over a file', async (context) => {
      const folder = mkdtempSync(join(tmpdir(), 'kis-backup-'));
      context.after(() => rmSync(folder, { recursive: true }));
      const store = await fresh();
      await fill(store);
      const file = join(folder, 'copy.db');
      // The file that a killed backup leaves.
      writeFileSync(`${file}.unfinished`, 'half');
      await store.backup(file);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      await assert.rejects(store.backup(file), { code: 'EEXIST' });
      assert.deepEqual(readdirSync(folder), ['copy.db']);
      const copy = openSqliteStore({ file });
      const [records, copied] = [await recordsOf(store), await recordsOf(copy)];
      await copy.close();
      const asWaiting = (record: EnquiryRecord) => ({
        ...record,
        state: record.state.replace('sending', 'waiting'),
      });
      assert.deepEqual(copied.map(asWaiting), records.map(asWaiting));
    });
  });

  describe('flags', () => {
    const { freshPair } = useStores(freshPlace);

    it('are shared, replaced and removed', async () => {
      const [one, two] = await freshPair();
      assert.deepEqual(await one.flags(), new Map());
      await one.setFlag('digest', '2026-12-01');
      await two.setFlag('digest', '2026-12-02');
      await two.setFlag('alarm', 'on');
      assert.deepEqual(
        await one.flags(),
        new Map([
          ['digest', '2026-12-02'],
          ['alarm', 'on'],
        ]),
      );
      await one.setFlag('alarm', undefined);
      assert.deepEqual(await two.flags(), new Map([['digest', '2026-12-02']]));
    });

    it('can be set to one value by one process only', async () => {
      const stores = await freshPair();
      const claims = [0, 1, 0, 1, 0, 1].map((each) =>
        stores[each === 0 ? 0 : 1].claimFlag('digest', 'today'),
      );
      assert.equal((await Promise.all(claims)).filter((mine) => mine).length, 1);
      assert.equal(await stores[0].claimFlag('digest', 'tomorrow'), true);
    });
  });
}
