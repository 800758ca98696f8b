import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { before, describe, it } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { projectRoot } from '../support/site.ts';

const client = join(projectRoot, 'dist', 'client');

/** Most bytes a page may cost with brotli, styles and all. */
const mostBytes = 11_000;

interface BuiltPage {
  /** Address within the site. */
  readonly path: string;
  readonly file: string;
  readonly html: string;
}

/** @returns every built HTML page; the bodies of errors are pages too. */
async function readPages(): Promise<BuiltPage[]> {
  const files = (await readdir(client, { recursive: true })).filter((name) => name.endsWith('.html'));
  return Promise.all(
    files.map(async (name) => ({
      path: `/${relative(client, join(client, name))
        .split(sep)
        .join('/')
        .replace(/index\.html$/, '')}`,
      file: join(client, name),
      html: await readFile(join(client, name), 'utf8'),
    })),
  );
}

let pages: BuiltPage[] = [];
before(async () => {
  pages = await readPages();
  assert.ok(pages.length > 20, 'dist/ holds no built site; run: npm run build');
});

describe('every built page', () => {
  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard'],
      rules: {
        // Astro writes "<!DOCTYPE html>" and void elements without a slash; both are valid HTML.
        'doctype-style': 'off',
        'void-style': 'off',
        // Long pages are not a fault of markup.
        'long-title': 'off',
        // Non-breaking spaces in telephone numbers are written as such.
        'tel-non-breaking': 'off',
      },
    });
    const faults: string[] = [];
    for (const { path, html } of pages) {
      const report = await validator.validateString(html);
      for (const { messages } of report.results) {
        faults.push(
          ...messages.map(
            ({ ruleId, message, line, column }) => `${path} ${line}:${column} ${ruleId}: ${message}`,
          ),
        );
      }
    }
    assert.deepEqual(faults, []);
  });

  it('leads only to addresses and anchors that exist', async () => {
    const known = new Map(pages.map((page) => [page.path, page.html]));
    const rendered = new Set(['/zgloszenie/', '/szukaj/']);
    const faults: string[] = [];
    for (const { path, html } of pages) {
      for (const [, raw = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        const target = raw.replaceAll('&#38;', '&').replaceAll('&amp;', '&');
        if (/^(https?:|mailto:|tel:)/.test(target)) continue;
        const [address = '', anchor] = target.split('#');
        const page = known.get(address === '' ? path : address);
        if (page === undefined && !rendered.has(address)) {
          const file = await stat(join(client, address)).catch(() => undefined);
          if (!file?.isFile()) faults.push(`${path} → ${target}: no such page`);
        } else if (anchor && page && !page.includes(`id="${decodeURIComponent(anchor)}"`)) {
          faults.push(`${path} → ${target}: no such place on the page`);
        }
      }
    }
    assert.deepEqual(faults, []);
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

  it('names the accessibility statement for the public validator, and links to it', () => {
    for (const { path, html } of pages) {
      assert.match(
        html,
        /<meta name="deklaracja-dostępności" content="[^"]+\/deklaracja-dostepnosci\/">/,
        path,
      );
      assert.match(html, />Deklaracja dostępności<\/a>/, path);
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
