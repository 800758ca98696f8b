import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkFiles } from '../../../src/content-check/check-files.ts';
import { writeOriginal } from '../../../src/content-check/write-original.ts';
import { clubContent } from '../../support/club.ts';
import { changed, contentWith } from './content.ts';

type Changes = Readonly<Record<string, string | undefined>>;

const check = (changes: Changes) => checkFiles(contentWith(changes), '2026-11-22');
/** @returns the translations that the check warns of, and those on the launch checklist */
function told(changes: Changes) {
  const { findings, launch } = check(changes);
  const isStale = ({ message }: { message: string }) => message.includes('--translated');
  const files = (rows: readonly { file: string }[]) => rows.map(({ file }) => file).sort();
  return {
    warned: files(findings.filter((one) => one.severity === 'warning' && isStale(one))),
    stale: files(launch.filter(isStale)),
    unconfirmed: files(launch.filter(({ message }) => message.startsWith('potwierdzil – Tego tłumaczenia'))),
  };
}

const unconfirmed = ['deklaracja-dostepnosci', 'klub', 'kontakt', 'prywatnosc', 'start', 'zgloszenie'].map(
  (name) => `uk/strony/${name}.md`,
);

describe('the check of translations', () => {
  it('finds those of the club fresh, and the Ukrainian ones not confirmed', () => {
    assert.deepEqual(told({}), { warned: [], stale: [], unconfirmed });
    assert.deepEqual(
      check({}).findings.filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  // Mutations: only the first translation is looked for; only pages with acts are checked; the title is not checked.
  const sentences: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['a sentence', 'Zadzwoń, przyjdź albo napisz.', 'Zadzwoń albo napisz.', ['en', 'uk']],
    ['the title', 'tytul: Kontakt', 'tytul: Gdzie jesteśmy', ['en', 'uk']],
    ['the description', 'opis: Telefon, adres', 'opis: Numer, adres', ['en', 'uk']],
  ];
  for (const [what, from, to, languages] of sentences)
    it(`finds every translation stale when ${what} of the Polish page changes`, () => {
      const files = languages.map((language) => `${language}/strony/kontakt.md`);
      const found = told({ 'pl/strony/kontakt.md': changed('pl/strony/kontakt.md', from, to) });
      assert.deepEqual(found, { warned: files, stale: files, unconfirmed });
    });

  it('does not mind days, places in the menu and line ends', () => {
    const page = changed('pl/strony/kontakt.md', 'sprawdzono: 2026-11-22', 'sprawdzono: 2026-11-21');
    assert.deepEqual(told({ 'pl/strony/kontakt.md': page.replace('menu: 6', 'menu: 4') }).stale, []);
    assert.deepEqual(told({ 'pl/strony/kontakt.md': page.replaceAll('\n', '\r\n') }).stale, []);
  });

  it('reports a translation without a hash, with the line to write', () => {
    const page = changed('uk/strony/klub.md', 'oryginal:', '# oryginal:');
    const { findings } = check({ 'uk/strony/klub.md': page });
    const messages = findings
      .filter(({ file }) => file === 'uk/strony/klub.md')
      .map(({ message }) => message);
    assert.deepEqual(messages, [
      'Nie wiadomo, z którego tekstu strony pl/strony/klub.md jest to tłumaczenie. Porównaj obie strony, popraw tłumaczenie, jeśli trzeba, i uruchom: npm run check:content -- --translated pl/strony/klub --language=uk',
    ]);
  });

  it('asks nothing of a page that there is in the other language only', () => {
    const page = changed('uk/strony/klub.md', 'oryginal:', '# oryginal:').replace('Про клуб', 'Лише тут');
    assert.deepEqual(told({ 'uk/strony/lishe.md': page.replace('menu: 5', '') }), {
      warned: [],
      stale: [],
      unconfirmed,
    });
  });

  it('takes a page as confirmed once somebody is named', () => {
    const page = changed('uk/strony/klub.md', 'potwierdzil: null', 'potwierdzil: tłumacz');
    assert.ok(!told({ 'uk/strony/klub.md': page }).unconfirmed.includes('uk/strony/klub.md'));
  });

  it('needs of another language only the pages without which the site cannot do', () => {
    const missing = (path: string) =>
      check({ [path]: undefined })
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ file }) => file);
    assert.deepEqual(missing('uk/strony/klub.md').includes('uk/strony/klub.md'), false);
    assert.ok(missing('uk/strony/prywatnosc.md').includes('uk/strony/prywatnosc.md'));
    assert.ok(missing('pl/strony/mapa-strony.md').includes('pl/strony/mapa-strony.md'));
  });

  it('lets a translation link to a Polish page that its language lacks, and to its headings only', () => {
    const link = (target: string) =>
      check({
        'uk/strony/kontakt.md': changed(
          'uk/strony/kontakt.md',
          '[Напишіть через форму](/zgloszenie/)',
          `[Право](${target})`,
        ),
      }).findings.filter(({ severity }) => severity === 'error').length;
    assert.equal(link('/podstawy-prawne/'), 0);
    assert.equal(link('/podstawy-prawne/#nie-ma'), 1);
    assert.equal(link('/nie-ma/'), 1);
  });
});

describe('--translated', () => {
  const fresh = changed('pl/strony/kontakt.md', 'Zadzwoń, przyjdź', 'Zadzwoń dziś, przyjdź');
  async function withStale(test: (folder: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'kis-'));
    await cp(clubContent, folder, { recursive: true });
    await writeFile(join(folder, 'pl/strony/kontakt.md'), fresh);
    await test(folder).finally(() => rm(folder, { recursive: true, force: true }));
  }
  const read = async (folder: string): Promise<Changes> => ({
    'pl/strony/kontakt.md': fresh,
    'uk/strony/kontakt.md': await readFile(join(folder, 'uk/strony/kontakt.md'), 'utf8'),
    'en/strony/kontakt.md': await readFile(join(folder, 'en/strony/kontakt.md'), 'utf8'),
  });

  it('makes every translation of the page fresh again, and changes nothing but the hash', () =>
    withStale(async (folder) => {
      const before = await read(folder);
      assert.deepEqual(told(before).stale, ['en/strony/kontakt.md', 'uk/strony/kontakt.md']);
      assert.deepEqual(await writeOriginal(folder, 'pl/strony/kontakt'), {
        kind: 'done',
        files: ['en/strony/kontakt.md', 'uk/strony/kontakt.md'],
      });
      const after = await read(folder);
      assert.deepEqual(told(after).stale, []);
      const withoutHash = (text = '') => text.replace(/^oryginal.*$/m, '');
      for (const file of Object.keys(after))
        assert.equal(withoutHash(after[file]), withoutHash(before[file]));
    }));

  it('does so for one language alone', () =>
    withStale(async (folder) => {
      await writeOriginal(folder, 'content/pl/strony/kontakt.md', 'uk');
      assert.deepEqual(told(await read(folder)).stale, ['en/strony/kontakt.md']);
    }));

  it('adds the field where it is missing, with the line ends of the file', () =>
    withStale(async (folder) => {
      const file = join(folder, 'uk/strony/kontakt.md');
      const text = (await readFile(file, 'utf8')).replace(/^oryginal.*\n/m, '').replaceAll('\n', '\r\n');
      await writeFile(file, text);
      await writeOriginal(folder, 'pl/strony/kontakt', 'uk');
      const written = await readFile(file, 'utf8');
      assert.equal(written.replace(/oryginal: "[0-9a-f]{16}"\r\n/, ''), text);
      assert.ok(!told(await read(folder)).stale.includes('uk/strony/kontakt.md'));
    }));

  it('refuses a path that is not a page, and a page without translations', () =>
    withStale(async (folder) => {
      for (const page of [
        'kontakt',
        'uk/strony/kontakt',
        'pl/strony/nie-ma',
        'pl/strony/zajecia',
        '../pl/strony/x',
      ])
        assert.equal((await writeOriginal(folder, page)).kind, 'refused', page);
      assert.equal((await writeOriginal(folder, 'pl/strony/kontakt', 'de')).kind, 'refused');
    }));
});
