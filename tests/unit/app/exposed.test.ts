import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { exposureWarning } from '../../../src/app/exposed.ts';

describe('files that other users of the machine may read', { skip: process.platform === 'win32' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kis-exposed-'));
  after(() => rmSync(folder, { recursive: true }));

  // Mutations: only the folder is checked; the group of a shared folder counts as others, or another group does not;
  // files in a closed folder are checked.
  it('are reported with their names and the command that closes them, and not when the folder is closed', () => {
    writeFileSync(join(folder, 'kis.db'), '', { mode: 0o600 });
    chmodSync(folder, 0o755);
    assert.match(exposureWarning(folder) ?? '', /names of the files.*chmod go-rwx/);
    writeFileSync(join(folder, 'ballast'), '');
    chmodSync(join(folder, 'ballast'), 0o644);
    assert.match(exposureWarning(folder) ?? '', /read ballast in/);
    chmodSync(folder, 0o750);
    assert.match(exposureWarning(folder) ?? '', /read ballast in/);
    chmodSync(folder, 0o2775);
    assert.match(exposureWarning(folder) ?? '', /read ballast in.*chmod o-rwx/);
    for (const mode of [0o700, 0o2770]) {
      chmodSync(folder, mode);
      assert.equal(exposureWarning(folder), undefined, mode.toString(8));
    }
  });
});
