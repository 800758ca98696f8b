import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { writeCompressedForms } from '../../../src/integrations/precompressed.ts';

const page = 'Klub Integracji Społecznej w Bytomiu. '.repeat(40);

describe('compressed forms', () => {
  let folder = '';
  let keep = '';
  const at = (name: string) => join(folder, name);
  const write = (...names: string[]) => writeCompressedForms(names.map(at), keep, () => undefined);
  const kept = () => readdirSync(keep);
  /** @returns the cached file that was made last */
  const keptFile = () =>
    kept()
      .map((name) => join(keep, name))
      .toSorted((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
      .at(-1) ?? '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kis-compressed-'));
    keep = at('kept');
    writeFileSync(at('a.html'), page);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('hold the very bytes, in brotli 11 and gzip', async () => {
    await write('a.html');
    assert.equal(brotliDecompressSync(readFileSync(at('a.html.br'))).toString(), page);
    assert.equal(gunzipSync(readFileSync(at('a.html.gz'))).toString(), page);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: page.length };
    assert.deepEqual(readFileSync(at('a.html.br')), brotliCompressSync(page, { params }));
  });

  it('are taken from an earlier build when the file is the same', async () => {
    await write('a.html');
    const before = statSync(keptFile()).ino;
    for (const form of ['a.html.br', 'a.html.gz']) rmSync(at(form));
    await write('a.html');
    assert.equal(statSync(keptFile()).ino, before);
    assert.equal(brotliDecompressSync(readFileSync(at('a.html.br'))).toString(), page);
    assert.equal(gunzipSync(readFileSync(at('a.html.gz'))).toString(), page);
  });

  it('are made again when the file has changed, or the cached form is damaged or of another file', async () => {
    writeFileSync(at('b.html'), 'another page');
    await write('b.html');
    const ofAnother = readFileSync(keptFile());
    await write('a.html');
    const whole = readFileSync(keptFile());
    const turned = Buffer.from(whole);
    turned.writeUInt8(turned.readUInt8(whole.length - 9) ^ 1, whole.length - 9);
    for (const wrong of [
      Buffer.alloc(0),
      Buffer.from('nonsense'),
      whole.subarray(0, -1),
      turned,
      ofAnother,
    ]) {
      writeFileSync(keptFile(), wrong);
      await write('a.html');
      assert.equal(brotliDecompressSync(readFileSync(at('a.html.br'))).toString(), page);
      assert.equal(gunzipSync(readFileSync(at('a.html.gz'))).toString(), page);
      assert.deepEqual(readFileSync(keptFile()), whole);
    }
    writeFileSync(at('a.html'), `${page}!`);
    await write('a.html');
    assert.equal(brotliDecompressSync(readFileSync(at('a.html.br'))).toString(), `${page}!`);
  });

  // Mutations: nothing of other builds is kept; everything is; the oldest are; what is used is removed as well.
  it('are kept while a file is there; of other builds only the latest', async () => {
    writeFileSync(at('b.html'), `b ${page}`);
    await write('b.html');
    const used = keptFile();
    utimesSync(used, 1, 1);
    await write('a.html');
    assert.equal(kept().length, 2);
    for (let day = 2; day <= 302; day += 1) {
      writeFileSync(join(keep, `of day ${day}`), '');
      utimesSync(join(keep, `of day ${day}`), day, day);
    }
    await write('b.html');
    assert.equal(kept().length, 301);
    assert.ok(existsSync(used));
    const days = kept().filter((name) => name.startsWith('of day'));
    assert.equal(days.length, 299, 'the page of the build before is newer than all of them');
    assert.ok(!days.includes('of day 2') && !days.includes('of day 3'));
  });

  it('show each file once, with its content', async () => {
    const seen: string[] = [];
    const names = Array.from({ length: 20 }, (_, number) => `${number}.css`);
    for (const name of names) writeFileSync(at(name), name);
    await writeCompressedForms(names.map(at), keep, (file, content) => seen.push(`${file}=${content}`));
    assert.deepEqual(seen.sort(), names.map((name) => `${at(name)}=${name}`).sort());
  });
});
