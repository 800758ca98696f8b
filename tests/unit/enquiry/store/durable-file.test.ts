import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { writeWhole } from '../../../../src/durable-file.ts';

describe('a file that is written whole', () => {
  function folderFor(context: TestContext): string {
    const folder = mkdtempSync(join(tmpdir(), 'kis-whole-'));
    context.after(() => rmSync(folder, { recursive: true }));
    return folder;
  }

  it('bears its name only when it is finished', async (context) => {
    const folder = folderFor(context);
    const file = join(folder, 'copy');
    await writeWhole(file, async (draft) => {
      writeFileSync(draft, 'all of it');
      assert.equal(existsSync(file), false);
    });
    assert.equal(readFileSync(file, 'utf8'), 'all of it');
    assert.deepEqual(readdirSync(folder), ['copy']);
  });

  it('leaves nothing when writing fails, and passes on why', async (context) => {
    const folder = folderFor(context);
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    await assert.rejects(
      writeWhole(join(folder, 'copy'), async (draft) => {
        writeFileSync(draft, 'half');
        throw full;
      }),
      full,
    );
    assert.deepEqual(readdirSync(folder), []);
  });
});
