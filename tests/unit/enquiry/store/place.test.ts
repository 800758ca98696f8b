import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import type { NewEnquiry } from '../../../../src/enquiry/store/store.ts';

const enquiry: NewEnquiry = {
  reference: 'KIS-7MX-4PT',
  keyHash: new Uint8Array(32),
  contentHash: new Uint8Array(32),
  topic: 'other',
  receivedAt: new Date(0),
  suspect: false,
  messageId: '<a@kis.example>',
  content: new Uint8Array(1),
  firstAttemptAt: new Date(0),
};

describe('a store whose file no longer stands in its place', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kis-place-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const changes: Readonly<Record<string, (file: string) => void>> = {
    removed: (file) => rmSync(file),
    'moved away': (file) => renameSync(file, `${file}.old`),
    replaced: (file) => {
      renameSync(file, `${file}.old`);
      writeFileSync(file, '');
    },
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`takes no enquiry and gives no counts once it was ${name}`, async () => {
      const file = join(folder, 'kis.db');
      const store = openSqliteStore({ file });
      assert.deepEqual(await store.counts(), { waiting: 0, parked: 0, delivered: 0, waitingErrorCodes: [] });
      change(file);
      await assert.rejects(store.add(enquiry), { code: 'STORE_GONE' });
      await assert.rejects(store.counts(), { code: 'STORE_GONE' });
      await store.close();
    });
  }
});
