import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readMarkdown } from '../../../src/content-check/reading/front-matter.ts';
import { hashOf } from '../../../src/content-check/rules/translations.ts';
import { type PageFolder, pageFolderNames } from '../../../src/content-schemas/collections.ts';
import { wordsOfGroup } from '../../../src/editing/changes/change-words.ts';
import { together } from '../../../src/editing/changes/moves.ts';
import { pagesLinkingTo, withoutLinksTo } from '../../../src/editing/pages/links.ts';
import { editPage, frontMatterOf, pageForm } from '../../../src/editing/pages/page-file.ts';
import { moveToItsDay, newPage, removePage, renamePage } from '../../../src/editing/pages/page-places.ts';
import { staleTranslations } from '../../../src/editing/pages/translations.ts';
import { clubContent } from '../../support/club.ts';

const textsOf = (content: string): Map<string, string> =>
  new Map(
    pageFolderNames.flatMap((folder) =>
      readdirSync(join(content, 'pl', folder))
        .filter((name) => name.endsWith('.md'))
        .map(
          (name) =>
            [`pl/${folder}/${name}`, readFileSync(join(content, 'pl', folder, name), 'utf8')] as const,
        ),
    ),
  );
const club = textsOf(clubContent);
const folderOf = (path: string): PageFolder => (path.includes('/aktualnosci/') ? 'aktualnosci' : 'strony');
const [yes, no] = [() => true, () => false];
const kitchen = 'pl/aktualnosci/2026-11-19-kuchnia.md';

function edited(path: string, text: string, posted: Readonly<Record<string, string>>, body?: string): string {
  const result = editPage(folderOf(path), text, new Map(Object.entries(posted)), body);
  assert.ok(result.kind === 'text', JSON.stringify(result));
  return result.text;
}

function moved(result: ReturnType<typeof renamePage>): {
  path: string;
  texts: ReadonlyMap<string, string | null>;
} {
  assert.ok(result.kind === 'moved', JSON.stringify(result));
  return result;
}

describe('a page as a form', () => {
  for (const [path, text] of club)
    it(`${path} posted as it was shown comes back byte for byte`, () => {
      const form = pageForm(folderOf(path), text);
      assert.ok(form.kind === 'form');
      const posted = Object.fromEntries(
        form.fields.flatMap((field) => ('value' in field ? [[field.name, String(field.value)]] : [])),
      );
      assert.equal(
        edited(
          path,
          text,
          {
            ...posted,
            szkic: posted['szkic'] === 'true' ? 'tak' : 'nie',
            przypnij: posted['przypnij'] === 'true' ? 'tak' : 'nie',
            nowosci: posted['nowosci'] === 'true' ? 'tak' : 'nie',
          },
          form.body.replaceAll('\n', '\r\n'),
        ),
        text,
      );
    });

  it('one changed field is one changed line, and the text below stays', () => {
    const text = club.get(kitchen) ?? '';
    const after = edited(kitchen, text, { opis: 'Gotujemy: razem.' });
    assert.equal(after, text.replace('opis: Gotujemy razem w Zmyślinie.', "opis: 'Gotujemy: razem.'"));
  });

  it('a new text comes without controls and soft hyphens, line ends as the file has them', () => {
    const text = '---\r\ntytul: A\r\nopis: B\r\ndata: 2026-11-19\r\n---\r\n\r\nStary.\r\n';
    assert.equal(
      edited(kitchen, text, {}, '\n\nNo\u00adwy\u0007 tekst.\r\n\r\nDrugi  wiersz.\n\n\n'),
      text.replace('Stary.', 'Nowy tekst.\r\n\r\nDrugi  wiersz.'),
    );
  });

  it('a text that nobody changed keeps its odd characters, and what stands at its end', () => {
    const text = '---\ntytul: A\nopis: B\ndata: 2026-11-19\n---\n\nSta\u00adry\u200b.\n\n\n';
    const form = pageForm('aktualnosci', text);
    assert.ok(form.kind === 'form');
    assert.equal(
      edited(kitchen, text, { opis: 'C' }, form.body.replaceAll('\n', '\r\n')),
      text.replace('opis: B', 'opis: C'),
    );
  });

  it('draft, pinned, vanishing day and menu come and go', () => {
    const text = club.get(kitchen) ?? '';
    const draft = edited(kitchen, text, { szkic: 'tak', do: '2026-12-01', przypnij: 'nie' });
    assert.deepEqual(frontMatterOf(draft), {
      ...frontMatterOf(text),
      szkic: 'tak',
      do: '2026-12-01',
      przypnij: 'nie',
    });
    const page = club.get('pl/strony/klub.md') ?? '';
    assert.equal(frontMatterOf(edited('pl/strony/klub.md', page, { menu: '3' }))['menu'], 3);
    assert.equal('menu' in frontMatterOf(edited('pl/strony/klub.md', page, { menu: '' })), false);
  });

  it('too long a text is refused at its field', () => {
    const result = editPage('strony', club.get('pl/strony/klub.md') ?? '', new Map(), 'a'.repeat(100_001));
    assert.ok(result.kind === 'faults' && result.faults[0]?.name === 'body');
  });
});

describe('new, moved and removed pages', () => {
  it('a new page is called by its title in plain letters, as no other one is', () => {
    const { path, text } = newPage(
      {
        folder: 'aktualnosci',
        language: 'pl',
        title: 'Zażółć „gęślą”: jaźń!',
        description: 'Opis.',
        today: '2026-11-29',
        day: '2026-12-07',
      },
      club,
    );
    assert.equal(path, 'pl/aktualnosci/2026-12-07-zazolc-gesla-jazn.md');
    assert.deepEqual(frontMatterOf(text), {
      tytul: 'Zażółć „gęślą”: jaźń!',
      opis: 'Opis.',
      data: '2026-12-07',
    });
    const name = (title: string) =>
      newPage({ folder: 'strony', language: 'pl', title, description: 'x', today: '2026-11-29' }, club).path;
    assert.equal(name('Klub'), 'pl/strony/klub-2.md');
    assert.equal(name('Szukaj'), 'pl/strony/szukaj-2.md');
    assert.equal(name('Заняття з польської мови'), 'pl/strony/zaniattia-z-polskoi-movy.md');
    assert.equal(name('../../etc/passwd'), 'pl/strony/etc-passwd.md');
    assert.ok(name('a '.repeat(500)).length < 80);
  });

  it('a renamed page answers at its old address, and links and doors follow', () => {
    const texts = new Map([
      ...club,
      [
        'pl/strony/inna.md',
        '---\ntytul: x\ndrzwi:\n  - adres: /zajecia/#a\n---\n[a](/zajecia/) i [b](/zajecia/#kurs), nie /zajecia-x/\n',
      ],
    ]);
    const { path, texts: after } = moved(renamePage('pl/strony/zajecia.md', 'Zajęcia i kursy', texts, yes));
    assert.equal(path, 'pl/strony/zajecia-i-kursy.md');
    assert.equal(after.get('pl/strony/zajecia.md'), null);
    assert.deepEqual(frontMatterOf(after.get(path) ?? '')['dawne_adresy'], ['/zajecia/']);
    assert.match(
      after.get('pl/strony/inna.md') ?? '',
      /adres: \/zajecia-i-kursy\/#a\n---\n\[a\]\(\/zajecia-i-kursy\/\) i \[b\]\(\/zajecia-i-kursy\/#kurs\), nie \/zajecia-x/,
    );
    const { texts: unknown } = moved(renamePage('pl/strony/zajecia.md', 'Kursy', texts, no));
    assert.equal('dawne_adresy' in frontMatterOf(unknown.get('pl/strony/kursy.md') ?? ''), false);
    assert.equal(renamePage('pl/strony/kontakt.md', 'Adres', texts, yes).kind, 'fault');
    assert.equal(moved(renamePage('pl/strony/zajecia.md', 'Шиття', texts, yes)).path, 'pl/strony/shyttia.md');
    const unwritable = renamePage('pl/strony/zajecia.md', '🎉', texts, yes);
    assert.match(unwritable.kind === 'fault' ? unwritable.message : '', /literami łacińskimi/);
  });

  it('a page moves in all its languages: old addresses, links, anchors and fresh translations stay', () => {
    const page = (title: string, body: string, more = '') =>
      `---\ntytul: ${title}\nopis: o\n${more}---\n${body}\n`;
    const of = (text: string) => {
      const reading = readMarkdown(text);
      assert.ok(reading.kind !== 'faults');
      return hashOf(reading.file);
    };
    const [old, menu] = [page('Kurs', '## Rada'), page('Start', '[k](/kurs/#rada)')];
    const texts = new Map([
      ['pl/strony/kurs.md', old],
      ['uk/strony/kurs.md', page('Курс', '## Порада', `oryginal: ${of(old)}\n`)],
      [
        'en/strony/kurs.md',
        page('Course', '## Advice\n\n[me](/kurs/#advice)', 'oryginal: 0123456789abcdef\n'),
      ],
      ['pl/strony/inna.md', menu],
      ['uk/strony/inna.md', page('Інша', 'Без посилань.', `oryginal: ${of(menu)}\n`)],
      ['en/strony/inna.md', page('Other', '[c](/kurs/#advice)', 'oryginal: 0123456789abcdef\n')],
    ]);
    for (const path of ['pl/strony/kurs.md', 'en/strony/kurs.md']) {
      const { texts: after } = moved(renamePage(path, 'Szkolenie', texts, yes));
      for (const [language, prefix] of [
        ['pl', ''],
        ['uk', '/uk'],
        ['en', '/en'],
      ] as const) {
        assert.equal(after.get(`${language}/strony/kurs.md`), null, language);
        assert.deepEqual(frontMatterOf(after.get(`${language}/strony/szkolenie.md`) ?? '')['dawne_adresy'], [
          `${prefix}/kurs/`,
        ]);
      }
      assert.match(after.get('en/strony/szkolenie.md') ?? '', /\[me\]\(\/szkolenie\/#advice\)/);
      assert.match(after.get('pl/strony/inna.md') ?? '', /\[k\]\(\/szkolenie\/#rada\)/);
      assert.match(after.get('en/strony/inna.md') ?? '', /\[c\]\(\/szkolenie\/#advice\)/);
      const all = new Map(texts);
      for (const [one, text] of after)
        if (text === null) all.delete(one);
        else all.set(one, text);
      assert.deepEqual(staleTranslations(all).sort(), ['en/strony/inna.md', 'en/strony/szkolenie.md']);
      const changes = [...after].map(([one, text]) => ({
        path: one,
        before: texts.has(one) ? Buffer.from(texts.get(one) ?? '') : undefined,
        after: text === null ? undefined : Buffer.from(text),
      }));
      const groups = together(changes);
      assert.equal(
        groups.length,
        1,
        JSON.stringify(groups.map(({ kind, files }) => [kind, files.map((one) => one.path)])),
      );
      assert.deepEqual(wordsOfGroup(groups[0] ?? assert.fail(), changes).lines, [
        'Zmiana nazwy strony „Kurs”: /kurs/ → /szkolenie/; stary adres prowadzi dalej',
        'Razem z nią idzie jej tekst po ukraińsku i po angielsku',
        'Linki do niej idą za nią także tu: „Start”',
        'Linki idą za nią także w tłumaczeniach',
      ]);
    }
    const { texts: gone } = moved(removePage('pl/strony/kurs.md', texts, 'pl/strony/inna.md'));
    for (const [language, prefix] of [
      ['pl', ''],
      ['uk', '/uk'],
      ['en', '/en'],
    ] as const) {
      assert.equal(gone.get(`${language}/strony/kurs.md`), null);
      assert.deepEqual(frontMatterOf(gone.get(`${language}/strony/inna.md`) ?? '')['dawne_adresy'], [
        `${prefix}/kurs/`,
      ]);
    }
    const taken = new Map([...texts, ['en/strony/szkolenie.md', page('Else', 'x')]]);
    assert.equal(
      moved(renamePage('pl/strony/kurs.md', 'Szkolenie', taken, yes)).path,
      'pl/strony/szkolenie-2.md',
    );
  });

  it('a link means the page of its own language, else the Polish one; without it its words stay', () => {
    const texts = new Map([
      ['pl/strony/kurs.md', '[x](/kurs/)'],
      ['pl/strony/inna.md', '[k](/kurs/#rada) i [l](/kursy/)'],
      ['en/strony/inna.md', '[c](/kurs/)'],
      ['uk/strony/inna.md', '[c][1]\n\n[1]: /kurs/\n'],
    ]);
    assert.deepEqual(pagesLinkingTo('pl/strony/kurs.md', texts), [
      'pl/strony/inna.md',
      'en/strony/inna.md',
      'uk/strony/inna.md',
    ]);
    const own = new Map([...texts, ['en/strony/kurs.md', 'Course.']]);
    assert.deepEqual(pagesLinkingTo('pl/strony/kurs.md', own), ['pl/strony/inna.md', 'uk/strony/inna.md']);
    assert.deepEqual(pagesLinkingTo('en/strony/kurs.md', own), ['en/strony/inna.md']);
    assert.equal(
      withoutLinksTo('Mamy [kurs](/kurs/#rada), ![kurs](/kurs/) i [kursy](/kursy/).', '/kurs/', '/'),
      'Mamy kurs, ![kurs](/) i [kursy](/kursy/).',
    );
  });

  it('news go to the name of their day', () => {
    const texts = new Map([
      ...club,
      [kitchen, edited(kitchen, club.get(kitchen) ?? '', { data: '2026-12-24' })],
    ]);
    assert.equal(moved(moveToItsDay(kitchen, texts, no)).path, 'pl/aktualnosci/2026-12-24-kuchnia.md');
    assert.equal(moved(moveToItsDay(kitchen, club, no)).texts.size, 0);
  });

  it('a removed page leaves its addresses to another one', () => {
    const texts = new Map([
      ...club,
      [kitchen, edited(kitchen, club.get(kitchen) ?? '', { dawne_adresy: '/zupa/' })],
    ]);
    const { texts: after } = moved(removePage(kitchen, texts, 'pl/strony/aktualnosci.md'));
    assert.equal(after.get(kitchen), null);
    assert.deepEqual(frontMatterOf(after.get('pl/strony/aktualnosci.md') ?? '')['dawne_adresy'], [
      '/aktualnosci/2026-11-19-kuchnia/',
      '/zupa/',
    ]);
    assert.equal(removePage('pl/strony/start.md', club).kind, 'fault');
  });
});
