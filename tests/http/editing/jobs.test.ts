import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ordersFolder, placeOrder } from '../../../src/publication/orders.ts';
import { type EditingHarness, type Got, startEditingPages, type Visitor } from '../../support/editing.ts';

const beganIn = (page: Got): string => /name="poczatek" value="([^"]+)"/.exec(page.body)?.[1] ?? '';

describe('what staff meet on their way through the editing pages', () => {
  let house: EditingHarness;
  let editor: Visitor;
  before(async () => {
    house = await startEditingPages();
    editor = await house.editor();
  });
  after(() => house.stop());
  const file = (path: string) => readFileSync(join(house.content, path), 'utf8');

  it('the beginning of the history cannot be undone', async () => {
    const { body } = await editor.get('/historia/');
    assert.match(body, /Początek historii/);
    assert.doesNotMatch(body, /action="\/historia\/cofnij\/"/);
  });

  it('a published file goes only after it was seen among the changes', async () => {
    const picture = join(house.content, 'pliki/stare.png');
    cpSync(join(house.content, 'pliki/okno.png'), picture);
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
      assert.match(refused.body, /<details open><summary>Zmień adres/);
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
      { Origin: house.running.url.origin, 'Content-Type': 'multipart/form-data; boundary=x' },
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
    assert.ok(!existsSync(join(house.content, plan)));
    assert.match((await editor.get('/historia/')).body, /Zmiana nazwy wiadomości „/);
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
    placeOrder(ordersFolder(house.data), id);
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
