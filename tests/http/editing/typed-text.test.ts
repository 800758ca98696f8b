import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  beganIn,
  type EditingHarness,
  type Got,
  otherEditor,
  startEditingPages,
  type Visitor,
} from '../../support/editing.ts';

/** @returns the HTML of each form of a page */
const formsIn = ({ body }: Got): string[] => body.match(/<form[\s\S]*?<\/form>/g) ?? [];

const isField = /<textarea|<select|<input(?![^>]*type="(?:hidden|submit)")/;

describe('typed text', () => {
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

  it('stands in the one form of a screen: no button beside it sends another form', async () => {
    for (const path of [
      ...[...(await one.get('/')).body.matchAll(/href="(\/fakty\/[a-z]+\/)"/g)].map(
        ([, found = '']) => found,
      ),
      '/strona/pl/strony/zajecia/',
      '/strona/pl/aktualnosci/2026-11-21-plan/',
      '/strona/pl/strony/zajecia/tabela/',
      '/strona/pl/strony/zajecia/plik/',
      '/zamknij/',
      '/strony/nowa/?folder=aktualnosci',
    ]) {
      const page = await one.get(path);
      assert.equal(page.status, 200, path);
      const forms = formsIn(page).filter((form) => !form.includes('action="/wyjscie/"'));
      assert.equal(forms.length, 1, path);
      assert.match(forms[0] ?? '', isField, path);
    }
  });

  it('is confirmed as it was typed', async () => {
    const page = '/fakty/godziny/';
    const form = await one.get(page);
    const confirmed = await one.post('/fakty/godziny/potwierdz/', {
      poczatek: beganIn(form),
      'tydzien.wtorek.zamkniete': 'nie',
      'tydzien.wtorek.od': '08:15',
      'tydzien.wtorek.do': '16:00',
      co: '',
      'do-': '2027-02-01',
    });
    assert.equal(confirmed.status, 303, confirmed.body);
    const review = (await one.get('/publikuj/')).body;
    assert.match(review, /Wtorek: [^<]* → 8\.15–16\.00/);
    assert.match(review, /Potwierdzono, że się zgadza: pracownik socjalny, sprawdzić do: 1 lutego 2027/);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/godziny.yaml' });
  });

  it('is kept and not confirmed while it is wrong', async () => {
    const form = await one.get('/fakty/godziny/');
    const refused = await one.post('/fakty/godziny/potwierdz/', {
      poczatek: beganIn(form),
      'tydzien.wtorek.zamkniete': 'nie',
      'tydzien.wtorek.od': '16:00',
      'tydzien.wtorek.do': '08:00',
      co: '',
    });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /id="tydzien\.wtorek-blad"/);
    assert.match(refused.body, /name="tydzien\.wtorek\.od"[^>]*value="16:00"/);
    assert.doesNotMatch((await one.get('/publikuj/')).body, /Potwierdzono, że się zgadza/);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/godziny.yaml' });
  });

  it('is kept, and nothing is confirmed that the person has not seen', async () => {
    const [mine, theirs] = [await one.get('/fakty/kontakt/'), await other.get('/fakty/kontakt/')];
    await other.post('/fakty/kontakt/', { poczatek: beganIn(theirs), telefon: '32 281 01 86' });
    await other.post('/publikuj/', { plik: 'fakty/kontakt.yaml' });
    const refused = await one.post('/fakty/kontakt/potwierdz/', {
      poczatek: beganIn(mine),
      email: 'nowy@kis.example',
      co: '',
    });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /Sprawdź pola jeszcze raz i dopiero wtedy potwierdź/);
    assert.match(refused.body, /value="32 281 01 86"/);
    assert.match(refused.body, /value="nowy@kis\.example"/);
    assert.doesNotMatch((await one.get('/publikuj/')).body, /Potwierdzono, że się zgadza/);
    const confirmed = await one.post('/fakty/kontakt/potwierdz/', { poczatek: beganIn(refused), co: '' });
    assert.equal(confirmed.status, 303);
    assert.match((await one.get('/publikuj/')).body, /Potwierdzono, że się zgadza: pracownik socjalny/);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/kontakt.yaml' });
  });

  for (const [name, suffix, field] of [
    ['a new address', 'adres/', { nazwa: 'Kursy i porady' }],
    ['the end of a page', 'usun/', { zamiast: '/kontakt/' }],
    ['a picture', '', { dalej: 'plik' }],
    ['a table', '', { dalej: 'tabela' }],
    ['the preview', '', { dalej: 'podglad' }],
    ['the way back', '', { dalej: 'szkic' }],
  ] as const)
    it(`is not lost by the button for ${name}`, async () => {
      const page = '/strona/pl/strony/jak-dolaczyc/';
      const form = await one.get(page);
      const body = `Zdanie, które napisano przed chwilą.\n\n${file('pl/strony/jak-dolaczyc.md').replace(/^---[\s\S]*?---\n+/, '')}`;
      const sent = await one.post(page + suffix, { poczatek: beganIn(form), body, ...field });
      assert.equal(sent.status, 303, sent.body.slice(0, 3_000));
      const opened = suffix === 'adres/' ? '/strona/pl/strony/kursy-i-porady/' : page;
      if (suffix === 'usun/') {
        assert.match((await one.get('/publikuj/')).body, /Usunięto: strona/);
        await one.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/jak-dolaczyc.md' });
        return;
      }
      assert.match((await one.get(opened)).body, /Zdanie, które napisano przed chwilą/);
      if (suffix === 'adres/') {
        const review = (await one.get(sent.headers['location'] ?? '')).body;
        assert.match(review, /Zmiana nazwy strony „[^”]*”: \/jak-dolaczyc\/ → \/kursy-i-porady\//);
        assert.match(review, /Dopisano akapit „Zdanie, które napisano przed chwilą\.”/);
        await one.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/kursy-i-porady.md' });
      } else await one.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/jak-dolaczyc.md' });
      assert.match((await one.get('/publikuj/')).body, /Nie masz żadnych zmian/);
    });

  it('goes with a draft only after one more press, which says what goes; the reason stays', async () => {
    const page = '/strona/pl/strony/klub/';
    const form = await one.get(page);
    await one.post(page, { poczatek: beganIn(form), opis: 'Nowy opis klubu.' });
    const asked = await one.post('/publikuj/odrzuc/', {
      odrzucam: 'pl/strony/klub.md',
      plik: 'pl/strony/klub.md',
      powod: 'bo tak',
    });
    assert.equal(asked.status, 200);
    assert.match(asked.body, /<h1>Odrzucić zmianę: /);
    assert.match(asked.body, /Nowy opis klubu/);
    const kept = await one.post('/publikuj/odrzuc/', {
      zostaw: 'tak',
      plik: 'pl/strony/klub.md',
      powod: 'bo tak',
    });
    const review = (await one.get(kept.headers['location'] ?? '')).body;
    assert.match(review, /Nowy opis klubu/);
    assert.match(review, /id="powod"[^>]*value="bo tak"/);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/klub.md' });
    assert.match((await one.get('/publikuj/')).body, /Nie masz żadnych zmian/);
  });

  it('is published and mended from the preview', async () => {
    const made = await one.post('/strony/nowa/', {
      folder: 'aktualnosci',
      tytul: 'Kiermasz',
      opis: 'Sprzedajemy pierniki.',
      data: '2026-11-29',
    });
    const page = made.headers['location'] ?? '';
    const seen = await one.post(page, {
      poczatek: beganIn(await one.get(page)),
      body: 'Przyjdź w piątek.\n',
      dalej: 'podglad',
    });
    const preview = await one.get(seen.headers['location'] ?? '');
    assert.ok(preview.body.includes(`<a class="button" href="${page}">Popraw</a>`));
    const [form = ''] = formsIn(preview).filter((found) => found.includes('action="/publikuj/"'));
    assert.match(form, /Opublikuj/);
    const [, path = ''] = /name="plik" value="([^"]+)"/.exec(form) ?? [];
    assert.equal((await one.post('/publikuj/', { plik: path })).status, 303);
    assert.match(file(path), /Przyjdź w piątek/);
  });

  it('has the title of last year’s news, and another address', async () => {
    for (const data of ['2027-12-20', '2028-12-20']) {
      const made = await one.post('/strony/nowa/', {
        folder: 'aktualnosci',
        tytul: 'Wigilia w klubie',
        opis: 'Zapraszamy.',
        data,
      });
      const page = made.headers['location'] ?? '';
      assert.equal(page, `/strona/pl/aktualnosci/${data}-wigilia-w-klubie/`);
      const saved = await one.post(page, { poczatek: beganIn(await one.get(page)), body: 'Przyjdź.\n' });
      assert.equal(saved.status, 303, saved.body);
      const published = await one.post('/publikuj/', {
        plik: `pl/aktualnosci/${data}-wigilia-w-klubie.md`,
      });
      assert.equal(published.status, 303, published.body);
    }
  });

  it('must not be empty: news and pages without a text are refused at its field', async () => {
    for (const folder of ['aktualnosci', 'strony']) {
      const made = await one.post('/strony/nowa/', {
        folder,
        tytul: 'Pusto',
        opis: 'Nic.',
        data: '2026-11-29',
      });
      const page = made.headers['location'] ?? '';
      for (const body of ['', ' \n\n']) {
        const refused = await one.post(page, { poczatek: beganIn(await one.get(page)), body });
        assert.equal(refused.status, 422, folder);
        assert.match(refused.body, /id="body-blad"[^>]*>[^<]*nie ma żadnego tekstu/);
        assert.match(refused.body, /href="#body"/);
      }
      const path = `${page.replace(/^\/strona\/|\/$/g, '')}.md`;
      assert.equal((await one.post('/publikuj/', { plik: path })).status, 422);
      await one.post('/publikuj/odrzuc/', { odrzuc: path });
    }
  });
});
