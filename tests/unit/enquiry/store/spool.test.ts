import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createSpool } from '../../../../src/enquiry/store/spool.ts';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import { keepingLog, newEnquiry, random } from '../samples.ts';

describe('the spool', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kis-spool-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function harness() {
    const { log, lines } = keepingLog();
    const directory = join(folder, 'spool');
    return { spool: createSpool({ directory, random, log }), directory, lines };
  }

  it('keeps an enquiry whole, for its owner only, until the store has it', async () => {
    const { spool, directory } = harness();
    const enquiry = newEnquiry(1, { suspect: true });
    assert.deepEqual(await spool.add(enquiry), { kind: 'added' });
    const [name = ''] = readdirSync(directory);
    assert.equal(readdirSync(directory).length, 1);
    assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600);
    const store = openSqliteStore({ file: ':memory:' });
    assert.equal(await spool.empty(store), 1);
    const { keyHash: _, contentHash: __, firstAttemptAt, ...kept } = enquiry;
    const expected = { ...kept, content: new Uint8Array(kept.content), state: 'waiting', route: 'own' };
    assert.deepEqual(await store.find('KIS-1'), {
      ...expected,
      attempts: 0,
      unfinished: 0,
      nextAttemptAt: firstAttemptAt,
    });
    assert.deepEqual([await spool.count(), readdirSync(directory)], [0, []]);
  });

  it('takes 50 parallel presses of one form once, and tells other content', async () => {
    const { spool } = harness();
    const results = await Promise.all(Array.from({ length: 50 }, () => spool.add(newEnquiry(1))));
    assert.equal(results.filter(({ kind }) => kind === 'added').length, 1);
    assert.equal(results.filter(({ kind }) => kind === 'already-stored').length, 49);
    assert.deepEqual(await spool.add(newEnquiry(1, { contentHash: new Uint8Array([9]) })), {
      kind: 'conflict',
      reference: 'KIS-1',
    });
    assert.equal(await spool.count(), 1);
  });

  // Mutation: the old field is still read.
  it('reads an old file without its fingerprint, which could be guessed', async () => {
    const { spool, directory } = harness();
    const store = openSqliteStore({ file: ':memory:' });
    await spool.add(newEnquiry(1));
    const [name = ''] = readdirSync(directory);
    const file = join(directory, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace('contentFingerprint', 'contentHash'));
    assert.equal(await spool.empty(store), 1);
    const [record] = await Array.fromAsync(store.records());
    assert.equal(record?.contentHash.length, 0);
  });

  it('moves nothing twice after a crash between the store and the removal', async () => {
    const { spool } = harness();
    const store = openSqliteStore({ file: ':memory:' });
    await store.add(newEnquiry(1));
    await spool.add(newEnquiry(1));
    assert.equal(await spool.empty(store), 1);
    assert.equal((await store.list()).length, 1);
    assert.equal(await spool.count(), 0);
  });

  it('loses neither of two that claim one form or one reference', async () => {
    const { spool, lines } = harness();
    const store = openSqliteStore({ file: ':memory:' });
    await store.add(newEnquiry(1));
    await store.add(newEnquiry(2));
    await spool.add(newEnquiry(1, { contentHash: new Uint8Array([9]) }));
    await spool.add(newEnquiry(3, { reference: 'KIS-2' }));
    assert.equal(await spool.empty(store), 2);
    const all = await store.list();
    assert.equal(new Set(all.map(({ reference }) => reference)).size, 4);
    // The key of a form is still known: the form sent again is not a new enquiry.
    const { keyHash, contentHash } = newEnquiry(3);
    const known = await store.lookUp(keyHash, contentHash);
    assert.equal(known?.kind, 'already-stored');
    const renamed = lines.filter(({ event }) => event === 'spooled-enquiry-renamed');
    assert.deepEqual(renamed.map(({ state }) => state).sort(), ['was KIS-1', 'was KIS-2']);
  });

  it('keeps enquiries that the store does not accept', async () => {
    const { spool } = harness();
    await spool.add(newEnquiry(1));
    await assert.rejects(spool.empty({ add: () => Promise.reject(new Error('full')) }));
    assert.equal(await spool.count(), 1);
  });

  it('sets a damaged file aside and moves the others', async () => {
    const { spool, directory, lines } = harness();
    await spool.add(newEnquiry(1));
    await spool.add(newEnquiry(2));
    const [first = ''] = readdirSync(directory).sort();
    writeFileSync(join(directory, first), readFileSync(join(directory, first)).subarray(0, 40));
    const store = openSqliteStore({ file: ':memory:' });
    assert.equal(await spool.empty(store), 1);
    assert.equal(lines.filter(({ event }) => event === 'spooled-enquiry-damaged').length, 1);
    assert.deepEqual(readdirSync(directory), [`${first}.damaged`]);
  });
});
