import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ordersFolder, placeOrder } from '../../../src/publication/orders.ts';
import {
  beganIn,
  type EditingHarness,
  type Got,
  startEditingPages,
  type Visitor,
} from '../../support/editing.ts';

describe('the work of staff on the editing pages', () => {
  let harness: EditingHarness;
  let editor: Visitor;
  before(async () => {
    harness = await startEditingPages();
    editor = await harness.editor();
  });
  after(() => harness.stop());
  const file = (path: string) => readFileSync(join(harness.content, path), 'utf8');

  it('the beginning of the history cannot be undone', async () => {
    const { body } = await editor.get('/historia/');
    assert.match(body, /Początek historii/);
    assert.doesNotMatch(body, /action="\/historia\/cofnij\/"/);
  });

  it('a published file goes only after it was seen among the changes', async () => {
    const picture = join(harness.content, 'pliki/stare.png');
    cpSync(join(harness.content, 'pliki/okno.png'), picture);
    const asked = await editor.post('/pliki/usun/', { nazwa: 'stare.png' });
    assert.equal(asked.headers['location'], '/publikuj/?plik=pliki%2Fstare.png');
    assert.ok(existsSync(picture));
    assert.match((await editor.get(asked.headers['location'] ?? '')).body, /Usunięto plik: stare\.png/);
    await editor.post('/publikuj/odrzuc/', { odrzuc: 'pliki/stare.png' });
    assert.match((await editor.get('/pliki/')).body, /stare\.png/);
    await editor.post('/pliki/usun/', { nazwa: 'stare.png' });
    const published = await editor.post('/publikuj/', { plik: 'pliki/stare.png' });
    assert.equal(published.status, 303, published.body);
    assert.ok(!existsSync(picture));
  });

  it('a page goes only with another one in its place, which is asked for at its field', async () => {
    const page = '/strona/pl/strony/zajecia/usun/';
    for (const [heir, message] of [
      ['', /Podaj adres strony, która ją zastąpi/],
      ['/nie-ma/', /Nie ma strony \/nie-ma\//],
    ] as const) {
      const refused = await editor.post(page, { zamiast: heir });
      assert.equal(refused.status, 422);
      assert.match(refused.body, message);
      assert.match(refused.body, /href="#zamiast"/);
      assert.match(refused.body, /id="zamiast-blad"/);
      assert.match(refused.body, /<details class="official" open><summary>Zmień adres/);
    }
    assert.match((await editor.get('/publikuj/')).body, /Nie masz żadnych zmian/);
  });

  it('the page in its place is the one at that very address, and no translation of it', async () => {
    const gone = await editor.post('/strona/pl/aktualnosci/2026-10-02-komputery/usun/', {
      zamiast: '/kontakt/',
    });
    assert.match(gone.headers['location'] ?? '', /plik=pl%2Fstrony%2Fkontakt\.md/);
    assert.doesNotMatch(gone.headers['location'] ?? '', /plik=en/);
    for (const path of ['pl/strony/kontakt.md', 'pl/aktualnosci/2026-10-02-komputery.md'])
      await editor.post('/publikuj/odrzuc/', { odrzuc: path });
  });

  it('a mistake in a list of lines and in a file stands at its field', async () => {
    const page = '/strona/pl/strony/zajecia/';
    for (const field of ['akty', 'dawne_adresy']) {
      const wrong = await editor.post(page, {
        poczatek: beganIn(await editor.get(page)),
        [field]: 'nie ma tego',
      });
      assert.equal(wrong.status, 422, field);
      assert.ok(wrong.body.includes(`href="#${field}"`), field);
      assert.ok(wrong.body.includes(`id="${field}-blad"`), field);
      await editor.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/zajecia.md' });
    }
    const none = await editor.send(
      'POST',
      '/pliki/',
      { Origin: harness.running.url.origin, 'Content-Type': 'multipart/form-data; boundary=x' },
      Buffer.from('--x--\r\n'),
    );
    assert.equal(none.status, 422);
    assert.match(none.body, /id="plik-blad"/);
    assert.match(none.body, /aria-describedby="plik-opis plik-blad" aria-invalid="true"/);
  });

  it('a renamed page is told of as one change, with both addresses', async () => {
    const moved = await editor.post('/strona/pl/aktualnosci/2026-11-21-plan/adres/', { nazwa: 'Nowy plan' });
    const review = (await editor.get(moved.headers['location'] ?? '')).body;
    assert.match(
      review,
      /Zmiana nazwy wiadomości „[^”]+”: \/aktualnosci\/2026-11-21-plan\/ → \/aktualnosci\/2026-11-\d\d-nowy-plan\/; stary adres prowadzi dalej/,
    );
    assert.doesNotMatch(review, /pojawi się na stronie|Usunięto/);
    assert.equal(review.match(/type="checkbox"/g)?.length, 1);
    const plan = 'pl/aktualnosci/2026-11-21-plan.md';
    assert.equal((await editor.post('/publikuj/', { plik: plan.replace('plan', 'nowy-plan') })).status, 303);
    assert.ok(!existsSync(join(harness.content, plan)));
    assert.match((await editor.get('/historia/')).body, /Zmiana nazwy wiadomości „/);
  });

  it('a new page, its picture and its new name are taken back by one undo each, and their addresses lead on', async () => {
    const undoLast = async (): Promise<Got> => {
      const { body } = await editor.get('/historia/');
      const [, change = ''] = /name="zmiana" value="([^"]+)"/.exec(body) ?? [];
      const undone = await editor.post('/historia/cofnij/', { zmiana: change });
      assert.equal(undone.status, 303, undone.body);
      const paths = new URLSearchParams(undone.headers['location']?.split('?')[1]).getAll('plik');
      const fields = new URLSearchParams([...paths.map((path) => ['plik', path]), ['cofa', change]]);
      return editor.send(
        'POST',
        '/publikuj/',
        { Origin: harness.running.url.origin, 'Content-Type': 'application/x-www-form-urlencoded' },
        Buffer.from(fields.toString()),
      );
    };
    const picture = readFileSync(join(harness.content, 'pliki/okno.png'));
    const parts = [
      Buffer.from('--x\r\nContent-Disposition: form-data; name="plik"; filename="zbiorka.png"\r\n\r\n'),
      picture,
      Buffer.from('\r\n--x--\r\n'),
    ];
    const headers = { Origin: harness.running.url.origin, 'Content-Type': 'multipart/form-data; boundary=x' };
    await editor.send('POST', '/pliki/', headers, Buffer.concat(parts));
    const made = await editor.post('/strony/nowa/', {
      folder: 'aktualnosci',
      tytul: 'Zbiórka ubrań',
      opis: 'Przynieś, co możesz.',
      data: '2026-11-29',
    });
    const page = made.headers['location'] ?? '';
    await editor.post(page, {
      poczatek: beganIn(await editor.get(page)),
      body: 'Zbieramy w środy.\n\n![Worki z ubraniami](/pliki/zbiorka.png)\n',
    });
    const path = 'pl/aktualnosci/2026-11-29-zbiorka-ubran.md';
    assert.equal((await editor.post('/publikuj/', { plik: path })).status, 303);
    await editor.post(`${page}adres/`, { nazwa: 'Zbiórka' });
    const renamed = 'pl/aktualnosci/2026-11-29-zbiorka.md';
    assert.equal((await editor.post('/publikuj/', { plik: renamed })).status, 303);
    const list = file('pl/strony/aktualnosci.md');
    assert.equal((await undoLast()).status, 303);
    assert.ok(existsSync(join(harness.content, path)) && !existsSync(join(harness.content, renamed)));
    assert.match(file(path), /dawne_adresy: \[\/aktualnosci\/2026-11-29-zbiorka\/\]/);
    for (const body of [(await editor.get('/historia/')).body]) assert.match(body, /Cofnięto: Zmiana nazwy/);
    const entries = (await editor.get('/historia/')).body;
    const [, change = ''] =
      /Nowa wiadomość: Zbiórka ubrań[\s\S]*?name="zmiana" value="([^"]+)"/.exec(entries) ?? [];
    const undone = await editor.post('/historia/cofnij/', { zmiana: change });
    assert.equal(undone.status, 409, 'the renaming and its undo came later');
    await editor.post(`${page}usun/`, { zamiast: '/aktualnosci/' });
    assert.equal((await editor.post('/publikuj/', { plik: path })).status, 303);
    assert.match(file('pl/strony/aktualnosci.md'), /zbiorka-ubran/);
    assert.notEqual(file('pl/strony/aktualnosci.md'), list);
    assert.ok(existsSync(join(harness.content, 'pliki/zbiorka.png')));
    // The whole publication is undone at once.
    const again = await editor.post('/strony/nowa/', {
      folder: 'aktualnosci',
      tytul: 'Dyżur prawnika',
      opis: 'Raz w miesiącu.',
      data: '2026-11-29',
    });
    const duty = again.headers['location'] ?? '';
    await editor.send(
      'POST',
      '/pliki/',
      headers,
      Buffer.concat([Buffer.from(String(parts[0]).replace('zbiorka', 'prawnik')), ...parts.slice(1)]),
    );
    await editor.post(duty, {
      poczatek: beganIn(await editor.get(duty)),
      body: 'W środę.\n\n![Biurko](/pliki/prawnik.png)\n',
    });
    await editor.post('/publikuj/', { plik: 'pl/aktualnosci/2026-11-29-dyzur-prawnika.md' });
    assert.ok(existsSync(join(harness.content, 'pliki/prawnik.png')));
    const back = await undoLast();
    assert.equal(back.status, 303, back.body);
    assert.ok(!existsSync(join(harness.content, 'pliki/prawnik.png')), 'the photo is off the site, too');
    assert.match(file('pl/strony/aktualnosci.md'), /dyzur-prawnika/);
    assert.match((await editor.get('/historia/')).body, /Cofnięto: Nowa wiadomość: Dyżur prawnika/);
  });

  it('a change under a later one of the same place: the later one can go first, or both go at once', async () => {
    const page = '/fakty/kontakt/';
    const before = file('fakty/kontakt.yaml');
    const changes = [];
    for (const street of ['Nowa 1', 'Nowa 2']) {
      await editor.post(page, { poczatek: beganIn(await editor.get(page)), ulica: street });
      await editor.post('/publikuj/', { plik: 'fakty/kontakt.yaml' });
      changes.push(/name="zmiana" value="([^"]+)"/.exec((await editor.get('/historia/')).body)?.[1] ?? '');
    }
    const [first = '', second = ''] = changes;
    const stopped = await editor.post('/historia/cofnij/', { zmiana: first });
    assert.equal(stopped.status, 409);
    assert.match(stopped.body, /Nowa 1 → Nowa 2/);
    assert.ok(stopped.body.includes(`name="zmiana" value="${second}"`));
    assert.match(stopped.body, /name="mimo" value="tak">Cofnij obie/);
    const both = await editor.post('/historia/cofnij/', { zmiana: first, mimo: 'tak' });
    assert.match((await editor.get(both.headers['location'] ?? '')).body, /Nowa 2 → /);
    await editor.post('/publikuj/', { plik: 'fakty/kontakt.yaml', cofa: first });
    assert.equal(file('fakty/kontakt.yaml'), before);
    assert.match((await editor.get('/historia/')).body, /Cofnięto: /);
    const again = await editor.post('/historia/cofnij/', { zmiana: first });
    assert.equal(again.status, 409);
    assert.match(again.body, /To jest już cofnięte/);
  });

  it('the end of a page that others link to: it says which, each once, and the links can follow or go', async () => {
    const made = await editor.post('/strony/nowa/', {
      folder: 'strony',
      tytul: 'Ogródek',
      opis: 'Za domem.',
    });
    const page = made.headers['location'] ?? '';
    await editor.post(page, { poczatek: beganIn(await editor.get(page)), body: 'Sadzimy zioła.\n' });
    await editor.post('/publikuj/', { plik: 'pl/strony/ogrodek.md' });
    const klub = '/strona/pl/strony/klub/';
    const opened = await editor.get(klub);
    const text = file('pl/strony/klub.md').replace(/^---[\s\S]*?\n---\n+/, '');
    await editor.post(klub, {
      poczatek: beganIn(opened),
      body: `${text}\nMamy [ogródek za domem](/ogrodek/). I [jeszcze raz ogródek](/ogrodek/).\n`,
    });
    await editor.post('/publikuj/', { plik: 'pl/strony/klub.md' });
    const { body } = await editor.get(page);
    const said = body.slice(body.indexOf('Do tej strony prowadzą linki'));
    assert.equal(said.match(/href="\/strona\/pl\/strony\/klub\/"/g)?.length, 1);
    const removed = await editor.post(`${page}usun/`, { zamiast: '/kontakt/', linki: 'usun' });
    const review = (await editor.get(removed.headers['location'] ?? '')).body;
    assert.equal(review.match(/name="plik"/g)?.length, 1, 'one thing');
    assert.doesNotMatch(review, /error-summary"/);
    assert.equal((await editor.post('/publikuj/', { plik: 'pl/strony/ogrodek.md' })).status, 303);
    assert.match(file('pl/strony/klub.md'), /Mamy ogródek za domem\. I jeszcze raz ogródek\./);
    assert.match(file('pl/strony/kontakt.md'), /ogrodek/);
  });

  it('an address is made of a title in Cyrillic, and asked for where none can be made', async () => {
    const news = { folder: 'aktualnosci', jezyk: 'uk', opis: 'Щосереди.', data: '2026-11-29' };
    const made = await editor.post('/strony/nowa/', { ...news, tytul: 'Заняття з польської мови' });
    assert.equal(made.headers['location'], '/strona/uk/aktualnosci/2026-11-29-zaniattia-z-polskoi-movy/');
    const refused = await editor.post('/strony/nowa/', { ...news, tytul: '🎉' });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /id="tytul-blad"[^>]*>[^<]*literami łacińskimi/);
    const page = made.headers['location'] ?? '';
    const renamed = await editor.post(`${page}adres/`, { nazwa: '🎉' });
    assert.equal(renamed.status, 422);
    assert.match(renamed.body, /id="nazwa-blad"[^>]*>[^<]*literami łacińskimi/);
    assert.match(
      (await editor.post(`${page}adres/`, { nazwa: 'Курси' })).headers['location'] ?? '',
      /kursy\.md/,
    );
  });

  it('a table that was pasted without a script is a table', async () => {
    const page = '/strona/pl/strony/zajecia/';
    await editor.post(page, {
      poczatek: beganIn(await editor.get(page)),
      body: `Kiedy?\n\nDzień\tGodzina\nśroda\t9.00\n\n•\tfartuch\n•\tbu\u00adty\n`,
    });
    const opened = (await editor.get(page)).body;
    assert.match(
      opened,
      /\| Dzień \| Godzina \|\n\| --- \| --- \|\n\| środa \| 9\.00 \|\n\n- fartuch\n- buty/,
    );
    assert.doesNotMatch(file('pl/strony/zajecia.md'), /fartuch/);
  });

  it('a publication of an earlier start says what is known of it', async () => {
    const id = 'eeeeeeee-0000-4000-8000-000000000000';
    assert.equal((await editor.get(`/publikacja/${id}/`)).status, 404);
    placeOrder(ordersFolder(harness.data), id);
    const { status, body } = await editor.get(`/publikacja/${id}/`);
    assert.equal(status, 200);
    assert.match(body, /Czeka na swoją kolej/);
    assert.match(body, /Co się zmieniło, zobaczysz tu: <a href="\/historia\/">/);
  });

  it('Polish pages come first in the list', async () => {
    const { body } = await editor.get('/strony/');
    assert.ok(body.indexOf('/strona/pl/') < body.indexOf('/strona/en/'));
    assert.match(body, /Strony po angielsku/);
  });
});
