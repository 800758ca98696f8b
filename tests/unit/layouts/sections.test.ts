import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inSections } from '../../../src/layouts/sections.ts';

const long = `<p>${'słowo '.repeat(40)}</p>`;

/**
 * Mutations seen: depth is not counted; `br` is treated as an element with an end tag; the class is placed before the
 * other attributes.
 */
describe('a page in sections', () => {
  it('puts each heading of the second level and what follows it into a section', () => {
    assert.equal(
      inSections(`<h1>A</h1><p>B</p><h2>C</h2>${long}<h3>D</h3><h2>E</h2>${long}`),
      `<h1>A</h1><p>B</p><section><h2>C</h2>${long}<h3>D</h3></section><section><h2>E</h2>${long}</section>`,
    );
  });

  it('marks one of fewer than forty words, which a tag is not', () => {
    assert.equal(
      inSections('<h2>C</h2><p class="a b c d e f">Dwa słowa</p>'),
      '<section class="brief"><h2>C</h2><p class="a b c d e f">Dwa słowa</p></section>',
    );
    assert.match(inSections(`<h2>C</h2><p>${'słowo '.repeat(38)}</p>`), /^<section class="brief">/);
    assert.doesNotMatch(inSections(`<h2>C</h2><p>${'słowo '.repeat(39)}</p>`), /brief/);
  });

  it('leaves headings inside something else where they are, and lets a section of a component be one', () => {
    const inside = `<form><h2>C</h2>${long}</form>`;
    assert.equal(inSections(inside), inside);
    assert.equal(
      inSections(`<h2>C</h2>${long}<br><section id="x"><h2>D</h2>E</section>`),
      `<section><h2>C</h2>${long}<br></section><section id="x" class="brief"><h2>D</h2>E</section>`,
    );
  });

  it('reads an attribute to its quotation mark, and drawings that end themselves', () => {
    const text = `<p title="a > b <h2>">${'słowo '.repeat(40)}<svg><path d="M0"/></svg></p>`;
    assert.equal(
      inSections(`<h2>C</h2>${text}<h2>D</h2>${long}`),
      `<section><h2>C</h2>${text}</section><section><h2>D</h2>${long}</section>`,
    );
  });

  it('gives a page without headings back as it is', () => {
    assert.equal(inSections('<p>A<br>B</p>'), '<p>A<br>B</p>');
    assert.equal(inSections(''), '');
  });
});
