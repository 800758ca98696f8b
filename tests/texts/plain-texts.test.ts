import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { plainText } from '../../src/search/sections.ts';
import { projectRoot } from '../support/site.ts';

const client = join(projectRoot, 'dist', 'client');
const fold = /<details class="official">[\s\S]*?<\/details>/g;

interface BuiltPage {
  readonly name: string;
  readonly html: string;
  /** The text that is visible before anything is unfolded. */
  readonly text: string;
}

let pages: BuiltPage[] = [];
const textOf = (name: string): string => pages.find((page) => page.name === name)?.text ?? '';

before(async () => {
  const files = (await readdir(client, { recursive: true })).filter((file) => file.endsWith('index.html'));
  pages = await Promise.all(
    files.map(async (file) => {
      const html = (await readFile(join(client, file), 'utf8')).replaceAll('\u00a0', ' ');
      const main = html.match(/<main[\s\S]*<\/main>/)?.[0] ?? '';
      const shown = main.replace(fold, '').replace(/<script[\s\S]*?<\/script>/g, '');
      return {
        name: file.replace(/\/?index\.html$/, ''),
        html,
        text: plainText(shown.replaceAll('<', ' <')),
      };
    }),
  );
});

/** @returns the matches of a pattern, page by page */
const found = (pattern: RegExp): string[] =>
  pages.flatMap(({ name, text }) => [...text.matchAll(pattern)].map(([words]) => `/${name}: ${words}`));

/** The beginnings of Polish headings that are questions. */
const asks =
  /^(?:(?:Dla|Do|Od|Na|O|Po|W|Z|Za) )?(?:co|czego|czym|kto|kogo|komu|kim|gdzie|kiedy|jak|jaki\p{L}*|jaką|ile|skąd|dlaczego|czy)(?: |,)|^(?:Nie )?(?:masz|mieszkasz|wolisz|potrzebujesz|pytasz|wiesz|jesteś|pijesz|wychodzisz|chorujesz|pomagasz|szukasz|chcesz|możesz)(?: |$)/iu;

describe('the texts of the pages', () => {
  it('end every heading that asks in a question mark', () => {
    const headings = pages.flatMap(({ name, html }) =>
      [...html.matchAll(/<h[1-3][^>]*>([\s\S]*?)<\/h[1-3]>/g)].map(([, text = '']) => ({
        name,
        text: plainText(text),
      })),
    );
    const asking = headings.filter(({ text }) => asks.test(text));
    assert.ok(asking.length >= 30, String(asking.length));
    assert.deepEqual(
      asking.filter(({ text }) => !text.includes('?')),
      [],
    );
  });

  it('use no words of an office', () => {
    assert.deepEqual(
      found(/\b(?:zaw(?:rzeć|rzyj|ierasz|arciu)|należy \p{L}+ć|w celu|niniejsz\p{L}+)\b/giu),
      [],
    );
  });

  it('promise nothing that the old page does not', () => {
    const promises = [
      /tyle, ile chcesz/gi,
      /(?<!Czy można najpierw )tylko porozmawiać/gi,
      /Możesz przyjść z osobą/gi,
      /Odezwiemy się w godzinach/gi,
      /W święta klub jest zamknięty/gi,
      /Nikt Cię nie zmusza/gi,
    ];
    assert.deepEqual(promises.flatMap(found), []);
  });

  it('call the one address of the form by one name', () => {
    const names = pages.flatMap(({ html }) =>
      [...html.matchAll(/<a [^>]*href="\/zgloszenie\/"[^>]*>([\s\S]*?)<\/a>/g)].map(([, text = '']) =>
        plainText(text),
      ),
    );
    assert.ok(names.length >= 30, String(names.length));
    assert.deepEqual(
      [...new Set(names)].filter((name) => !/^napi(?:sz|sać) do nas$/i.test(name)),
      [],
    );
  });

  it('show no names of pictures from the old page but in its own words', () => {
    assert.deepEqual(found(/Logo \p{L}+|Herb Bytomia/gu), []);
    assert.match(pages.find(({ name }) => name === 'przydatne-linki')?.html ?? '', /Logo UE/);
  });

  it('tell the whole law: who is left out, what a refusal can cost, and to ask before signing', () => {
    for (const [page, sentences] of Object.entries({
      'dla-kogo': [
        'Zadzwoń mimo to i zapytaj',
        'emerytury',
        'zasiłku dla bezrobotnych',
        'zasiłku przedemerytalnego albo świadczenia przedemerytalnego',
        'renty strukturalnej',
        'nauczycielskiego świadczenia kompensacyjnego',
        'dotyczy każdej grupy, od 2003 roku',
        'Ustawa nie wymaga tego najpóźniej od 2016 roku',
        'do 3 miesięcy przed wyjściem',
        'Meldunek nie jest potrzebny',
        'nie musisz mieć statusu uchodźcy',
        'artykuł 1 ustęp 3a',
      ],
      'jak-dolaczyc': [
        'Udział jest dobrowolny',
        'pisemna umowa z pracownikiem socjalnym',
        'Zanim podpiszesz, odmówisz albo przerwiesz, zapytaj pracownika socjalnego',
        'pomoc wtedy zmniejszyć, wstrzymać albo jej nie dać',
        'artykuł 11 ustępy 2 i 3',
        'osób, które utrzymujesz',
      ],
      'prace-spolecznie-uzyteczne': ['Odmowa lub przerwanie tych prac może go zmniejszyć', '1 czerwca 2025'],
      'tekst-latwy': ['Odmowa może ten zasiłek zmniejszyć.', 'Zapytaj, zanim podpiszesz.'],
    })) {
      const text = textOf(page);
      assert.deepEqual(
        sentences.filter((sentence) => !text.includes(sentence)),
        [],
        page,
      );
    }
  });

  it('say of community work first what can be done today; all that is old is folded away once', () => {
    const { html = '', text = '' } = pages.find(({ name }) => name === 'prace-spolecznie-uzyteczne') ?? {};
    assert.equal(html.match(fold)?.length, 1);
    assert.match(html.match(fold)?.[0] ?? '', /Jak było do 2025 roku/);
    assert.ok(html.indexOf('Co możesz zrobić już teraz?') < html.search(fold));
    assert.doesNotMatch(text, /40 godzin|składek|z dołu|harmonogram/i);
  });
});
