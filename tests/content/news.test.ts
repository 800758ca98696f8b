import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { chromiumArguments, findChromium } from '../support/chromium.ts';
import { clubFiles, drawnOn } from '../support/drawn-pages.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';

const count = 120;
const difficult = 'Zupa & „chleb” <b>za darmo</b>';

/** Each index is one day earlier, all different. */
const dayOf = (index: number): string =>
  new Date(Date.UTC(2026, 10, 20) - index * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

interface ReadFeed {
  readonly fault: string | undefined;
  readonly root: string;
  readonly texts: Readonly<Record<'id' | 'title' | 'updated' | 'author', string>>;
  readonly self: string;
  readonly entries: readonly Readonly<Record<'id' | 'title' | 'updated' | 'link', string>>[];
}

describe('news', () => {
  let copy: ProjectCopy;
  let browser: Browser;

  /** Reads a feed with the browser's own XML parser. */
  async function readFeed(feed: string): Promise<ReadFeed> {
    const page = await browser.newPage();
    const read = await page.evaluate((xml) => {
      const feed = new DOMParser().parseFromString(xml, 'application/xml');
      const text = (of: Element, name: string) =>
        [...of.children].find(({ localName }) => localName === name)?.textContent?.trim() ?? '';
      const root = feed.documentElement;
      return {
        fault: feed.querySelector('parsererror')?.textContent ?? undefined,
        root: `${root.namespaceURI} ${root.localName}`,
        texts: {
          id: text(root, 'id'),
          title: text(root, 'title'),
          updated: text(root, 'updated'),
          author: text(root, 'author'),
        },
        self: root.querySelector('link[rel=self]')?.getAttribute('href') ?? '',
        entries: [...root.querySelectorAll('entry')].map((entry) => ({
          id: text(entry, 'id'),
          title: text(entry, 'title'),
          updated: text(entry, 'updated'),
          link: entry.querySelector('link')?.getAttribute('href') ?? '',
        })),
      };
    }, feed);
    await page.close();
    return read;
  }

  const built = (path: string): string => join(copy.root, 'dist/client', path);
  const page = (path: string): Promise<string> => readFile(built(`${path}index.html`), 'utf8');

  before(async () => {
    browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArguments });
    copy = await copyProject();
    const folder = join(copy.root, 'content/pl/aktualnosci');
    await rm(folder, { recursive: true });
    // On this day the news of the last weeks count as new.
    const environment = {
      SITE_URL: 'https://kis.example',
      SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, 22) / 1000),
    };
    await mkdir(folder);
    for (let index = 0; index < count; index += 1) {
      const title = index === 0 ? difficult : `Wiadomość ${index}`;
      const draft = index === 1 ? 'szkic: true\n' : '';
      await writeFile(
        join(folder, `${dayOf(index)}-wiadomosc-${index}.md`),
        `---\ntytul: '${title}'\nopis: Opis wiadomości ${index}.\ndata: ${dayOf(index)}\n${draft}---\n\nTreść.\n`,
      );
    }
    await copy.build(environment);
  });
  after(async () => {
    await browser.close();
    await copy.remove();
  });

  it('stand on the start page, the newest three, and on no page that does not ask for them', async () => {
    const linked = async (path: string) =>
      [...(await page(path)).matchAll(/href="\/aktualnosci\/[^"]*-wiadomosc-(\d+)\/"/g)].map(
        ([, index]) => index,
      );
    assert.deepEqual(await linked(''), ['0', '2', '3']);
    assert.deepEqual(await linked('klub/'), []);
  });

  it('are an Atom feed that a foreign parser reads: the newest first, no draft, every address absolute', async () => {
    const { fault, root, texts, self, entries } = await readFeed(
      await readFile(built('aktualnosci.xml'), 'utf8'),
    );
    assert.equal(fault, undefined);
    assert.equal(root, 'http://www.w3.org/2005/Atom feed');
    assert.equal(self, 'https://kis.example/aktualnosci.xml');
    assert.equal(entries.length, 50);
    assert.equal(entries[0]?.title, difficult);
    assert.equal(texts.updated, entries[0]?.updated);
    assert.equal(new Set(entries.map(({ id }) => id)).size, 50);
    for (const { id, link, updated } of entries) {
      assert.match(id, /^https:\/\/kis\.example\/aktualnosci\/\d{4}-\d{2}-\d{2}-wiadomosc-\d+\/$/);
      assert.equal(link, id);
      assert.match(updated, /^\d{4}-\d{2}-\d{2}T12:00:00Z$/);
      assert.ok(!id.includes('-wiadomosc-1/'), 'a draft');
    }
  });

  it('are a valid feed while there are none', async () => {
    const withoutNews = new Map([...clubFiles].filter(([path]) => !path.startsWith('pl/aktualnosci/')));
    assert.ok(withoutNews.size < clubFiles.size);
    const draw = drawnOn('2026-11-22', withoutNews);
    const { fault, texts, entries } = await readFeed(await draw('/aktualnosci.xml'));
    assert.equal(fault, undefined);
    assert.deepEqual(entries, []);
    for (const text of Object.values(texts)) assert.notEqual(text, '');
    assert.match(texts.updated, /^\d{4}-\d{2}-\d{2}T12:00:00Z$/);
  });

  it('are listed fifty a page, each once, with ways to and fro', async () => {
    const lists = await Promise.all(
      ['aktualnosci/', 'aktualnosci/strona/2/', 'aktualnosci/strona/3/'].map((path) => page(path)),
    );
    const listed = lists.map((html) =>
      [...html.matchAll(/href="(\/aktualnosci\/\d{4}[^"]*)"/g)].map(([, path]) => path),
    );
    assert.deepEqual(
      listed.map(({ length }) => length),
      [50, 50, count - 1 - 100],
    );
    assert.equal(new Set(listed.flat()).size, count - 1);
    assert.match(lists[0] ?? '', /href="\/aktualnosci\/strona\/2\/" rel="next"/);
    assert.match(
      lists[1] ?? '',
      /href="\/aktualnosci\/" rel="prev"[\s\S]*href="\/aktualnosci\/strona\/3\/" rel="next"/,
    );
    assert.doesNotMatch(lists[2] ?? '', /rel="next"/);
    for (const path of ['aktualnosci/', 'mapa-strony/', ''])
      assert.ok((await stat(built(`${path}index.html.br`))).size <= 11_000, path);
  });

  it('carry themselves as structured data', async () => {
    const html = await page(`aktualnosci/${dayOf(0)}-wiadomosc-0/`);
    const [article, way] = [...html.matchAll(/ld\+json">(.*?)<\/script>/g)].map(([, json]) =>
      JSON.parse(json ?? ''),
    );
    assert.equal(article['@type'], 'NewsArticle');
    assert.equal(article.headline, difficult);
    assert.equal(article.datePublished, dayOf(0));
    assert.match(html, /property="og:type" content="article"/);
    assert.equal(way.itemListElement.length, 3);
  });
});
