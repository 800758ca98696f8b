import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { eraseCopies } from '../../../../src/enquiry/store/copies.ts';
import { createSpool } from '../../../../src/enquiry/store/spool.ts';
import { keepingLog, newEnquiry, random } from '../samples.ts';

describe('erasing beside the store', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kis-copies-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  // Mutations: the spool is not searched; all of it is deleted; damaged files are not named.
  it('takes the enquiry out of the spool and names what was set aside', async () => {
    const spool = createSpool({ directory: join(folder, 'spool'), random, log: keepingLog().log });
    await spool.add(newEnquiry(1));
    await spool.add(newEnquiry(2));
    const set = ['kis.db.damaged-2026-11-29', 'spool/ab.json.damaged'];
    for (const name of set) writeFileSync(join(folder, name), 'KIS-1');
    assert.deepEqual(eraseCopies(folder, 'KIS-1'), {
      erased: 1,
      left: set.map((name) => join(folder, name)),
    });
    assert.equal(await spool.count(), 1);
    assert.equal(readdirSync(folder).length, 2);
  });

  it('finds nothing in an empty folder', () => {
    assert.deepEqual(eraseCopies(join(folder, 'none'), 'KIS-1'), { erased: 0, left: [] });
    mkdirSync(join(folder, 'spool'));
    writeFileSync(join(folder, 'spool', 'a.json'), '{');
    assert.deepEqual(eraseCopies(folder, 'KIS-1'), { erased: 0, left: [] });
  });
});
