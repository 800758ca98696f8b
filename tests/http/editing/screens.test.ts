import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  beganIn,
  type EditingHarness,
  otherEditor,
  startEditingPages,
  type Visitor,
} from '../../support/editing.ts';

describe('the screens of the editing pages', () => {
  let harness: EditingHarness;
  let one: Visitor;
  let other: Visitor;
  before(async () => {
    harness = await startEditingPages();
    one = await harness.editor();
    other = await harness.editor(otherEditor);
  });
  after(() => harness.stop());
  const file = (path: string) => readFileSync(join(harness.content, path), 'utf8');
  const publish = (person: Visitor, ...paths: readonly string[]) =>
    person.send(
      'POST',
      '/publikuj/',
      { Origin: harness.running.url.origin, 'Content-Type': 'application/x-www-form-urlencoded' },
      Buffer.from(
        new URLSearchParams([...paths.map((path) => ['plik', path]), ['powod', 'bo tak']]).toString(),
      ),
    );

  it('close the club: days, reason, what it means, published; and undone from the history', async () => {
    const before = file('fakty/przerwy.yaml');
    const closed = await one.post('/zamknij/', {
      rodzaj: 'zamkniete',
      od: '24.12.2026',
      do: '2027-01-02',
      powod: 'przerwa świąteczna',
    });
    assert.equal(closed.headers['location'], '/publikuj/?plik=fakty%2Fprzerwy.yaml');
    const shown = await one.get(closed.headers['location'] ?? '');
    assert.match(
      shown.body,
      /Od czwartku 24 grudnia do soboty 2 stycznia 2027 r\. klub będzie zamknięty|klub będzie zamknięty/,
    );
    assert.equal(file('fakty/przerwy.yaml'), before);
    assert.match((await other.get('/publikuj/')).body, /Nie masz żadnych zmian/);
    const published = await publish(one, 'fakty/przerwy.yaml');
    assert.match(published.headers['location'] ?? '', /^\/publikacja\/[0-9a-f-]{36}\/$/);
    assert.ok(file('fakty/przerwy.yaml').startsWith(before.trimEnd().slice(0, 40)));
    assert.match(file('fakty/przerwy.yaml'), /od: 2026-12-24[\s\S]*do: 2027-01-02[\s\S]*przerwa świąteczna/);
    const progress = await one.get(published.headers['location'] ?? '');
    assert.match(progress.body, /http-equiv="refresh"/);
    const history = (await other.get('/historia/')).body;
    assert.match(history, /pracownik socjalny AN/);
    assert.match(history, /bo tak/);
    const [, change = ''] = /name="zmiana" value="([^"]+)"/.exec(history) ?? [];
    const undone = await other.post('/historia/cofnij/', { zmiana: change });
    assert.equal(undone.status, 303);
    assert.match(undone.headers['location'] ?? '', /&cofa=/);
    await other.post('/publikuj/', { plik: 'fakty/przerwy.yaml', cofa: change });
    assert.equal(file('fakty/przerwy.yaml'), before);
    assert.match((await one.get('/historia/')).body, /Cofnięto: Klub zamknięty/);
  });

  it('say each mistake at its field, keep what was typed, and let nothing wrong be published', async () => {
    const wrong = await one.post('/zamknij/', { rodzaj: 'skrocone', od: '2026-02-30', powod: '' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /<title>Błąd: /);
    for (const field of ['od', 'powod', 'godziny-od']) {
      assert.ok(wrong.body.includes(`href="#${field}"`), field);
      assert.ok(wrong.body.includes(`id="${field}-blad"`), field);
    }
    assert.match(wrong.body, /value="skrocone" checked/);
    const before = file('fakty/kontakt.yaml');
    const form = await one.get('/fakty/kontakt/');
    const saved = await one.post('/fakty/kontakt/', { poczatek: beganIn(form), telefon: '12', kod: '41902' });
    assert.equal(saved.status, 422);
    assert.match(saved.body, /id="telefon"[^>]*value="12"[^>]*aria-invalid="true"/);
    assert.match(saved.body, /id="kod-blad"/);
    assert.match((await one.get('/')).body, /Zaczęte, jeszcze nieopublikowane/);
    const refused = await publish(one, 'fakty/kontakt.yaml');
    assert.equal(refused.status, 422);
    assert.match(refused.body, /href="\/fakty\/kontakt\/\?sprawdz"/);
    assert.equal(file('fakty/kontakt.yaml'), before);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/kontakt.yaml' });
    assert.match((await one.get('/publikuj/')).body, /Nie masz żadnych zmian/);
  });

  it('change one value as one line, and confirm by role and day', async () => {
    const before = file('fakty/godziny.yaml');
    const form = await one.get('/fakty/godziny/');
    const saved = await one.post('/fakty/godziny/', {
      poczatek: beganIn(form),
      'tydzien.piatek.zamkniete': 'nie',
      'tydzien.piatek.od': '08:00',
      'tydzien.piatek.do': '13:00',
    });
    assert.equal(saved.status, 303);
    await one.post('/fakty/godziny/potwierdz/', { co: '', 'do-': '2027-03-01' });
    const shown = (await one.get('/publikuj/')).body;
    assert.match(shown, /Piątek: .* → 8\.00–13\.00/);
    await publish(one, 'fakty/godziny.yaml');
    const changed = file('fakty/godziny.yaml')
      .split('\n')
      .filter((line) => !before.split('\n').includes(line));
    assert.deepEqual(
      changed.map((line) => line.trim()).toSorted(),
      [
        'piatek: 8:00-13:00',
        'potwierdzil: pracownik socjalny',
        'sprawdzic_do: 2027-03-01',
        'sprawdzono: 2026-11-29',
      ].filter((line) => !before.includes(line)),
    );
  });

  it('two people at one page: both texts stand there, and the next press decides', async () => {
    const page = '/strona/pl/strony/zajecia/';
    const [mine, theirs] = [await one.get(page), await other.get(page)];
    const text = file('pl/strony/zajecia.md').replace(/^---[\s\S]*?---\n+/, '');
    await other.post(page, { poczatek: beganIn(theirs), body: `Tekst drugiej osoby.\n\n${text}` });
    await publish(other, 'pl/strony/zajecia.md');
    assert.match(file('pl/strony/zajecia.md'), /Tekst drugiej osoby/);
    const conflict = await one.post(page, { poczatek: beganIn(mine), body: `Mój tekst.\n\n${text}` });
    assert.equal(conflict.status, 422);
    assert.match(conflict.body, /Tekst drugiej osoby/);
    assert.match(conflict.body, />\nMój tekst\.\n/);
    for (const words of [
      /Zapisał ktoś inny<\/h3><ul><li>[^<]*Dopisano akapit „Tekst drugiej osoby\.”/,
      /Zmieniasz Ty<\/h3><ul><li>[^<]*Dopisano akapit „Mój tekst\.”/,
    ])
      assert.match(conflict.body, words);
    assert.match((await one.get('/')).body, /Zaczęte, jeszcze nieopublikowane/, 'what was typed is kept');
    assert.match((await one.get(page)).body, />\nMój tekst\.\n/);
    await one.post(page, { poczatek: beganIn(conflict), body: `Mój tekst.\n\n${text}` });
    await publish(one, 'pl/strony/zajecia.md');
    assert.match(file('pl/strony/zajecia.md'), /Mój tekst\./);
  });

  it('a draft in conflict with a newer change is shown beside it, and never published over it', async () => {
    const page = '/fakty/linki/';
    const form = await one.get(page);
    await one.post(page, { poczatek: beganIn(form), 'linki.0.opis.pl': 'Mój opis.' });
    const before = file('fakty/linki.yaml');
    const byHand = before.replace(/(opis:\s*(?:\{\s*)?pl: )[^\n}]*/, '$1Opis ręczny.');
    assert.notEqual(byHand, before);
    await writeFile(join(harness.content, 'fakty/linki.yaml'), byHand);
    const refused = await publish(one, 'fakty/linki.yaml');
    assert.equal(refused.status, 422);
    assert.match(refused.body, /Ktoś opublikował w tym czasie/);
    for (const { body } of [refused, await one.get(page)]) {
      assert.match(body, /Zapisał ktoś inny<\/h3><ul><li>[^<]*Opis: .* → Opis ręczny\./);
      assert.match(body, /Zmieniasz Ty<\/h3><ul><li>[^<]*Opis: .* → Mój opis\./);
      assert.doesNotMatch(body.replace(/<style>[\s\S]*<\/style>/, ''), /opis:|linki:/);
    }
    assert.equal(file('fakty/linki.yaml'), byHand);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/linki.yaml' });
    assert.match((await one.get('/historia/')).body, /spoza redakcji/);
  });

  it('two people in different places of one file take nothing from each other, comments by hand too', async () => {
    const page = '/fakty/kontakt/';
    const [mine, theirs] = [await one.get(page), await other.get(page)];
    const before = file('fakty/kontakt.yaml');
    await other.post(page, { poczatek: beganIn(theirs), telefon: '32 281 01 86' });
    await publish(other, 'fakty/kontakt.yaml');
    await writeFile(join(harness.content, 'fakty/kontakt.yaml'), `${file('fakty/kontakt.yaml')}# ręcznie\n`);
    const saved = await one.post(page, {
      poczatek: beganIn(mine),
      telefon: /^telefon: "?([\d ]+)/m.exec(before)?.[1] ?? '',
      email: 'nowy@kis.example',
    });
    assert.equal(saved.headers['location'], '/publikuj/?plik=fakty%2Fkontakt.yaml', saved.body);
    const review = (await one.get('/publikuj/')).body;
    assert.match(review, /E-mail klubu: .* → nowy@kis\.example/);
    assert.doesNotMatch(review, /Telefon: /);
    assert.equal((await publish(one, 'fakty/kontakt.yaml')).status, 303);
    const after = file('fakty/kontakt.yaml');
    assert.match(after, /telefon: 32 281 01 86/);
    assert.match(after, /email: nowy@kis\.example/);
    assert.match(after, /# ręcznie/);
  });

  it('news and pages: made, shown in the preview before anybody else sees them, moved with the old address, taken away', async () => {
    const made = await one.post('/strony/nowa/', {
      folder: 'aktualnosci',
      tytul: 'Zupa w piątek',
      opis: 'Gotujemy razem.',
      data: '2026-12-11',
    });
    const page = made.headers['location'] ?? '';
    assert.equal(page, '/strona/pl/aktualnosci/2026-12-11-zupa-w-piatek/');
    await one.post(page, { poczatek: beganIn(await one.get(page)), body: 'Przyjdź w piątek.\n' });
    assert.equal(existsSync(join(harness.content, 'pl/aktualnosci/2026-12-11-zupa-w-piatek.md')), false);
    const preview = await one.get('/podglad/strona/aktualnosci/2026-12-11-zupa-w-piatek/');
    assert.match(preview.body, /Przyjdź/);
    assert.equal((await other.get('/podglad/strona/aktualnosci/2026-12-11-zupa-w-piatek/')).status, 404);
    const later = await one.post(page, { poczatek: beganIn(await one.get(page)), data: '2026-12-18' });
    assert.match(later.headers['location'] ?? '', /2026-12-18-zupa-w-piatek/);
    const day = '/strona/pl/aktualnosci/2026-12-18-zupa-w-piatek/';
    await one.post(day, { poczatek: beganIn(await one.get(day)), data: '2026-12-11' });
    const path = 'pl/aktualnosci/2026-12-11-zupa-w-piatek.md';
    await publish(one, path);
    assert.match(file(path), /tytul: Zupa w piątek/);
    const moved = await one.post(`${page}adres/`, { nazwa: 'Zupa dyniowa' });
    assert.equal(moved.status, 303);
    await publish(one, path, 'pl/aktualnosci/2026-12-11-zupa-dyniowa.md');
    assert.equal(existsSync(join(harness.content, path)), false);
    assert.match(
      file('pl/aktualnosci/2026-12-11-zupa-dyniowa.md'),
      /dawne_adresy:[\s\S]*\/aktualnosci\/2026-12-11-zupa-w-piatek\//,
    );
    await one.post('/strona/pl/aktualnosci/2026-12-11-zupa-dyniowa/usun/', { zamiast: '/aktualnosci/' });
    await publish(one, 'pl/aktualnosci/2026-12-11-zupa-dyniowa.md', 'pl/strony/aktualnosci.md');
    assert.equal(existsSync(join(harness.content, 'pl/aktualnosci/2026-12-11-zupa-dyniowa.md')), false);
  });

  it('every form opens, with every field that has a label', async () => {
    const start = (await one.get('/')).body;
    const forms = [...start.matchAll(/href="(\/fakty\/[a-z]+\/)"/g)].map(([, path = '']) => path);
    assert.equal(new Set(forms).size, 14);
    for (const path of new Set(forms)) {
      const { status, body } = await one.get(path);
      assert.equal(status, 200, path);
      const ids = [
        ...body.matchAll(/<(?:input|textarea|select)(?![^>]*type="hidden")[^>]* id="([^"]+)"/g),
      ].map(([, name]) => name);
      assert.ok(ids.length > 0, path);
      assert.deepEqual(
        ids.filter((name) => !body.includes(`for="${name}"`)),
        [],
        path,
      );
      assert.equal(new Set(ids).size, ids.length, `${path}: an id twice`);
    }
  });
});
