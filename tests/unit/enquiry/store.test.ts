import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import type { ClaimRequest, EnquiryStore } from '../../../src/enquiry/store.ts';
import { openSqliteStore } from '../../../src/enquiry/store-sqlite.ts';
import { newEnquiry } from './samples.ts';

const second = 1_000;
const start = newEnquiry(1).receivedAt.getTime();
const at = (seconds: number) => new Date(start + seconds * second);

const memory = () => openSqliteStore({ file: ':memory:' });

const folder = mkdtempSync(join(tmpdir(), 'kis-store-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshFile = () => join(folder, `new-${files++}`, 'kis.db');

const claim = (store: EnquiryStore, changes: Partial<ClaimRequest> = {}) => {
  const now = changes.now ?? at(0);
  return store.claim({
    owner: 'one',
    now,
    leaseUntil: new Date(now.getTime() + 180 * second),
    limit: 5,
    kind: 'clean',
    except: [],
    longestWaitMilliseconds: 3_600 * second,
    ...changes,
  });
};

const references = (enquiries: readonly { reference: string }[]) =>
  enquiries.map(({ reference }) => reference);

describe('adding an enquiry', () => {
  it('keeps everything as given', async () => {
    const store = memory();
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

  it('answers the same form and content with what was stored first', async () => {
    const store = memory();
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
    const store = memory();
    await store.add(newEnquiry(1));
    assert.deepEqual(await store.add(newEnquiry(1, { contentHash: new Uint8Array([9]) })), {
      kind: 'conflict',
    });
    assert.deepEqual(await store.add(newEnquiry(2, { reference: 'KIS-1' })), { kind: 'reference-taken' });
  });

  it('stores 50 parallel sends of one form once', async () => {
    const store = memory();
    const sends = Array.from({ length: 50 }, (_, number) =>
      store.add(newEnquiry(1, { reference: `KIS-${number}`, messageId: `<${number}@kis.example>` })),
    );
    const kinds = (await Promise.all(sends)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['added', ...Array.from({ length: 49 }, () => 'already-stored')]);
    assert.deepEqual(references(await store.list()), ['KIS-0']);
  });

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
});

describe('leases', () => {
  it('give each enquiry to one claimant, the longest due first', async () => {
    const store = memory();
    await store.add(newEnquiry(1, { firstAttemptAt: at(-1) }));
    await store.add(newEnquiry(2, { firstAttemptAt: at(-9) }));
    await store.add(newEnquiry(3, { firstAttemptAt: at(60) }));
    const claimed = await claim(store);
    assert.deepEqual(references(claimed), ['KIS-2', 'KIS-1']);
    assert.deepEqual([claimed[0]?.state, claimed[0]?.unfinished], ['sending', 1]);
    assert.deepEqual(await claim(store, { owner: 'two' }), []);
    assert.deepEqual(await store.nextDueAt(), at(60));
  });

  it('end, and then another may take what was left, as crashed', async () => {
    const store = memory();
    await store.add(newEnquiry(1));
    await claim(store);
    assert.deepEqual(await claim(store, { owner: 'two', kind: 'crashed', now: at(179) }), []);
    assert.deepEqual(await claim(store, { owner: 'two', kind: 'clean', now: at(180) }), []);
    assert.deepEqual(await claim(store, { kind: 'crashed', now: at(180), except: ['KIS-1'] }), []);
    const [taken] = await claim(store, { owner: 'two', kind: 'crashed', now: at(180) });
    assert.equal(taken?.unfinished, 2);
  });

  it('do not let a late loser undo the work of the next owner', async () => {
    const store = memory();
    await store.add(newEnquiry(1));
    await claim(store);
    await claim(store, { owner: 'two', kind: 'crashed', now: at(180) });
    await store.postpone('KIS-1', 'one', { nextAttemptAt: at(999), cause: '450', counting: 'counted' });
    await store.park('KIS-1', 'one', '550');
    assert.equal((await store.find('KIS-1'))?.state, 'sending');
    await store.delivered('KIS-1', at(181));
    await store.postpone('KIS-1', 'two', { nextAttemptAt: at(999), cause: '450', counting: 'counted' });
    assert.equal((await store.find('KIS-1'))?.state, 'delivered');
  });

  it('and waits that a clock set back has put far ahead count as over', async () => {
    const store = memory();
    await store.add(newEnquiry(1, { firstAttemptAt: at(0) }));
    await store.add(newEnquiry(2, { firstAttemptAt: at(5) }));
    await claim(store, { limit: 1 });
    const earlier = at(-7_200);
    assert.deepEqual(references(await claim(store, { now: earlier })), ['KIS-2']);
    assert.deepEqual(references(await claim(store, { now: earlier, kind: 'crashed' })), ['KIS-1']);
  });
});

describe('ends of attempts', () => {
  it('are counted, not counted, or kept as crashes', async () => {
    const store = memory();
    await store.add(newEnquiry(1));
    const end = async (
      counting: 'counted' | 'not-counted' | 'crashed',
      kind: 'clean' | 'crashed' = 'clean',
    ) => {
      await claim(store, { kind });
      await store.postpone('KIS-1', 'one', { nextAttemptAt: at(0), cause: '450', counting });
      const found = await store.find('KIS-1');
      return [found?.state, found?.attempts, found?.unfinished, found?.lastCause];
    };
    assert.deepEqual(await end('counted'), ['waiting', 1, 0, '450']);
    assert.deepEqual(await end('not-counted'), ['waiting', 1, 0, '450']);
    assert.deepEqual(await end('crashed'), ['waiting', 1, 1, '450']);
    assert.deepEqual(await end('crashed', 'crashed'), ['waiting', 1, 2, '450']);
  });

  it('can lead to the fallback, with attempts anew', async () => {
    const store = memory();
    await store.add(newEnquiry(1));
    await claim(store);
    await store.postpone('KIS-1', 'one', { nextAttemptAt: at(0), cause: '450', counting: 'counted' });
    await claim(store);
    const refused = {
      nextAttemptAt: at(0),
      cause: '550',
      counting: 'not-counted',
      route: 'fallback',
    } as const;
    await store.postpone('KIS-1', 'one', refused);
    const [claimed] = await claim(store);
    assert.deepEqual([claimed?.route, claimed?.attempts], ['fallback', 0]);
  });

  it('park an enquiry until someone sends it again', async () => {
    const store = memory();
    await store.add(newEnquiry(1));
    await claim(store);
    await store.park('KIS-1', 'one', '550');
    assert.deepEqual(await claim(store, { now: at(99_999) }), []);
    assert.equal(await store.resend('KIS-1', at(5)), true);
    assert.deepEqual(references(await claim(store, { now: at(5) })), ['KIS-1']);
    assert.equal(await store.resend('KIS-2', at(5)), false);
  });

  it('show in the counts', async () => {
    const store = memory();
    assert.deepEqual(await store.counts(), { waiting: 0, parked: 0, delivered: 0, waitingCauses: [] });
    for (const number of [1, 2, 3, 4]) {
      await store.add(newEnquiry(number, { receivedAt: at(number), firstAttemptAt: at(number) }));
    }
    await claim(store, { now: at(9), limit: 3 });
    await store.delivered('KIS-1', at(9));
    await store.park('KIS-2', 'one', '550');
    await store.postpone('KIS-3', 'one', { nextAttemptAt: at(99), cause: '535', counting: 'not-counted' });
    assert.deepEqual(await store.counts(), {
      waiting: 2,
      oldestWaitingSince: at(3),
      parked: 1,
      delivered: 1,
      waitingCauses: ['535'],
    });
  });
});

describe('the file', () => {
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
    await store.delivered('KIS-2', at(10));
    await store.delivered('KIS-3', at(20));
    assert.equal(await store.eraseDeliveredBefore(at(20)), 1);
    assert.deepEqual(references(await store.list()), ['KIS-3']);
    assert.equal(await store.eraseDeliveredBefore(at(21)), 1);
    assert.equal(holdsCanary(), false);
    await store.close();
  });

  it('never erases what was not delivered', async () => {
    const store = memory();
    await store.add(newEnquiry(1));
    await store.add(newEnquiry(2));
    await claim(store, { limit: 1 });
    await store.park('KIS-1', 'one', '550');
    assert.equal(await store.eraseDeliveredBefore(at(999_999_999)), 0);
  });

  it('is copied whole into a new file, and never over one', async () => {
    const store = openSqliteStore({ file: freshFile() });
    await store.add(newEnquiry(1));
    const copy = join(folder, 'copy.db');
    await store.backup(copy);
    assert.equal(statSync(copy).mode & 0o777, 0o600);
    await assert.rejects(store.backup(copy), { code: 'EEXIST' });
    await store.close();
    const opened = openSqliteStore({ file: copy });
    assert.deepEqual(references(await opened.list()), ['KIS-1']);
    await opened.close();
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

  it('has the settings that a promise to keep rests on', async () => {
    const file = freshFile();
    const { openDatabase } = await import('../../../src/enquiry/sqlite-database.ts');
    const database = openDatabase(file);
    const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    assert.deepEqual(
      ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'trusted_schema', 'busy_timeout'].map(
        pragma,
      ),
      ['wal', 2, 1, 1, 0, 250],
    );
    assert.equal(pragma('table_list(enquiry)') !== undefined, true);
    assert.equal(
      database.prepare("SELECT strict FROM pragma_table_list WHERE name = 'enquiry'").get()?.['strict'],
      1,
    );
    database.close();
  });
});
