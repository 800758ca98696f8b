import assert from 'node:assert/strict';
import { it } from 'node:test';
import { load } from 'cheerio';
import { readPages } from '../content/built-pages.ts';

const polishLetter = /[ąćęłńóśźż]/i;

/** Attributes that are read aloud or shown. */
const shownAttributes = ['alt', 'aria-label', 'title', 'placeholder', 'content', 'value'];

/** @returns texts with Polish letters outside `lang="pl"`, on a page of another language */
export function polishTexts(html: string): string[] {
  const $ = load(html);
  if ($('html').attr('lang') === 'pl') return [];
  $('[lang="pl"], style, script, meta[property="og:url"], input[type="hidden"]').remove();
  const attributes = $('*')
    .toArray()
    .flatMap((element) => shownAttributes.map((name) => $(element).attr(name) ?? ''));
  return [$.root().text(), ...attributes].flatMap((text) =>
    text.split(/\s+/).filter((word) => polishLetter.test(word)),
  );
}

/** Abbreviations that are the same in all languages, and the prefix of references. */
const international = ['SMS', 'CV', 'HTML', 'WCAG', 'PDF', 'KIS'];

/** @returns words in capitals in the text of a page */
function abbreviationsOf(html: string): string[] {
  const $ = load(html);
  $('style, script').remove();
  const words =
    $('main, footer')
      .text()
      .match(/(?<![\p{L}\p{N}-])\p{Lu}{3,6}(?![\p{L}\p{N}-])/gu) ?? [];
  return words.filter((word) => !international.includes(word));
}

/** @returns links from a page of another language to a Polish page without `hreflang` */
export function unmarkedLinks(html: string): string[] {
  const $ = load(html);
  const language = $('html').attr('lang') ?? '';
  if (language === 'pl') return [];
  return $('a[href^="/"]')
    .toArray()
    .map((link) => $(link))
    .filter((link) => {
      const href = link.attr('href') ?? '';
      const isPage = /^\/(?:[^?#]*\/)?(?:[?#]|$)/.test(href);
      return isPage && !/^\/[a-z]{2}\//.test(href) && link.closest('[lang="pl"]').length === 0;
    })
    .filter((link) => link.attr('hreflang') !== 'pl')
    .map((link) => link.attr('href') ?? '');
}

/** Tests that on the pages of a build everything in another language than its page is marked as such. */
export function testLanguageMarks(build: string): void {
  // Mutations: the address or the name of the club without its `lang`; a fact shown in the fallback language
  // without `lang`.
  it('has no Polish letter outside what is marked as Polish, in another language', async () => {
    const found = (await readPages(build)).flatMap(({ path, html }) =>
      polishTexts(html).map((word) => `${path}: ${word}`),
    );
    assert.deepEqual(found, []);
  });

  // Mutations: BIP in the footer without its `lang`; PUP in the text of a page.
  it('has no abbreviation of a Polish page outside what is marked as Polish, in another language', async () => {
    const pages = await readPages(build);
    const polish = new Set(
      pages.flatMap(({ html }) => (load(html)('html').attr('lang') === 'pl' ? abbreviationsOf(html) : [])),
    );
    assert.ok(polish.size > 0, [...polish].join());
    const found = pages.flatMap(({ path, html }) => {
      const $ = load(html);
      if ($('html').attr('lang') === 'pl') return [];
      $('[lang="pl"]').remove();
      return abbreviationsOf($.html())
        .filter((word) => polish.has(word))
        .map((word) => `${path}: ${word}`);
    });
    assert.deepEqual(found, []);
  });

  // Mutation: a link in the footer to a page that the language lacks has no `hreflang`.
  it('links a Polish page from another language as one', async () => {
    const found = (await readPages(build)).flatMap(({ path, html }) =>
      unmarkedLinks(html).map((link) => `${path}: ${link}`),
    );
    assert.deepEqual(found, []);
  });

  it('holds none of the marks that stand for a language until a text is drawn', async () => {
    for (const { path, html } of await readPages(build)) assert.doesNotMatch(html, /[\ue000\ue001]/, path);
  });
}
