import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { salvage } from '../../../../src/enquiry/store/sqlite/damage.ts';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import { newEnquiry } from '../samples.ts';

import { addToOldFile, openOldFile } from './old-file.ts';
import { describeAdding } from './store-adding-suite.ts';
import { describeProgress } from './store-progress-suite.ts';
import { describeQueue } from './store-queue-suite.ts';
import { describeRecords } from './store-records-suite.ts';
import { at, references } from './store-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'kis-store-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshFile = () => join(folder, `new-${files++}`, 'kis.db');

describe('a store in SQLite', () => {
  const freshPlace = async () => {
    const file = freshFile();
    return async () => openSqliteStore({ file });
  };
  describeAdding(freshPlace);
  describeQueue(freshPlace);
  describeProgress(freshPlace);
  describeRecords(freshPlace);
});

describe('the file', () => {
  it('rejects, and keeps nothing of a group, when the store cannot write', async () => {
    const file = freshFile();
    const store = openSqliteStore({ file });
    await store.add(newEnquiry(1));
    const lock = new DatabaseSync(file);
    lock.exec(
      "CREATE TRIGGER full BEFORE INSERT ON enquiry WHEN NEW.reference = 'KIS-3' BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    const group = await Promise.allSettled([store.add(newEnquiry(2)), store.add(newEnquiry(3))]);
    assert.deepEqual(
      group.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    lock.exec('DROP TRIGGER full');
    assert.deepEqual(references(await store.list()), ['KIS-1']);
    assert.deepEqual(await store.add(newEnquiry(3)), { kind: 'added' });
    lock.close();
    await store.close();
  });

  it('is for its owner alone, in a folder for its owner alone', async () => {
    const file = freshFile();
    const store = openSqliteStore({ file });
    await store.add(newEnquiry(1));
    const place = join(file, '..');
    assert.equal(statSync(place).mode & 0o777, 0o700);
    for (const name of readdirSync(place))
      assert.equal(statSync(join(place, name)).mode & 0o777, 0o600, name);
    await store.close();
  });

  it('keeps everything over a restart, and serves two processes at once', async () => {
    const file = freshFile();
    const one = openSqliteStore({ file });
    await one.add(newEnquiry(1));
    const two = openSqliteStore({ file });
    assert.deepEqual(await two.add(newEnquiry(1)), {
      kind: 'already-stored',
      reference: 'KIS-1',
      receivedAt: at(0),
    });
    await one.close();
    await two.close();
    const again = openSqliteStore({ file });
    assert.deepEqual(references(await again.list()), ['KIS-1']);
    await again.close();
  });

  it('holds nothing of an enquiry that was erased', async () => {
    const file = freshFile();
    const store = openSqliteStore({ file });
    const canary = 'kanarek-4417';
    const content = new TextEncoder().encode(canary.repeat(2000));
    for (const number of [1, 2, 3]) await store.add(newEnquiry(number, { content }));
    const place = join(file, '..');
    const holdsCanary = () =>
      readdirSync(place).some((name) => readFileSync(join(place, name)).includes(canary));
    assert.equal(holdsCanary(), true);
    assert.equal(await store.erase('KIS-1'), true);
    assert.equal(await store.erase('KIS-1'), false);
    await store.press('KIS-2', { step: 'closed', who: 'pracownik', at: at(10) });
    await store.press('KIS-3', { step: 'closed', who: 'pracownik', at: at(20) });
    assert.equal(await store.eraseClosedBefore(at(20)), 1);
    assert.deepEqual(references(await store.list()), ['KIS-3']);
    assert.equal(await store.eraseClosedBefore(at(21)), 1);
    assert.equal(holdsCanary(), false);
    await store.close();
  });

  // Mutations: the migration is left out; the write-ahead log keeps the overwritten values.
  it('forgets the fingerprints of before, which could be guessed', async () => {
    const file = freshFile();
    const place = join(file, '..');
    const before = Buffer.from('a fingerprint that could be guessed');
    const old = openOldFile(file, 3);
    addToOldFile(old, newEnquiry(1, { contentHash: before }), 'waiting');
    old.close();
    const store = openSqliteStore({ file });
    for (const name of readdirSync(place))
      assert.ok(!readFileSync(join(place, name)).includes(before), `still in ${name}`);
    const { keyHash, contentHash } = newEnquiry(1);
    assert.equal((await store.lookUp(keyHash, contentHash))?.kind, 'conflict');
    await store.close();
  });

  // Mutation seen caught: waiting enquiries are not checked either.
  it('counts enquiries delivered before the table of steps as taken, and reports their number', async () => {
    const file = freshFile();
    const old = openOldFile(file, 5);
    addToOldFile(old, newEnquiry(1), 'delivered');
    addToOldFile(old, newEnquiry(2), 'delivered');
    addToOldFile(old, newEnquiry(3), 'waiting');
    addToOldFile(old, newEnquiry(4), 'parked');
    old.close();
    const told: number[] = [];
    const store = openSqliteStore({ file, onStepsBegin: (count) => told.push(count) });
    assert.deepEqual(told, [2]);
    assert.deepEqual(references(await store.dueForLook(at(9_999_999), 9)).toSorted(), ['KIS-3', 'KIS-4']);
    const shares = await store.openShares(at(0), at(0));
    assert.deepEqual(
      shares.map(({ waiting, late }) => waiting + late),
      [2],
    );
    const taken = { step: 'taken', who: 'kierownik', at: at(5) } as const;
    assert.equal((await store.press('KIS-1', taken))?.result, 'already');
    assert.equal(await store.eraseClosedBefore(at(0)), 0);
    assert.equal(await store.eraseClosedBefore(at(1)), 2);
    await store.close();
    const again = openSqliteStore({ file, onStepsBegin: (count) => told.push(count) });
    assert.deepEqual(told, [2]);
    await again.close();
    openSqliteStore({ file: freshFile(), onStepsBegin: (count) => told.push(count) });
    assert.deepEqual(told, [2]);
  });

  // Mutation: a column that came with the steps is read of it too.
  it('is read after damage though it was made before steps were kept', () => {
    const file = freshFile();
    const old = openOldFile(file, 5);
    addToOldFile(old, newEnquiry(1), 'delivered');
    addToOldFile(old, newEnquiry(2), 'waiting');
    old.close();
    assert.deepEqual(
      salvage(file).map(({ reference, step }) => [reference, step]),
      [
        ['KIS-1', 'before'],
        ['KIS-2', undefined],
      ],
    );
  });

  it('is refused when damaged or written by a newer version', async () => {
    const damaged = join(folder, 'damaged.db');
    writeFileSync(damaged, 'not a database '.repeat(500));
    assert.throws(() => openSqliteStore({ file: damaged }), { code: 'ERR_SQLITE_ERROR' });
    const newer = join(folder, 'newer.db');
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    assert.throws(() => openSqliteStore({ file: newer }), /newer version/);
    assert.equal(existsSync(newer), true);
  });

  it('hands out an enquiry whose topic was damaged, and those beside it', async () => {
    const file = freshFile();
    const store = openSqliteStore({ file });
    await store.add(newEnquiry(1));
    await store.add(newEnquiry(2));
    const other = new DatabaseSync(file);
    other.exec("UPDATE enquiry SET topic = 'clzsses' WHERE reference = 'KIS-1'");
    other.close();
    assert.deepEqual(
      (await store.list()).map(({ reference, topic }) => [reference, topic]),
      [
        ['KIS-1', 'other'],
        ['KIS-2', 'classes'],
      ],
    );
    await store.close();
  });

  it('has the settings that a promise to keep rests on', async () => {
    const file = freshFile();
    const { openDatabase } = await import('../../../../src/enquiry/store/sqlite/database.ts');
    const database = openDatabase(file);
    const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    assert.deepEqual(
      ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'trusted_schema', 'busy_timeout'].map(
        pragma,
      ),
      ['wal', 2, 1, 1, 0, 150],
    );
    assert.equal(pragma('table_list(enquiry)') !== undefined, true);
    assert.equal(
      database.prepare("SELECT strict FROM pragma_table_list WHERE name = 'enquiry'").get()?.['strict'],
      1,
    );
    database.close();
  });
});
