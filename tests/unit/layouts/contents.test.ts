import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withContents } from '../../../src/layouts/contents.ts';

const sections = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `<h2 id="s-${index}">Sekcja <em>${index}</em></h2><p>A</p>`,
  ).join('');

/** Mutations seen: a lower limit; the list after the first heading; links inside links are kept. */
describe('the list of the sections of a page', () => {
  it('is placed before the first of ten sections, in order, with the markup of their headings', () => {
    const html = withContents(`<h1>A</h1><p>B</p>${sections(10)}`, 'Na tej stronie');
    assert.match(html, /^<h1>A<\/h1><p>B<\/p><nav class="contents" aria-labelledby="na-tej-stronie">/);
    assert.deepEqual(
      [...html.matchAll(/<a href="#(s-\d+)">(.*?)<\/a>/g)].map(([, id, text]) => `${id} ${text}`),
      Array.from({ length: 10 }, (_, index) => `s-${index} Sekcja <em>${index}</em>`),
    );
    assert.match(html, /<p id="na-tej-stronie"><strong>Na tej stronie<\/strong>/);
    assert.ok(html.endsWith(sections(10)));
  });

  it('is left out on a page with nine sections or without any', () => {
    for (const html of [sections(9), '<h1>A</h1><p>B</p>', '']) assert.equal(withContents(html, 'X'), html);
  });

  it('holds no link within a link', () => {
    const linked = `<h2 id="x"><a href="/klub/" hreflang="pl">Klub</a></h2>${sections(9)}`;
    assert.match(withContents(linked, 'X'), /<a href="#x">Klub<\/a>/);
  });
});
