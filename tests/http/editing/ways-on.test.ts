import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
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
import { textOfHtml } from '../../support/text-of-html.ts';

const shown = ({ body }: Got): string => textOfHtml(body);
/** @returns the rows of the summary of what is wrong */
const summary = ({ body }: Got): string[] =>
  [
    ...(/<div class="error-summary"[\s\S]*?<\/div>/.exec(body)?.[0] ?? '').matchAll(/<li>[\s\S]*?<\/li>/g),
  ].map(([row]) => row);

describe('where a person is led on the editing pages', () => {
  let harness: EditingHarness;
  let one: Visitor;
  beforeEach(async () => {
    harness = await startEditingPages();
    one = await harness.editor();
  });
  afterEach(() => harness.stop());

  const file = (path: string) => readFileSync(join(harness.content, path), 'utf8');
  const bodyIn = (path: string) => file(path).replace(/^---[\s\S]*?\n---\n+/, '');
  async function news(title: string, day: string): Promise<string> {
    const made = await one.post('/strony/nowa/', {
      folder: 'aktualnosci',
      tytul: title,
      opis: 'Opis.',
      data: day,
    });
    return made.headers['location'] ?? '';
  }
  async function save(person: Visitor, form: string, fields: Readonly<Record<string, string>>): Promise<Got> {
    return person.post(form, { poczatek: beganIn(await person.get(form)), ...fields });
  }

  it('errors name a piece of news by title and day, never by file', async () => {
    for (const day of ['2026-11-29', '2026-12-01']) {
      const form = await news('Zły koniec', day);
      await save(one, form, { do: '2026-11-01', body: 'Tekst.', dalej: 'szkic' });
    }
    const review = await one.get('/publikuj/');
    assert.deepEqual(
      summary(review).map((row) => textOfHtml(row).trim().split(': ')[0]),
      ['Wiadomość „Zły koniec” (29 listopada 2026 r.)', 'Wiadomość „Zły koniec” (1 grudnia 2026 r.)'],
    );
    assert.doesNotMatch(shown(review), /zly-koniec|\.md/);
    assert.match(shown(review), /Odrzuć tę zmianę[\s\S]*Wiadomość „Zły koniec” \(1 grudnia 2026 r\.\)/);
  });

  it('a page without a title, and one that is gone, are called by no file either', async () => {
    await writeFile(
      join(harness.content, 'pl/strony/klub.md'),
      file('pl/strony/klub.md').replace(/^tytul:.*$/m, 'tytul:'),
    );
    for (const screen of ['/', '/strony/', '/strona/pl/strony/klub/', '/publikuj/'])
      assert.doesNotMatch(shown(await one.get(screen)), /klub\.md/, screen);
    assert.match(shown(await one.get('/strony/')), /Strona bez tytułu/);
    await rm(join(harness.content, 'pl/aktualnosci/2026-11-21-plan.md'));
    await save(one, '/fakty/kontakt/', { kod: '41-902' });
    await one.post('/publikuj/', { plik: 'fakty/kontakt.yaml' });
    const versions = await one.get('/historia/plik/?plik=pl%2Faktualnosci%2F2026-11-21-plan.md');
    assert.match(shown(versions), /Dawne wersje: „/);
    assert.doesNotMatch(shown(versions), /\.md/);
  });

  it('publishing something reports the other unpublished changes', async () => {
    const closed = await one.post('/zamknij/', { rodzaj: 'zamkniete', od: '2026-12-10', powod: 'remont' });
    assert.equal(closed.status, 303);
    await save(one, '/strona/pl/strony/klub/', { body: `Dopisane.\n\n${bodyIn('pl/strony/klub.md')}` });
    const published = await one.post('/publikuj/', { plik: 'pl/strony/klub.md' });
    const progress = await one.get(published.headers['location'] ?? '');
    assert.match(shown(progress), /Jeszcze nieopublikowane Dni inne niż zwykle Zobacz zmiany i opublikuj/);
    const same = await save(one, '/strona/pl/strony/zajecia/', {
      body: bodyIn('pl/strony/zajecia.md'),
      dalej: 'publikuj',
    });
    const review = shown(await one.get(same.headers['location'] ?? ''));
    assert.match(review, /Nic się tu nie zmieniło: „Warsztaty w klubie”\. Jeszcze nieopublikowane/);
    const rest = await one.post('/publikuj/', { plik: 'fakty/przerwy.yaml' });
    assert.doesNotMatch(shown(await one.get(rest.headers['location'] ?? '')), /Jeszcze nieopublikowane/);
  });

  it('an undo of an undo brings back, and the undo of that takes back', async () => {
    await save(one, '/strona/pl/strony/klub/', { body: `Dopisane.\n\n${bodyIn('pl/strony/klub.md')}` });
    await one.post('/publikuj/', { plik: 'pl/strony/klub.md' });
    const said: (string | undefined)[] = [];
    for (const _ of [1, 2, 3]) {
      const [, change = ''] = /name="zmiana" value="([^"]+)"/.exec((await one.get('/historia/')).body) ?? [];
      await one.post('/historia/cofnij/', { zmiana: change });
      await one.post('/publikuj/', { plik: 'pl/strony/klub.md', cofa: change });
      said.push(/((?:Cofnięto|Przywrócono): .*?Strona)/.exec(shown(await one.get('/historia/')))?.[1]);
    }
    assert.deepEqual(said, ['Cofnięto: Strona', 'Przywrócono: Strona', 'Cofnięto: Strona']);
  });

  it('Back to the address that a page had leads to its form, and what is sent from there is kept', async () => {
    const former = await news('Kurs gotowania', '2026-12-03');
    const renamed = await save(one, `${former}adres/`, { nazwa: 'Kurs kuchni', body: 'Tekst.' });
    assert.equal(renamed.status, 303);
    const next = '/strona/pl/aktualnosci/2026-12-03-kurs-kuchni/';
    assert.equal((await one.get(former)).headers['location'], next);
    const dated = await save(one, next, { data: '2026-12-04', body: 'Tekst.', dalej: 'szkic' });
    assert.equal(dated.status, 303);
    const last = '/strona/pl/aktualnosci/2026-12-04-kurs-kuchni/';
    for (const old of [former, next]) assert.equal((await one.get(old)).headers['location'], last, old);
    await one.post(former, { body: 'Tekst z dawnego adresu.', dalej: 'szkic' });
    assert.match((await one.get(last)).body, /Tekst z dawnego adresu\./);
    const page = '/strona/pl/strony/zajecia/';
    await save(one, `${page}adres/`, { nazwa: 'Co robimy' });
    assert.equal((await one.get(page)).headers['location'], '/strona/pl/strony/co-robimy/');
    await save(one, '/strona/pl/strony/dla-kogo/usun/', { zamiast: '/klub/' });
    assert.match(
      (await one.get('/strona/pl/strony/dla-kogo/')).headers['location'] ?? '',
      /^\/publikuj\/\?plik=/,
    );
    assert.equal((await one.get('/strona/pl/strony/nie-ma/')).status, 404);
  });

  it('each row of a conflict’s summary says what to do, and leads to the place', async () => {
    const other = await harness.editor(otherEditor);
    const page = '/strona/pl/strony/klub/';
    const [mine, theirs] = [await one.get(page), await other.get(page)];
    const text = bodyIn('pl/strony/klub.md');
    await other.post(page, {
      poczatek: beganIn(theirs),
      body: `Ich początek.\n\n${text}`,
      opis: 'Ich opis.',
    });
    await other.post('/publikuj/', { plik: 'pl/strony/klub.md' });
    const clash = await one.post(page, {
      poczatek: beganIn(mine),
      body: `Mój początek.\n\n${text}`,
      opis: 'Mój opis.',
    });
    assert.equal(clash.status, 422);
    const rows = summary(clash);
    assert.equal(rows.length, 2);
    for (const [index, row] of rows.entries()) {
      assert.match(row, /wybierz jedną z dwóch wersji/);
      assert.ok(row.includes(`href="#zmiana-${index + 1}"`), row);
      const [place = ''] =
        new RegExp(`id="zmiana-${index + 1}"[\\s\\S]*?</button></div>`).exec(clash.body) ?? [];
      assert.match(place, /value="ich:/, row);
    }
  });

  it('pages are listed as readers meet them: the start, the menu, the others', async () => {
    const listed = [
      ...(await one.get('/strony/')).body.matchAll(/href="\/strona\/pl\/strony\/([a-z-]+)\//g),
    ].map(([, name]) => name);
    const menu = listed
      .slice(1)
      .map((name) => Number(/^menu: (\d)/m.exec(file(`pl/strony/${name}.md`))?.[1] ?? 99));
    assert.equal(listed[0], 'start');
    assert.deepEqual(
      menu,
      menu.toSorted((before, after) => before - after),
    );
    assert.match(shown(await one.get('/strony/')), /Strona główna: Dzień dobry/);
  });

  it('what goes has no way to its preview and form; what no page shows has no preview, a word the page that says it', async () => {
    const wayOf = (body: string, path: string): string =>
      body.split('<div class="entry">').find((part) => part.includes(`value="${path}"`)) ?? '';
    const gone = 'pl/strony/jak-dolaczyc.md';
    await save(one, '/strona/pl/strony/jak-dolaczyc/usun/', { zamiast: '/klub/' });
    await save(one, '/fakty/slownik/', { 'slowa.1.znaczenie.pl': 'gdy ktoś zostaje sam' });
    const searched = await one.get('/fakty/szukanie/');
    const [, field = ''] = /name="([^"]+\.szukaj[^"]*|[^"]+\.slowa[^"]*)"/.exec(searched.body) ?? [];
    await save(one, '/fakty/szukanie/', { [field]: 'zupełnie inne słowo' });
    const { body } = await one.get('/publikuj/');
    assert.match(wayOf(body, gone), /Odrzuć/);
    assert.doesNotMatch(wayOf(body, gone), /Podgląd strony|>Popraw</);
    assert.match(wayOf(body, 'fakty/slownik.yaml'), /podglad\/\?adres=%2Fdla-kogo%2F/);
    assert.match(wayOf(body, 'fakty/szukanie.yaml'), />Popraw</);
    assert.doesNotMatch(wayOf(body, 'fakty/szukanie.yaml'), /Podgląd strony/);
    for (const path of [gone, 'fakty/slownik.yaml', 'fakty/szukanie.yaml'])
      await one.post('/publikuj/odrzuc/', { odrzuc: path });
  });
});
