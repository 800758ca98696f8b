import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { load } from 'cheerio';
import { clubBuild } from '../support/club.ts';
import { polishTexts, testLanguageMarks, unmarkedLinks } from '../support/language-marks.ts';
import { type RunningSite, startSite } from '../support/site.ts';

describe('every built page', () => testLanguageMarks(clubBuild));

describe('a page in several languages', () => {
  const page = async (name: string) => load(await readFile(join(clubBuild, 'client', name), 'utf8'));

  it('names its translations, and the Polish one as the default', async () => {
    for (const name of ['kontakt', 'uk/kontakt', 'en/kontakt']) {
      const $ = await page(`${name}/index.html`);
      const links = $('link[rel="alternate"][hreflang]')
        .toArray()
        .map((link) => [$(link).attr('hreflang'), new URL($(link).attr('href') ?? '').pathname]);
      assert.deepEqual(Object.fromEntries(links), {
        pl: '/kontakt/',
        uk: '/uk/kontakt/',
        en: '/en/kontakt/',
        'x-default': '/kontakt/',
      });
    }
    assert.equal((await page('podstawy-prawne/index.html'))('link[hreflang]').length, 0);
  });

  // Mutations: the sitemap without `x-default`; no `hreflang` in the head of pages rendered on request.
  it('is paired alike in the sitemap and in the head of every page that search engines may list', async () => {
    const site = await startSite();
    try {
      const sitemap = load(await readFile(join(clubBuild, 'client', 'sitemap-0.xml'), 'utf8'), { xml: true });
      const pairs = (links: readonly (readonly [string | undefined, string | undefined])[]) =>
        links.map(([language, address]) => `${language} ${new URL(address ?? '').pathname}`).sort();
      const paths: string[] = [];
      for (const entry of sitemap('url').toArray()) {
        const { pathname } = new URL(sitemap(entry).find('loc').text());
        const told = sitemap(entry).find('xhtml\\:link').toArray();
        const $ = load(await (await fetch(site.url + pathname)).text());
        const head = $('head link[rel="alternate"][hreflang]').toArray();
        assert.deepEqual(
          pairs(head.map((link) => [$(link).attr('hreflang'), $(link).attr('href')])),
          pairs(told.map((link) => [sitemap(link).attr('hreflang'), sitemap(link).attr('href')])),
          pathname,
        );
        if (told.length > 0) paths.push(pathname);
      }
      for (const path of ['/', '/zgloszenie/', '/zgloszenie/stan/', '/uk/zgloszenie/stan/', '/kontakt/'])
        assert.ok(paths.includes(path), path);
    } finally {
      await site.stop();
    }
  });

  it('has a switch of plain links, each language by its own name, and says which one it is in', async () => {
    const $ = await page('uk/klub/index.html');
    const links = $('header nav.languages a')
      .toArray()
      .map((link) => {
        const { href, lang, hreflang, 'aria-current': current } = $(link).attr() ?? {};
        return [$(link).text(), href, lang, hreflang, current];
      });
    assert.deepEqual(links, [
      ['Polski', '/klub/', 'pl', 'pl', undefined],
      ['Українська', '/uk/klub/', 'uk', 'uk', 'page'],
      ['English', '/en/', 'en', 'en', undefined],
    ]);
  });

  it('gives its language to social networks and search engines', async () => {
    const $ = await page('uk/klub/index.html');
    assert.equal($('meta[property="og:locale"]').attr('content'), 'uk_UA');
    assert.equal($('title').text(), 'Про клуб – Клуб соціальної інтеграції');
    const data = $('script[type="application/ld+json"]')
      .toArray()
      .map((script) => JSON.parse($(script).text()));
    assert.equal(data.find((one) => one['@type'] === 'WebPage').inLanguage, 'uk');
    const [club] = (await page('index.html'))('script[type="application/ld+json"]')
      .toArray()
      .map((script) => JSON.parse($(script).text()));
    assert.deepEqual(club.contactPoint.availableLanguage, ['pl', 'uk', 'en']);
  });

  it('on the Polish start page, each other language says in a line of its own that it is there, with the telephone', async () => {
    const $ = await page('index.html');
    for (const language of ['uk', 'en']) {
      const line = $(`main li[lang="${language}"]`);
      assert.equal(line.length, 1, language);
      assert.equal(line.find(`a[href="/${language}/"]`).length, 1);
      assert.equal(line.find('a[href^="tel:"]').length, 1);
    }
    assert.equal((await page('uk/index.html'))('main li[lang]').length, 0);
  });

  it('shows the accessibility statement in Polish, with its ids, below the summary', async () => {
    const $ = await page('uk/deklaracja-dostepnosci/index.html');
    const statement = $('main article[lang="pl"]');
    for (const id of ['a11y-podmiot', 'a11y-url', 'a11y-status', 'a11y-procedura', 'a11y-telefon'])
      assert.equal(statement.find(`#${id}`).length, 1, id);
    assert.ok($('main').text().indexOf('Щось на цьому сайті') < $('main').text().indexOf('zobowiązuje się'));
    assert.equal((await page('deklaracja-dostepnosci/index.html'))('[lang="pl"] #a11y-podmiot').length, 1);
  });

  it('says while nobody has confirmed it, and not afterwards', async () => {
    assert.match((await page('uk/klub/index.html'))('main').text(), /Цей переклад ще не перевірила людина/);
    assert.doesNotMatch((await page('en/kontakt/index.html'))('main').text(), /has not been checked yet/);
    assert.doesNotMatch((await page('uk/klub/index.html'))('main').text(), /Польська сторінка новіша/);
  });
});

describe('pages rendered on request', () => {
  let site: RunningSite;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());
  const get = async (path: string) => (await fetch(site.url + path)).text();

  it('has no Polish letter outside what is marked as Polish, in another language', async () => {
    for (const language of ['uk', 'en'])
      for (const path of ['zgloszenie/', 'szukaj/', 'szukaj/?q=klub', 'zgloszenie/przyjete/', 'nie-ma/']) {
        const html = await get(`/${language}/${path}`);
        assert.match(html, new RegExp(`<html lang="${language}">`));
        assert.deepEqual(polishTexts(html), [], path);
        assert.deepEqual(unmarkedLinks(html), [], path);
      }
  });

  // Mutations: no link; a link to the start page; a link where there is no such page in Polish.
  it('answers 404 in the language, with a link to the Polish page where there is one', async () => {
    for (const [path, polish] of [
      ['/uk/podstawy-prawne/', '/podstawy-prawne/'],
      ['/en/klub/', '/klub/'],
      ['/en/aktualnosci/2026-10-02-komputery/', '/aktualnosci/2026-10-02-komputery/'],
      ['/uk/nie-ma/', undefined],
      ['/uk/favicon.svg', undefined],
    ] as const) {
      const response = await fetch(site.url + path);
      assert.equal(response.status, 404, path);
      const $ = load(await response.text());
      assert.equal($('html').attr('lang'), path.slice(1, 3));
      // Text browsers show hidden elements, so the link is not on the page at all.
      assert.equal($('main').text().includes('po-polsku'), false, path);
      assert.equal($('#po-polsku').length, polish ? 1 : 0, path);
      const link = $('#po-polsku a');
      assert.equal(link.attr('href'), polish, path);
      if (polish) assert.equal(link.attr('hreflang'), 'pl');
    }
  });

  it('searches the pages of the language only', async () => {
    const results = async (path: string) =>
      load(await get(path))('#wyniki a')
        .toArray()
        .map((link) => link.attribs['href'] ?? '');
    const found = await results(`/uk/szukaj/?q=${encodeURIComponent("сім'ї")}`);
    assert.ok(found.length > 0);
    assert.ok(
      found.every((path) => path.startsWith('/uk/')),
      found.join(' '),
    );
  });
});
