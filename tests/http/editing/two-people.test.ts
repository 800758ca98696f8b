import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  beganIn,
  type EditingHarness,
  type Got,
  otherEditor,
  startEditingPages,
  type Visitor,
} from '../../support/editing.ts';

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const shownIn = ({ body }: Got, name: string): string | undefined => {
  const input = [...body.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => tag.includes(`name="${name}"`));
  const area = new RegExp(`<textarea[^>]* name="${name}"[^>]*>\\n([^<]*)</textarea>`).exec(body)?.[1];
  const value = area ?? (input && (/ value="([^"]*)"/.exec(input)?.[1] ?? ''));
  return value === undefined ? undefined : unescaped(value);
};
const choices = ({ body }: Got): string[] =>
  [...body.matchAll(/name="wybierz" value="([^"]+)"/g)].map(([, value = '']) => unescaped(value));

describe('two people at one file', () => {
  let harness: EditingHarness;
  let marek: Visitor;
  let danuta: Visitor;
  beforeEach(async () => {
    harness = await startEditingPages();
    marek = await harness.editor();
    danuta = await harness.editor({ ...otherEditor, initials: 'DK' });
  });
  afterEach(() => harness.stop());
  const file = (path: string) => readFileSync(join(harness.content, path), 'utf8');

  async function publish(person: Visitor, plik: string): Promise<Got> {
    const got = await person.post('/publikuj/', { plik });
    assert.equal(got.status, 303, got.body);
    return got;
  }

  it('where both changed one field, both versions stand at it, the rest of both stays, and one press chooses', async () => {
    const [page, path] = ['/fakty/kontakt/', 'fakty/kontakt.yaml'];
    for (const [choice, telephone] of [
      ['ich', '32 281 01 86'],
      ['moje', '32 111 22 33'],
    ] as const) {
      const before = file(path);
      const mine = await marek.get(page);
      const all = { poczatek: beganIn(mine), ulica: shownIn(mine, 'ulica') ?? '' };
      await danuta.post(page, {
        poczatek: beganIn(await danuta.get(page)),
        telefon: '32 281 01 86',
        ulica: 'Nowa 7',
      });
      await publish(danuta, path);
      const conflict = await marek.post(page, { ...all, telefon: '32 111 22 33', email: 'nowy@kis.example' });
      assert.equal(conflict.status, 422);
      assert.equal(shownIn(conflict, 'telefon'), '32 111 22 33');
      assert.equal(shownIn(conflict, 'ulica'), 'Nowa 7', 'what only she changed is hers');
      assert.deepEqual(choices(conflict), ['ich:telefon', 'moje:telefon']);
      const at = conflict.body.slice(
        conflict.body.indexOf('for="telefon"'),
        conflict.body.indexOf('id="telefon"'),
      );
      assert.match(at, /Zapisał ktoś inny<\/h3><ul><li>Telefon[^<]*: .* → 32 281 01 86/);
      assert.match(at, /Zmieniasz Ty<\/h3><ul><li>Telefon[^<]*: .* → 32 111 22 33/);
      // Closing the page here loses nothing.
      const again = await marek.get(page);
      assert.equal(shownIn(again, 'email'), 'nowy@kis.example');
      assert.match((await marek.get('/')).body, /Zaczęte, jeszcze nieopublikowane/);
      assert.equal(
        (await marek.post('/publikuj/', { plik: path })).status,
        422,
        'nothing goes before the choice',
      );
      const chosen = await marek.post(page, { poczatek: beganIn(again), wybierz: `${choice}:telefon` });
      assert.equal(chosen.headers['location'], '/publikuj/?plik=fakty%2Fkontakt.yaml');
      await publish(marek, path);
      assert.match(file(path), new RegExp(`telefon: "?${telephone}`));
      assert.match(file(path), /ulica: Nowa 7/);
      assert.match(file(path), /email: nowy@kis\.example/);
      await writeFile(join(harness.content, path), before);
    }
  });

  it('what is typed while another one publishes again and again takes nothing back that was not shown', async () => {
    const [page, path] = ['/fakty/kontakt/', 'fakty/kontakt.yaml'];
    const mine = await marek.get(page);
    const typed = { telefon: '32 111 22 33', ulica: shownIn(mine, 'ulica') ?? '' };
    await danuta.post(page, { poczatek: beganIn(await danuta.get(page)), telefon: '32 281 01 86' });
    await publish(danuta, path);
    const conflict = await marek.post(page, { poczatek: beganIn(mine), ...typed });
    assert.equal(conflict.status, 422);
    await danuta.post(page, {
      poczatek: beganIn(await danuta.get(page)),
      telefon: '32 281 01 87',
      ulica: 'Nowa 7',
    });
    await publish(danuta, path);
    const saved = await marek.post(page, { poczatek: beganIn(conflict), ...typed });
    assert.equal(saved.status, 422, 'her newest number was not shown yet');
    assert.match(saved.body, /→ 32 281 01 87/);
    assert.equal(shownIn(saved, 'ulica'), 'Nowa 7');
    await marek.post(page, { poczatek: beganIn(saved), wybierz: 'moje:telefon' });
    await publish(marek, path);
    assert.match(file(path), /telefon: "?32 111 22 33/);
    assert.match(file(path), /ulica: Nowa 7/);
  });

  it('paragraphs of one page and entries of one list go together; one paragraph waits for a choice', async () => {
    const [page, path] = ['/strona/pl/strony/zajecia/', 'pl/strony/zajecia.md'];
    const rest = `${file(path)
      .replace(/^---[\s\S]*?\n---\n+/, '')
      .trimEnd()}\n\n`;
    await writeFile(join(harness.content, path), `${file(path).trimEnd()}\n\nJeden.\n\nDwa.\n\nTrzy.\n`);
    const [mine, theirs] = [await marek.get(page), await danuta.get(page)];
    await danuta.post(page, {
      poczatek: beganIn(theirs),
      body: `${rest}Jeden.\n\nDwa od Danuty.\n\nTrzy od Danuty.\n`,
    });
    await publish(danuta, path);
    const conflict = await marek.post(page, {
      poczatek: beganIn(mine),
      body: `${rest}Jeden od Marka.\n\nDwa od Marka.\n\nTrzy.\n`,
    });
    assert.equal(conflict.status, 422);
    assert.equal(shownIn(conflict, 'body'), `${rest}Jeden od Marka.\n\nDwa od Marka.\n\nTrzy od Danuty.\n`);
    const [theirsFirst = '', ...more] = choices(conflict);
    assert.match(theirsFirst, /^ich:body:/);
    assert.equal(more.length, 1);
    await marek.post(page, {
      poczatek: beganIn(conflict),
      body: shownIn(conflict, 'body') ?? '',
      wybierz: theirsFirst,
    });
    await publish(marek, path);
    assert.ok(file(path).endsWith('Jeden od Marka.\n\nDwa od Danuty.\n\nTrzy od Danuty.\n'));

    const close = async (person: Visitor, day: string) => {
      const got = await person.post('/zamknij/', { rodzaj: 'zamkniete', od: day, powod: 'szkolenie' });
      assert.equal(got.headers['location'], '/publikuj/?plik=fakty%2Fprzerwy.yaml', got.body);
    };
    await close(marek, '2027-03-01');
    await close(danuta, '2027-03-08');
    await publish(danuta, 'fakty/przerwy.yaml');
    await publish(marek, 'fakty/przerwy.yaml');
    assert.match(file('fakty/przerwy.yaml'), /2027-03-08[\s\S]*2027-03-01/);
  });

  it('a page that one takes away while the other one writes keeps the text, and asks which is to stand', async () => {
    const [page, path] = ['/strona/pl/strony/zajecia/', 'pl/strony/zajecia.md'];
    const mine = await marek.get(page);
    const long = `${shownIn(mine, 'body')}\nMój długi tekst.\n`;
    await danuta.post(`${page}usun/`, { zamiast: '/kontakt/' });
    await publish(danuta, path);
    const got = await marek.post(page, { poczatek: beganIn(mine), body: long });
    assert.equal(got.status, 422, 'it is kept though the page is gone');
    assert.equal(shownIn(got, 'body'), long);
    assert.deepEqual(choices(got), ['ich:', 'moje:']);
    assert.equal(shownIn(await marek.get(page), 'body'), long);
    await marek.post(page, { poczatek: beganIn(got), body: long, wybierz: 'moje:' });
    await publish(marek, path);
    assert.match(file(path), /Mój długi tekst\./);

    await danuta.post(`${page}usun/`, { zamiast: '/kontakt/' });
    const other = await marek.get(page);
    await marek.post(page, { poczatek: beganIn(other), body: `${long}\nJeszcze inny tekst.\n` });
    await publish(marek, path);
    const refused = await danuta.post('/publikuj/', { plik: path });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /Jeszcze inny tekst/);
    assert.ok(choices(refused).includes('moje:'));
    assert.equal((await danuta.post('/publikuj/', { plik: path, wybierz: 'moje:' })).status, 303);
    await publish(danuta, path);
    assert.throws(() => file(path));
  });

  it('a file that somebody breaks by hand meanwhile loses nothing of what was typed', async () => {
    const [page, path] = ['/fakty/kontakt/', 'fakty/kontakt.yaml'];
    const mine = await marek.get(page);
    const before = file(path);
    await writeFile(join(harness.content, path), 'a: [b\n');
    const got = await marek.post(page, { poczatek: beganIn(mine), telefon: '32 111 22 33' });
    assert.equal(got.status, 422, got.body);
    assert.equal(shownIn(got, 'telefon'), '32 111 22 33');
    await writeFile(join(harness.content, path), before);
    assert.equal(shownIn(await marek.get(page), 'telefon'), '32 111 22 33');
    await publish(marek, path);
    assert.match(file(path), /telefon: "?32 111 22 33/);
  });

  it('two windows of one person keep what was typed in both', async () => {
    const [page, path] = ['/fakty/kontakt/', 'fakty/kontakt.yaml'];
    const [one, two] = [await marek.get(page), await marek.get(page)];
    const street = shownIn(one, 'ulica') ?? '';
    await marek.post(page, { poczatek: beganIn(one), telefon: '32 111 22 33', ulica: street });
    await marek.post(page, {
      poczatek: beganIn(two),
      telefon: shownIn(two, 'telefon') ?? '',
      ulica: 'Nowa 7',
    });
    await publish(marek, path);
    assert.match(file(path), /telefon: "?32 111 22 33/);
    assert.match(file(path), /ulica: Nowa 7/);
  });

  for (const [name, start] of [
    ['a page that is published', undefined],
    ['a draft that both windows saw', 'Wstęp.'],
  ] as const)
    it(`two windows of one person in one paragraph, of ${name}: both stand there, and one press chooses`, async () => {
      const [page, path] = ['/strona/pl/strony/klub/', 'pl/strony/klub.md'];
      const save = (form: Got, body: string, more: Readonly<Record<string, string>> = {}) =>
        marek.post(page, { poczatek: beganIn(form), body, dalej: 'szkic', ...more });
      const bodyIn = (form: Got): string => shownIn(form, 'body') ?? '';
      if (start !== undefined) {
        const form = await marek.get(page);
        await save(form, `${start}\n\n${bodyIn(form)}`);
      }
      const [one, two] = [await marek.get(page), await marek.get(page)];
      const first = bodyIn(one).split('\n\n')[0] ?? '';
      const written = (form: Got, mark: string) => bodyIn(form).replace(first, `${first} (${mark})`);
      assert.equal((await save(one, written(one, 'PIERWSZA'))).status, 303);
      const asked = await save(two, `${written(two, 'DRUGA')}\n\nNowy koniec.`);
      assert.equal(asked.status, 422, 'nothing goes without a word');
      assert.match(asked.body, /W innej karcie jest tu zapisane co innego/);
      assert.match(asked.body, /Zapisane wcześniej[\s\S]*\(PIERWSZA\)[\s\S]*Wpisujesz teraz[\s\S]*\(DRUGA\)/);
      assert.match(bodyIn(asked), /\(DRUGA\)/);
      assert.match(bodyIn(await marek.get(page)), /\(PIERWSZA\)/, 'what was saved before is not touched');

      const choice = /value="(ich:[^"]+)"/.exec(asked.body)?.[1] ?? '';
      const window = /name="okno" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
      await save(asked, bodyIn(asked), { wybierz: choice, okno: window });
      const kept = bodyIn(await marek.get(page));
      assert.match(kept, /\(PIERWSZA\)/);
      assert.doesNotMatch(kept, /\(DRUGA\)/);
      assert.match(kept, /Nowy koniec\.\s*$/, 'what both wrote in other places stays');

      const again = await save(two, written(two, 'TRZECIA'));
      assert.equal(again.status, 422);
      await save(again, bodyIn(again), { okno: /name="okno" value="([^"]+)"/.exec(again.body)?.[1] ?? '' });
      assert.match(
        bodyIn(await marek.get(page)),
        /\(TRZECIA\)/,
        'saved once more, what stands in the field is meant',
      );
      await marek.post('/publikuj/odrzuc/', { odrzuc: path });
    });

  it('two windows at one field, and at a page that nobody has published', async () => {
    const facts = '/fakty/kontakt/';
    const [one, two] = [await marek.get(facts), await marek.get(facts)];
    await marek.post(facts, { poczatek: beganIn(one), telefon: '32 111 22 44' });
    const asked = await marek.post(facts, { poczatek: beganIn(two), telefon: '32 111 22 55' });
    assert.equal(asked.status, 422);
    assert.match(asked.body, /32 111 22 44[\s\S]*32 111 22 55/);
    const window = /name="okno" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    await marek.post(facts, {
      poczatek: beganIn(asked),
      telefon: '32 111 22 55',
      wybierz: 'moje:telefon',
      okno: window,
    });
    assert.equal(shownIn(await marek.get(facts), 'telefon'), '32 111 22 55');
    const [old, late] = [await marek.get(facts), await marek.get(facts)];
    await marek.post(facts, { poczatek: beganIn(old), telefon: '32 111 22 66' });
    const other = { poczatek: beganIn(late), telefon: '32 111 22 55', ulica: 'Inna 8' };
    assert.equal(
      (await marek.post(facts, other)).status,
      303,
      'it changed another field than the older draft',
    );
    assert.equal(shownIn(await marek.get(facts), 'telefon'), '32 111 22 66');
    await marek.post('/publikuj/odrzuc/', { odrzuc: 'fakty/kontakt.yaml' });

    const made = await marek.post('/strony/nowa/', { folder: 'strony', tytul: 'Nowa', opis: 'Opis.' });
    const page = made.headers['location'] ?? '';
    const [left, right] = [await marek.get(page), await marek.get(page)];
    await marek.post(page, { poczatek: beganIn(left), body: 'Lewy tekst.', dalej: 'szkic' });
    const shown = await marek.post(page, { poczatek: beganIn(right), body: 'Prawy tekst.', dalej: 'szkic' });
    assert.equal(shown.status, 422);
    assert.match(shown.body, /Lewy tekst\.[\s\S]*Prawy tekst\./);
    await marek.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/nowa.md' });
  });

  it('refused text stays in its field, in every field of the form', async () => {
    const page = '/strona/pl/strony/zajecia/';
    const long = `${'Długi tekst, ż. '.repeat(20_000)}koniec`;
    const refused = await marek.post(page, {
      poczatek: beganIn(await marek.get(page)),
      tytul: 'Nowy tytuł',
      body: long,
    });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /Tekst może mieć najwyżej/);
    assert.equal(shownIn(refused, 'body'), long);
    assert.equal(shownIn(refused, 'tytul'), 'Nowy tytuł');
    const saved = await marek.post(page, {
      poczatek: beganIn(refused),
      tytul: 'Nowy tytuł',
      body: 'Krótki.\n',
    });
    assert.equal(saved.status, 303);

    const value = 'ż'.repeat(2_001);
    const form = await marek.get('/fakty/linki/');
    const wrong = await marek.post('/fakty/linki/', {
      poczatek: beganIn(form),
      'linki.0.nazwa': value,
      'linki.0.adres': 'https://nowy.example',
      'linki.1.usun': 'tak',
    });
    assert.equal(wrong.status, 422);
    assert.equal(shownIn(wrong, 'linki.0.nazwa'), value);
    assert.equal(shownIn(wrong, 'linki.0.adres'), 'https://nowy.example');
    assert.match(wrong.body, /name="linki\.1\.usun" value="tak" checked/);
    const name = 'a/b?'.repeat(5);
    const moved = await marek.post('/strona/pl/strony/klub/usun/', { zamiast: name });
    assert.equal(shownIn(moved, 'zamiast'), name);
  });
});
