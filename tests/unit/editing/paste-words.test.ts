import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { markdownToHtml } from 'satteri';
import { fromHtml } from '../../../src/editing/paste/from-html.ts';
import { directives } from '../../../src/markdown/directives.ts';
import { features } from '../../../src/markdown/features.ts';
import { noRawHtml } from '../../../src/markdown/safety.ts';

/**
 * @returns the text of a page as a reader sees it, computed independently of the paste code: words in order,
 * separated where a browser starts a new line or cell, with the numbers of lists
 */
function seenIn(html: string): string[] {
  const parted = new Set(
    'p div h1 h2 h3 h4 h5 h6 ul ol li table caption tr td th pre blockquote dl dt dd details summary br hr'.split(
      ' ',
    ),
  );
  const read = (node: DefaultTreeAdapterTypes.ChildNode): string => {
    if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
    if (!('tagName' in node)) return '';
    const style = node.attrs.find(({ name }) => name === 'style')?.value ?? '';
    const isTakenOut = node.tagName === 'del' && node.attrs.length > 0;
    if (isTakenOut || ['style', 'script', 'head'].includes(node.tagName)) return '';
    let next = Number(node.attrs.find(({ name }) => name === 'start')?.value ?? 1);
    const inside = node.childNodes
      .map((one) => {
        if (node.tagName !== 'ol' || one.nodeName !== 'li') return read(one);
        next += 1;
        return ` ${next - 1}. ${read(one)}`;
      })
      .join('');
    if (style.includes('mso-list:Ignore')) return /\d/.test(inside) ? ` ${inside} ` : ' ';
    return parted.has(node.tagName) ? ` ${inside} ` : inside;
  };
  // A list in a cell is written on one line, with commas.
  return parse(html)
    .childNodes.map(read)
    .join('')
    .split(/\s+/)
    .map((word) => word.replace(/,+$/, '').replace(/^(\d{1,3})\)$/, '$1.'))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

const seenOfPasted = (html: string): string[] => {
  const rendered = markdownToHtml(fromHtml(html), { features, mdastPlugins: [noRawHtml, directives] });
  assert.ok('html' in rendered);
  return seenIn(rendered.html);
};

const escapedText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const words =
  'klub joga, kuchnia 9.00–11.00 CV a_b _x_ *y* **z** # ## 1. 12) - + ~~s~~ ~t ` `k` \\ \\[ [l](m) <i> &copy; |p| ' +
  ':telefon ::godziny :::wazne === --- 2027. tel.: +48 18:30 18:30{x} źdźbło Шиття 🙂 (ważne) „tak” ! ![o](p) https://x.pl/a_b?c=d*e';
const word = fc.constantFrom(...words.split(' '));
const sentence = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map((all) => escapedText(all.join(' ')).replace(/^(?=https)|(?<=d\*e)$/g, ' '));

const inline = fc
  .array(
    fc.tuple(
      sentence,
      fc.constantFrom(
        (text: string) => text,
        (text: string) => `<b>${text}</b>`,
        (text: string) => `<strong> ${text} </strong>`,
        (text: string) => `<span style="font-weight:700">${text}</span>`,
        (text: string) => `<span style="font-family:Arial">${text}&nbsp;</span>`,
        (text: string) => `<a href="https://www.bytom.pl/a_(b)"><span>${text}</span></a>`,
        (text: string) => `<s>${text}</s>`,
        (text: string) => `<ins cite="x">${text}</ins><del cite="x">stare</del>`,
        (text: string) => `<br>${text}`,
        (text: string) => `<br><br>\n${text}<!-- c -->`,
      ),
      fc.constantFrom('', '', ' ', '\n'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.map(([text, wrap, space]) => `${wrap(text)}${space}`).join(''));

const wordEntry = (list: number, level: number, sign: string, text: string): string =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l${list} level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>\n`;

const block: fc.Arbitrary<string> = fc.letrec<{ block: string; blocks: string; item: string }>((tie) => ({
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
  item: fc.oneof(
    { weight: 3, arbitrary: inline },
    inline.map((text) => `<p>${text}</p>`),
    fc.tuple(inline, tie('blocks')).map(([text, more]) => `${text}${more}`),
  ),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: inline.map((text) => `<p class=MsoNormal>${text}</p>`) },
    inline.map((text) => `<div>${text}</div>`),
    fc.constant('<p class=MsoNormal><o:p>&nbsp;</o:p></p>'),
    fc.tuple(fc.integer({ min: 1, max: 4 }), inline).map(([level, text]) => `<h${level}>${text}</h${level}>`),
    inline.map((text) => `<p class=MsoTitle>${text}</p>`),
    inline.map((text) => `<h2><div>${text}</div><div>${text}</div></h2>`),
    fc
      .tuple(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('·', 'o', '1.', '2.', '3)', '10.'),
        inline,
      )
      .map(([list, level, sign, text]) => wordEntry(list, level, sign, text)),
    fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
      .map(([start, items]) => {
        const entries = items.map((item) => `<li>${item}</li>\n`).join('');
        return start === 0 ? `<ul>${entries}</ul>` : `<ol start="${start}">${entries}</ol>`;
      }),
    fc
      .array(fc.array(tie('item'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map(
        (rows) =>
          `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
      ),
    tie('blocks').map((inside) => `<blockquote>${inside}</blockquote>`),
    tie('blocks').map((inside) => `<div>${inside}</div>`),
    tie('blocks').map((inside) => `<span>${inside}</span>`),
    inline.map((text) => `<p class=MsoListParagraph>${text}</p>`),
    inline.map((text) => `<p>– ${text}</p>`),
    inline.map((text) => `<dl><dt>${text}</dt><dd>${text}</dd></dl>`),
  ),
})).blocks;

describe('the visible words of a page before it was pasted', () => {
  it('is what the page shows: every word and number, in its order, none glued to another', () => {
    fc.assert(
      fc.property(block, (html) => {
        assert.deepEqual(seenOfPasted(html), seenIn(html), fromHtml(html));
      }),
      { numRuns: 500 },
    );
  });
});
