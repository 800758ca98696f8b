import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { load } from 'cheerio';
import { type RunningSite, startSite } from '../support/site.ts';
import { sitemapPaths } from '../support/sitemap.ts';
import { lynxAddresses, plain, shownLines, textBrowsers, whyNot } from './programs.ts';

const telephone = '10 200 30 40';
/** Text for machines, and file names shown in place of pictures. */
const noise = /schema\.org|@media|@layer|\{|\}|\[(?:INLINE|LINK|IMAGE)\]|\(IMAGE\)|\.(?:svg|png)\b/;

const sitePaths = [...(await sitemapPaths()), '/szukaj/?q=praca', '/nie-ma-takiej-strony/'];

/** An item of a list may start with its heading. */
const itemMark = /^[*•+o#] /u;
/** An empty text area has a line for each of its rows. */
const emptyField = /^(?:_+|\[ *\])$/;

/** lynx lists an address decoded, as for reading. */
const readable = (address: string): string => decodeURIComponent(new URL(address).href);

/** @returns the headings, link texts and addresses of a page, from its HTML */
async function readPage(url: string) {
  const $ = load(await (await fetch(url)).text());
  const texts = (selector: string) =>
    $(selector)
      .toArray()
      .map((element) => plain($(element).text()));
  const addresses = $('a[href]')
    .toArray()
    .map((link) => readable(new URL($(link).attr('href') ?? '', url).href));
  return { headings: texts('h1, h2, h3'), links: texts('a[href]'), addresses };
}

/** @returns links whose text directly follows a letter or a digit, with the text there */
const glued = (text: string, links: readonly string[]): string[] =>
  links.filter((link) => new RegExp(`[\\p{L}\\d]${RegExp.escape(link)}`, 'u').test(text));

for (const browser of textBrowsers) {
  const skip = whyNot(browser);
  describe(`every page in ${browser}`, { skip }, () => {
    let site: RunningSite;
    before(async () => {
      site = await startSite();
    });
    after(() => site.kill());

    for (const path of sitePaths) {
      it(`shows ${path} with its telephone first, every heading and link, and nothing twice over`, async () => {
        const url = site.url + path;
        const page = await readPage(url);
        const lines = shownLines(browser, url);
        const text = lines.join('\n');

        // The names of the languages are before it, one a line.
        assert.ok(
          lines.slice(0, 9).some((line) => line.includes(telephone)),
          'no telephone in the first nine lines',
        );
        assert.deepEqual(
          page.headings.filter((heading) => !lines.some((line) => line.replace(itemMark, '') === heading)),
          [],
          'headings that do not stand on a line of their own',
        );
        assert.deepEqual(
          page.links.filter((link) => !text.includes(link)),
          [],
          'links without their text',
        );
        assert.deepEqual(glued(text, page.links), [], 'links that stick to the word before');
        assert.deepEqual(
          lines.filter((line) => noise.test(line)),
          [],
          'noise',
        );
        assert.deepEqual(
          lines.filter((line, index) => line === lines[index - 1] && !emptyField.test(line)),
          [],
          'lines twice in succession',
        );
        if (browser === 'lynx') {
          const offered = new Set(lynxAddresses(url).map(readable));
          assert.deepEqual(
            page.addresses.filter((address) => !offered.has(address)),
            [],
            'links that cannot be followed',
          );
        }
      });
    }
  });
}
