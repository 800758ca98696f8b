import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readFiles, readFilesNow, readNamedFile } from '../../../src/web/build-files.ts';
import {
  type BuiltSite,
  findBuiltSite,
  hashOfFile,
  manifestName,
  parseManifest,
} from '../../../src/web/build-manifest.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kis-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, content: string): void {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), content);
}

const contents = { 'client/index.html': '<p>start', 'client/klub/index.html': '<p>klub', 'pages.cjs': '1' };
const topics = ['classes', 'psu', 'advice', 'partner', 'other'];
const manifest = {
  siteUrl: 'https://kis.example',
  styleHashes: [],
  freshUntil: '2026-12-31',
  newsEnds: {},
  topicNames: Object.fromEntries(topics.map((topic) => [topic, { pl: topic }])),
  inputsHash: 'x',
  files: Object.fromEntries(
    Object.entries(contents).map(([name, content]) => [
      name,
      { size: content.length, hash: hashOfFile(Buffer.from(content)) },
    ]),
  ),
};

function writeBuild(): BuiltSite {
  for (const [name, content] of Object.entries(contents)) write(name, content);
  write(manifestName, JSON.stringify(manifest));
  const site = findBuiltSite(directory);
  assert.ok(site);
  return site;
}

describe('a built site', () => {
  it('is there only with a manifest that is whole', () => {
    assert.equal(findBuiltSite(directory), undefined);
    const text = JSON.stringify(manifest);
    for (const part of ['', text.slice(0, 40), text.slice(0, -1), '{"siteUrl":1}', 'null']) {
      write(manifestName, part);
      assert.equal(findBuiltSite(directory), undefined, part);
    }
    write(manifestName, text);
    assert.equal(findBuiltSite(directory)?.manifest.siteUrl, 'https://kis.example');
  });

  it('is another one as soon as its manifest says anything else', () => {
    const { id } = writeBuild();
    write(manifestName, JSON.stringify({ ...manifest, freshUntil: '2027-01-01' }));
    assert.notEqual(findBuiltSite(directory)?.id, id);
  });

  it('names no file outside its folder, and not more than a server may hold', () => {
    const named = (name: string, size = 1) =>
      parseManifest(JSON.stringify({ ...manifest, files: { [name]: { size, hash: 'x'.repeat(22) } } }));
    for (const name of [
      '../x',
      '/etc/passwd',
      'client/../../x',
      'client//x',
      'client/./x',
      'c:x',
      'a\\b',
      '',
    ])
      assert.equal(named(name), undefined, name);
    assert.ok(named('client/pliki/zdjecie-2.jpg'));
    assert.ok(named('client/a', 256 * 1024 * 1024));
    assert.equal(named('client/a', 256 * 1024 * 1024 + 1), undefined);
  });
});

describe('the files of a build', () => {
  it('are read when each of them is as in the manifest', async () => {
    const site = writeBuild();
    const now = readFilesNow(site, (name) => name.startsWith('client/'));
    assert.ok(now.kind === 'whole');
    assert.deepEqual([...now.files.keys()], ['client/index.html', 'client/klub/index.html']);
    assert.equal(now.files.get('client/index.html')?.content.toString(), '<p>start');
    const later = await readFiles(site, (name) => name !== 'pages.cjs', now.files);
    assert.ok(later.kind === 'whole');
    assert.deepEqual([...later.files.keys()], [...now.files.keys()]);
    assert.equal(later.files.get('client/klub/index.html')?.content.toString(), '<p>klub');
  });

  it('that have not changed stand in memory once', async () => {
    const site = writeBuild();
    const before = readFilesNow(site);
    assert.ok(before.kind === 'whole');
    const changed = { ...contents, 'client/index.html': '<p>nowy!' };
    write('client/index.html', changed['client/index.html']);
    const next = {
      ...site,
      manifest: {
        ...site.manifest,
        files: {
          ...manifest.files,
          'client/index.html': { size: 8, hash: hashOfFile(Buffer.from('<p>nowy!')) },
        },
      },
    };
    const reading = await readFiles(next, () => true, before.files);
    assert.ok(reading.kind === 'whole');
    assert.equal(
      reading.files.get('client/klub/index.html')?.content,
      before.files.get('client/klub/index.html')?.content,
    );
    assert.equal(reading.files.get('client/index.html')?.content.toString(), '<p>nowy!');
  });

  it('are damaged when one is missing, longer, shorter or different, even if it is not kept in memory', async () => {
    const damages: readonly (() => void)[] = [
      () => rmSync(join(directory, 'pages.cjs')),
      () => write('pages.cjs', '12'),
      () => write('pages.cjs', ''),
      () => write('pages.cjs', '2'),
    ];
    for (const damage of damages) {
      const site = writeBuild();
      damage();
      assert.deepEqual(readFilesNow(site), { kind: 'damaged', name: 'pages.cjs' });
      assert.deepEqual(await readFiles(site, () => false, new Map()), { kind: 'damaged', name: 'pages.cjs' });
      assert.equal(readNamedFile(site, 'pages.cjs'), undefined);
    }
  });
});
