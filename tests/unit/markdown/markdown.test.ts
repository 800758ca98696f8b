import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdownToHtml } from 'satteri';
import { directives, splitAtMarkers } from '../../../src/markdown/directives.ts';
import { features } from '../../../src/markdown/features.ts';
import { languageOfFile } from '../../../src/markdown/language.ts';
import { loneLinks } from '../../../src/markdown/lone-links.ts';
import { noRawHtml, safeElements } from '../../../src/markdown/safety.ts';

/** One page exists in Polish only. */
const hasFile = (language: string, file: string): boolean =>
  language === 'pl' || file !== 'strony/podstawy-prawne.md';

function html(markdown: string, file = 'content/pl/strony/klub.md'): string {
  const result = markdownToHtml(markdown, {
    features,
    fileURL: new URL(`file:///${file}`),
    mdastPlugins: [noRawHtml, directives],
    hastPlugins: [safeElements, languageOfFile(hasFile), loneLinks],
  });
  assert.ok('html' in result, 'the plugins are synchronous');
  return result.html;
}

describe('Markdown on our pages', () => {
  it('sets components where directives stand, in a sentence and on a line of their own', () => {
    const parts = splitAtMarkers(html('Zadzwoń: :telefon.\n\n::stawka{klucz=psu-godzina}\n'));
    assert.deepEqual(
      parts.filter((part) => typeof part !== 'string'),
      [{ name: 'telefon' }, { name: 'stawka', key: 'psu-godzina' }],
    );
    assert.equal(parts[0], '<p>Zadzwoń: ');
  });

  // Mutation: the marker may also appear in an attribute as it was typed.
  it('sets no component where the content spells a marker', () => {
    const [, spelt = ''] = /(<!--.*-->)/.exec(html(':telefon')) ?? [];
    const place = `${spelt.replaceAll('"', '\\"')} <!--kis:%7B%22name%22%3A%22telefon%22%7D-->`;
    for (const markdown of [
      `[x](/klub/ "${place}")`,
      `[x](/klub/ '${spelt}')`,
      `![${spelt}](/a.png)`,
      `![x](/a.png "${place}")`,
      `\`${spelt}\``,
      `~~~${spelt}\nx\n~~~`,
      `${spelt}\n\nx ${spelt} y`,
      `[x]: /klub/ "${place}"\n\n[x]`,
      `[x](<${spelt}>)`,
      `:::wazne[${spelt}]{klucz="${spelt}" onclick="${place}"}\nx\n:::`,
    ])
      assert.ok(
        splitAtMarkers(html(markdown)).every((part) => typeof part === 'string'),
        markdown,
      );
  });

  it('gives a component nothing of a directive but its key and its words', () => {
    const [placed] = splitAtMarkers(html('::stawka{klucz="--><script>" set:html="x" class=y onclick=z}'));
    assert.deepEqual(placed, { name: 'stawka', key: '--><script>' });
  });

  it('tells a paragraph or an item that is one link from a link in a sentence', () => {
    assert.match(html('[Dalej](/klub/)\n\n- [Dalej](/klub/)'), /<p class="alone">[\s\S]*<li class="alone">/);
    assert.doesNotMatch(html('Zobacz: [dalej](/klub/)\n\n- [dalej](/klub/), potem'), /alone/);
  });

  it('leaves a colon in a sentence alone', () => {
    assert.match(html('Od 7:30 do 17:00.'), /Od 7:30 do 17:00\./);
  });

  it('turns containers into a note, steps and a folded official text with its summary', () => {
    assert.match(html(':::wazne[Ważne]\nTekst\n:::'), /<div class="note"><p class="note-title">Ważne<\/p>/);
    assert.match(html(':::kroki\n1. raz\n:::'), /<div class="steps"><ol>/);
    assert.match(
      html(':::urzedowo[Jak w dokumencie]\nTekst\n:::'),
      /<details class="official"><summary class="official-title">Jak\sw\sdokumencie<\/summary><p>Tekst<\/p><\/details>/,
    );
  });

  it('refuses an unknown directive with its name', () => {
    assert.throws(() => html('::godzinny'), /godzinny/);
    assert.throws(() => html(':::ramka\nx\n:::'), /ramka/);
  });

  it('drops raw HTML, links to scripts and data, and inline styles', () => {
    assert.doesNotMatch(html('<script>alert(1)</script>\n\na <b>b</b>'), /<script|<b>/);
    for (const target of [
      'javascript:alert(1)',
      'JaVaScRiPt:x',
      'data:text/html,x',
      '//elsewhere.example/',
    ]) {
      assert.doesNotMatch(html(`[x](${target})`), /href/, target);
    }
    assert.doesNotMatch(html('| a |\n|--:|\n| 1 |'), /style=/);
  });

  it('a task list is a plain list', () => {
    const text = html('- [ ] dowód osobisty\n- [x] telefon\n');
    assert.doesNotMatch(text, /<input/);
    assert.match(text, /<li[^>]*>\s*dowód osobisty<\/li>\s*<li[^>]*>\s*telefon<\/li>/);
  });

  it('keeps links to the web, to mail, to telephones and within the page', () => {
    for (const target of ['https://www.bytom.pl', 'mailto:a@b.pl', 'tel:+48322810185', '#kontakt']) {
      assert.match(html(`[x](${target})`), new RegExp(`href="${target.replace('+', '\\+')}"`), target);
    }
  });

  it('gives links to pages the prefix of the file’s language, and links to files none', () => {
    const ukrainian = (markdown: string) => html(markdown, 'content/uk/strony/klub.md');
    assert.match(ukrainian('[x](/kontakt/)'), /href="\/uk\/kontakt\/"/);
    assert.match(ukrainian('[x](/kontakt/#dom)'), /href="\/uk\/kontakt\/#dom"/);
    assert.match(ukrainian('[x](/)'), /href="\/uk\/"/);
    assert.match(ukrainian('[x](/godziny.ics)'), /href="\/godziny\.ics"/);
    assert.match(html('[x](/kontakt/)'), /href="\/kontakt\/"/);
  });

  // Mutation: every link to a page gets the prefix.
  it('links a page that the language does not have in Polish, and says so', () => {
    const link = html('[Право](/podstawy-prawne/#akty)', 'content/uk/strony/klub.md');
    assert.match(link, /<a href="\/podstawy-prawne\/#akty" hreflang="pl">Право \(польською\)<\/a>/);
    assert.doesNotMatch(html('[Prawo](/podstawy-prawne/)'), /hreflang/);
  });

  // Mutation: the insert becomes a marker without a component, or text.
  it('marks Polish words in a text of another language, in a heading and a link too', () => {
    const marked = '<span lang="pl">kontrakt socjalny</span>';
    const ukrainian = (markdown: string) => html(markdown, 'content/uk/strony/klub.md');
    assert.ok(ukrainian('Договір (:polski[kontrakt socjalny]).').includes(`Договір (${marked}).`));
    assert.ok(ukrainian('## :polski[kontrakt socjalny]').includes(marked));
    assert.ok(ukrainian('[Про :polski[kontrakt socjalny]](/kontakt/)').includes(marked));
  });

  it('binds one-letter words and units as each language does', () => {
    assert.match(html('Praca w domu za 5 zł'), /w\u00a0domu za 5\u00a0zł/);
    assert.match(html('a i o', 'content/uk/strony/klub.md'), /a i o/);
    assert.match(
      html('у клубі й о 5 км', 'content/uk/strony/klub.md'),
      /у\u00a0клубі й\u00a0о\u00a05\u00a0км/,
    );
    assert.match(html("сім'я", 'content/uk/strony/klub.md'), /сім’я/);
    assert.match(html('5 km', 'content/en/strony/klub.md'), /5\u00a0km/);
    assert.match(html('a i o', 'content/en/strony/klub.md'), /a i o/);
  });
});
