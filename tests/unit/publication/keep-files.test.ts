import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { keepFiles } from '../../../src/publication/keep-files.ts';
import { type BuiltSite, hashOfFile } from '../../../src/web/build-manifest.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kis-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const now = new Date('2026-11-29T10:00:00Z');
const hour = '2026-11-29T11:00:00.000Z';

function build(
  folder: string,
  contents: Readonly<Record<string, string>>,
  manifest: Partial<BuiltSite['manifest']> = {},
): BuiltSite {
  const directory = join(root, folder);
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  const files = Object.entries(contents).map(([name, content]) => [
    name,
    { size: content.length, hash: hashOfFile(Buffer.from(content)) },
  ]);
  const topicNames = { classes: {}, psu: {}, advice: {}, partner: {}, other: {} };
  return {
    directory,
    id: folder,
    builtAt: now,
    manifest: {
      ...{ siteUrl: 'http://a', styleHashes: [], freshUntil: '2026-12-31', newsEnds: {}, addresses: [] },
      ...{
        oldAddresses: {},
        contentFolder: 'content',
        topicNames,
        staffRoles: [],
        inputsHash: 'x',
        kept: {},
      },
      files: Object.fromEntries(files),
      ...manifest,
    },
  };
}

const before = {
  'client/index.html': 'a',
  'client/index.html.br': 'a',
  'client/dawna/index.html': 'page',
  'client/dawna/index.html.br': 'page',
  'client/pliki/zdjecie.jpg': 'picture',
  'client/pliki/ulotka.svg': 'drawing',
  'client/pliki/ulotka.svg.br': 'small',
  'client/ikona.png': 'icon',
  'pages.cjs': '1',
  'server.mjs': '2',
};

describe('the files that a build keeps of the previous one', () => {
  it('are the removed files that pages refer to, with their compressed forms, for an hour; no page, no program', () => {
    const draft = build('draft', { 'client/index.html': 'b', 'client/ikona.png': 'icon' });
    const kept = keepFiles(build('before', before), draft, now);
    assert.deepEqual(kept, { 'pliki/zdjecie.jpg': hour, 'pliki/ulotka.svg': hour });
    const read = (name: string) => readFileSync(join(draft.directory, 'kept', name), 'utf8');
    assert.deepEqual(
      [read('pliki/zdjecie.jpg'), read('pliki/ulotka.svg'), read('pliki/ulotka.svg.br')],
      ['picture', 'drawing', 'small'],
    );
    assert.ok(!existsSync(join(draft.directory, 'kept', 'dawna')));
  });

  it('stay until their hour is over, through further builds, unless the file returns', () => {
    const kept = {
      'pliki/a.jpg': '2026-11-29T10:00:01.000Z',
      'pliki/b.jpg': '2026-11-29T10:00:00.000Z',
      'pliki/c.jpg': hour,
    };
    const contents = { 'kept/pliki/a.jpg': 'a', 'kept/pliki/b.jpg': 'b', 'kept/pliki/c.jpg': 'c' };
    const draft = build('draft', { 'client/pliki/c.jpg': 'c again' });
    assert.deepEqual(keepFiles(build('before', contents, { kept }), draft, now), {
      'pliki/a.jpg': '2026-11-29T10:00:01.000Z',
    });
  });

  it('exclude damaged files, and files with other content', () => {
    const damaged = build('before', before);
    writeFileSync(join(damaged.directory, 'client/pliki/zdjecie.jpg'), 'other');
    const draft = build('draft', { 'client/index.html': 'b', 'client/ikona.png': 'icon' });
    assert.deepEqual(Object.keys(keepFiles(damaged, draft, now)), ['pliki/ulotka.svg']);
    const elsewhere = build('elsewhere', before, { contentFolder: 'tests/fixtures/club' });
    assert.deepEqual(keepFiles(elsewhere, build('third', {}), now), {});
  });
});
