import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pagesFile } from '../../src/web/build-manifest.ts';
import { clubBuild } from '../support/club.ts';
import { type BuiltPage, htmlFaults, linkFaults, readPages } from './built-pages.ts';

/** The largest size of a page in bytes, compressed with brotli, styles included, in every language. */
const mostBytes = 9_000;

/** The text of the footer's link to the statement in each language. */
const statementNames: Readonly<Record<string, string>> = {
  pl: 'Deklaracja dostępności',
  uk: 'Декларація доступності',
  en: 'Accessibility statement',
};

const languageOf = (html: string): string => /<html lang="(\w+)"/.exec(html)?.[1] ?? '';

let pages: BuiltPage[] = [];
before(async () => {
  pages = await readPages(clubBuild);
});

// Mutation: esbuild's default output, whose regular expressions are not in ASCII and match other letters when it is
// read so.
it('the pages rendered when asked for are a script in ASCII, as which the server evaluates it', async () => {
  assert.ok((await readFile(join(clubBuild, pagesFile))).every((byte) => byte < 0x80));
});

/** @returns the text of a program of the build and of all that it loads before it runs */
async function loadedWith(name: string, seen = new Set<string>()): Promise<string> {
  if (seen.has(name)) return '';
  seen.add(name);
  const text = await readFile(join(clubBuild, name), 'utf8');
  const imported = [...text.matchAll(/(?:import|from)\s*"(\.[^"]+)"/g)].map(([, path = '']) =>
    join(dirname(name), path),
  );
  const loaded = await Promise.all(imported.map((path) => loadedWith(path, seen)));
  return [text, ...loaded].join('\n');
}

// Mutations: the router imports `words/index.ts`; the server is bundled without `httpAsObject`.
it('what the server loads before its first answer has no words of the interface, and leaves the client for `fetch` alone', async () => {
  const loaded = await loadedWith('server.mjs');
  assert.ok(loaded.length < 300_000, `${loaded.length} bytes`);
  const has = (text: RegExp) => text.test(loaded);
  assert.deepEqual(
    [has(/Skip to/), has(/from\s*"node:http"/), has(/getBuiltinModule\("node:http"\)/)],
    [false, false, true],
  );
});

describe('every built page', () => {
  it('is valid HTML', async () => {
    assert.deepEqual(await htmlFaults(pages), []);
  });

  it('leads only to addresses and anchors that exist', async () => {
    assert.deepEqual(await linkFaults(clubBuild, pages), []);
  });

  it(`costs at most ${mostBytes} bytes, in one request`, async () => {
    const heavy: string[] = [];
    for (const { path, file } of pages) {
      const { size } = await stat(`${file}.br`);
      if (size > mostBytes) heavy.push(`${path}: ${size}`);
    }
    assert.deepEqual(heavy, []);
    for (const { path, html } of pages) {
      assert.doesNotMatch(
        html,
        /<script(?![^>]*application\/ld\+json)|<link[^>]+rel="(stylesheet|preload|modulepreload)"|@import|url\(/,
        path,
      );
    }
  });

  /**
   * Mutations seen: a layer in a style sheet; the drawing's stroke or the wordmark's width in the style sheet alone.
   */
  it('is drawn by browsers without cascade layers, and its drawings without any style', () => {
    for (const { path, html } of pages) {
      assert.doesNotMatch(html, /@layer/, path);
      for (const [drawing] of html.matchAll(/<svg[\s\S]*?<\/svg>/g)) {
        const [opening = ''] = drawing.match(/<svg[^>]*>/) ?? [];
        assert.match(opening, / width="\d+" height="\d+"/, path);
        assert.match(opening, / fill="none" stroke="currentColor" stroke-width="3"/, path);
      }
    }
  });

  it('names the accessibility statement for the public validator, and links to it', () => {
    for (const { path, html } of pages) {
      assert.match(
        html,
        /<meta name="deklaracja-dostępności" content="[^"]+\/deklaracja-dostepnosci\/">/,
        path,
      );
      assert.ok(html.includes(`>${statementNames[languageOf(html)]}</a>`), path);
    }
  });

  it('has a title of its own', () => {
    const titles = pages
      .filter(({ path }) => !path.startsWith('/blad/') && path !== '/404.html')
      .map(({ html }) => html.match(/<title>([^<]+)<\/title>/)?.[1]);
    assert.equal(new Set(titles).size, titles.length, titles.join('\n'));
  });

  it('holds no raw HTML, script address or inline style from Markdown', () => {
    for (const { path, html } of pages) {
      assert.doesNotMatch(html, /\sstyle="|href="\s*(javascript|data):/i, path);
    }
  });
});
