import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileModeIn, isSharedFolder, makeFile, makeFolder, writeDurably } from '../../src/durable-file.ts';

describe('files and folders of one user, and of several with one group', {
  skip: process.platform === 'win32',
}, () => {
  const base = mkdtempSync(join(tmpdir(), 'kis-modes-'));
  after(() => rmSync(base, { recursive: true }));
  const umask = process.umask(0o077);
  after(() => process.umask(umask));

  const cases = [
    { mode: 0o700, file: 0o600, folder: 0o700, shared: false },
    { mode: 0o750, file: 0o600, folder: 0o700, shared: false },
    { mode: 0o2750, file: 0o600, folder: 0o2700, shared: false },
    { mode: 0o2770, file: 0o660, folder: 0o2770, shared: true },
  ];
  // Mutations: the set-group-ID bit alone counts as shared; the mode of `open` and `mkdir` is left to the umask.
  for (const { mode, file, folder, shared } of cases)
    it(`in a folder of mode ${mode.toString(8)}`, async () => {
      const place = join(base, mode.toString(8));
      mkdirSync(place);
      chmodSync(place, mode);
      const inner = join(place, 'a', 'b');
      assert.equal(isSharedFolder(inner), shared);
      makeFile(join(place, 'made'));
      await writeDurably(join(place, 'written'), 'text', fileModeIn(place));
      makeFolder(inner);
      const modeOf = (name: string) => (statSync(join(place, name)).mode & 0o7777).toString(8);
      assert.deepEqual(
        ['made', 'written', 'a', 'a/b'].map(modeOf),
        [file, file, folder, folder].map((each) => each.toString(8)),
      );
    });
});
