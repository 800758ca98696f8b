import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse, unflatten } from 'devalue';
import { contentStore } from '../../src/editing/preview/content-store.ts';
import { createPreview } from '../../src/editing/preview/preview.ts';
import { findServedFile } from '../../src/staff-files/served-files.ts';
import { readManifest } from '../../src/web/build-manifest.ts';
import { clubBuild, clubContent } from '../support/club.ts';
import { clubFiles } from '../support/drawn-pages.ts';
import { projectRoot } from '../support/site.ts';

const folders = { content: clubContent, public: join(projectRoot, 'public') };
const files = clubFiles;
const manifest = readManifest(clubBuild);
/** Pages differ from day to day, and midnight may pass between the build and the test. */
const builtAt = Math.floor(statSync(join(clubBuild, 'build.json')).mtimeMs / 1000);
const preview = createPreview({
  pages: join(clubBuild, 'pages'),
  content: clubContent,
  publicFolder: folders.public,
  siteUrl: new URL(manifest?.siteUrl ?? ''),
  environment: { ...process.env, SOURCE_DATE_EPOCH: String(builtAt) },
});
const edited = (path: string, change: (text: string) => string): ReadonlyMap<string, Uint8Array> =>
  new Map([...files, [path, Buffer.from(change(Buffer.from(files.get(path) ?? []).toString()))]]);

type Store = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, unknown>>>>;

describe('the preview of the editing pages', () => {
  it('reads content as a build does, entry by entry', async () => {
    const chunks = join(clubBuild, 'pages', 'chunks');
    const name = readdirSync(chunks).find((each) => each.startsWith('_astro_data-layer-content')) ?? '';
    const built = unflatten((await import(join(chunks, name))).default) as Store;
    const made = parse(
      await contentStore(files, clubContent, (path) => findServedFile(folders, path)),
    ) as Store;
    let compared = 0;
    for (const [collection, entries] of built) {
      if (collection === 'meta::meta') continue;
      for (const [id, { digest: _digest, filePath: _place, ...entry }] of entries) {
        const { filePath: _path, ...own } = made.get(collection)?.get(id) ?? {};
        assert.deepEqual(own, entry, `${collection} ${id}`);
        compared += 1;
      }
    }
    assert.ok(compared > 25, String(compared));
  });

  it('renders the same pages as the build, if none of them shows unpublished content', async () => {
    const withoutDraft = new Map([...files].filter(([path]) => !path.endsWith('-plan.md')));
    const pages = ['', 'kontakt/', 'zajecia/', 'dla-kogo/', 'tekst-latwy/', 'deklaracja-dostepnosci/'];
    const machineFiles = ['aktualnosci.xml', 'godziny.ics', 'kis.vcf'];
    // Opening hours for a calendar say when they were written.
    const lasting = (text = '') => text.replace(/^(?:DTSTAMP|SEQUENCE):.*/gm, '');
    for (const path of [...pages.map((page) => `${page}index.html`), ...machineFiles])
      assert.equal(
        lasting(await preview.draw(withoutDraft, `/${path.replace(/index\.html$/, '')}`)),
        lasting(readFileSync(join(clubBuild, 'client', path), 'utf8')),
        path,
      );
  });

  it('shows unpublished content: a draft, future news, a changed hour; and no page that does not exist', async () => {
    const draft = edited('pl/strony/klub.md', (text) => text.replace('---\n', '---\nszkic: true\n'));
    assert.match((await preview.draw(draft, '/klub/')) ?? '', /Szkic\. Tej strony nie widać/);
    const hours = edited('fakty/godziny.yaml', (text) => text.replace('9:15', '9:25'));
    assert.match((await preview.draw(hours, '/kontakt/')) ?? '', /9\.25/);
    const news = new Map([
      ...files,
      [
        'pl/aktualnosci/2030-01-02-jutro.md',
        Buffer.from('---\ntytul: Jutro\nopis: Kiedyś.\ndata: 2030-01-02\n---\n\nDopiero będzie.\n'),
      ],
    ]);
    assert.match((await preview.draw(news, '/aktualnosci/2030-01-02-jutro/')) ?? '', /Dopiero będzie/);
    for (const path of ['/nie-ma/', '/zgloszenie/', '/aktualnosci/2030-01-02-jutro/'])
      assert.equal(await preview.draw(files, path), undefined, path);
  });

  it('leaves out files that cannot be read, and shows the rest', async () => {
    const broken = edited('pl/strony/klub.md', () => '---\ntytul: [\n---\n');
    assert.equal(await preview.draw(broken, '/klub/'), undefined);
    assert.ok(await preview.draw(broken, '/zajecia/'));
  });
});
