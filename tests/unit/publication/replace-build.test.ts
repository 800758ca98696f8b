import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  buildPlaces,
  replaceBuild,
  restoreBuild,
  syncBuild,
} from '../../../src/publication/replace-build.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kis-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const places = () => buildPlaces(root, join(root, 'dist'));
function write(folder: string, text: string): void {
  mkdirSync(join(folder, 'client'), { recursive: true });
  writeFileSync(join(folder, 'client', 'index.html'), text);
}
const shown = () => readFileSync(join(places().finished, 'client', 'index.html'), 'utf8');

describe('a build that replaces the previous one', () => {
  it('is whole, and nothing of the other is left', async () => {
    const { draft, previous } = places();
    for (const text of ['first', 'second']) {
      write(draft, text);
      await syncBuild(draft);
      replaceBuild(places());
      assert.equal(shown(), text);
      assert.deepEqual([existsSync(draft), existsSync(previous)], [false, false]);
    }
  });

  it('that was killed between its two renames leaves the previous one', () => {
    const { finished, draft, previous } = places();
    write(finished, 'before');
    write(draft, 'after');
    renameSync(finished, previous);
    restoreBuild(places());
    assert.equal(shown(), 'before');
    restoreBuild(places());
    assert.equal(shown(), 'before');
    replaceBuild(places());
    assert.equal(shown(), 'after');
  });

  it('fails without a draft, and the one before is there', () => {
    write(places().finished, 'before');
    assert.throws(() => replaceBuild(places()), { code: 'ENOENT' });
    assert.equal(shown(), 'before');
  });
});
