import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { sendEnquiry } from '../support/send-enquiry.ts';
import { startSite } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';

const secondsAt = (day: string): string => String(Date.parse(`${day}T12:00:00Z`) / 1000);

describe('what a reader sees of facts that grow old', () => {
  let copy: ProjectCopy;

  const builtPage = async (page: string): Promise<string> =>
    textOfHtml(await readFile(join(copy.root, 'dist/client', page, 'index.html'), 'utf8'));

  async function pageOn(day: string, page: string): Promise<string> {
    await copy.build({ SOURCE_DATE_EPOCH: secondsAt(day) });
    return builtPage(page);
  }

  before(async () => {
    copy = await copyProject();
  });
  after(() => copy.remove());

  it('an amount that nobody has confirmed is history, and the page says whom to ask', async () => {
    const text = await pageOn('2026-11-22', 'prace-spolecznie-uzyteczne');
    assert.match(text, /Stawki na dziś nie znamy\. Zapytaj, ile to jest teraz: 32 281 01 85/);
    assert.match(text, /W 2022 r\. było to 9,50 zł za godzinę/);
    assert.doesNotMatch(text, /Ile to jest za miesiąc/);
  });

  it('acts checked in time say their status; past the date every citation says when they were last checked', async () => {
    const fresh = await pageOn('2026-11-22', 'podstawy-prawne');
    assert.match(fresh, /już nie obowiązuje od 1 czerwca 2025 r\./);
    assert.doesNotMatch(fresh, /Nie sprawdziliśmy/);
    const stale = await pageOn('2027-03-01', 'podstawy-prawne');
    assert.match(stale, /Nie sprawdziliśmy tego od 22 listopada 2026 r\./);
    assert.doesNotMatch(stale, /Stan prawa sprawdzono: 22/);
    const citing = await readFile(
      join(copy.root, 'dist/client/prace-spolecznie-uzyteczne/index.html'),
      'utf8',
    );
    assert.match(textOfHtml(citing), /ostatnio sprawdzono 22 listopada 2026 r\./);
  });

  it('a confirmed amount is current with a table until its date, and history from the day after', async () => {
    await copy.edit('content/fakty/stawki.yaml', (text) =>
      text
        .replace(/potwierdzil: null/, 'potwierdzil: kierownik klubu')
        .replace(/potwierdzono: null/, 'potwierdzono: 2026-11-20')
        .replace(/sprawdzic_do: null/, 'sprawdzic_do: 2027-01-31'),
    );
    const current = await pageOn('2027-01-31', 'prace-spolecznie-uzyteczne');
    assert.match(current, /9,50 zł za godzinę/);
    assert.match(current, /10 godzin 95,00 zł 20 godzin 190,00 zł 30 godzin 285,00 zł 40 godzin 380,00 zł/);
    assert.match(current, /Potwierdzono: kierownik klubu, 20 listopada 2026 r\./);
    assert.doesNotMatch(current, /Stawki na dziś nie znamy/);
    const past = await pageOn('2027-02-01', 'prace-spolecznie-uzyteczne');
    assert.match(past, /Stawki na dziś nie znamy/);
    assert.doesNotMatch(past, /Ile to jest za miesiąc/);
  });

  it('a closed day and a holiday are named with date and reason before they come', async () => {
    await copy.edit('content/fakty/przerwy.yaml', (text) =>
      text.replace(
        'wyjatki: []',
        'wyjatki:\n  - od: 2026-12-02\n    do: 2026-12-03\n    rodzaj: zamkniete\n    powod: { pl: szkolenie }',
      ),
    );
    const text = await pageOn('2026-11-22', 'kontakt');
    assert.match(text, /środa, 2 grudnia 2026 r\.: zamknięte \(szkolenie\)/);
    assert.match(text, /czwartek, 24 grudnia 2026 r\.: zamknięte \(Wigilia\)/);
    const calendar = await readFile(join(copy.root, 'dist/client/godziny.ics'), 'utf8');
    assert.match(calendar, /EXDATE;TZID=Europe\/Warsaw:20261202T073000/);
  });

  it('an empty field is shown as such outside production, and left out in production', async () => {
    const names = [
      'E-mail',
      'Strona instytucji',
      'Biuletyn Informacji Publicznej (BIP)',
      'Adres do e-Doręczeń',
      'Numer w rejestrze klubów, który prowadzi wojewoda',
      'Koordynator dostępności',
    ];
    const preview = await pageOn('2026-11-22', 'kontakt');
    for (const name of names) assert.ok(preview.includes(`${name} Do uzupełnienia przez klub`), name);
    await copy.build({ SITE_URL: 'https://kis.example' });
    const contact = await builtPage('kontakt');
    assert.doesNotMatch(contact, /Do uzupełnienia|Drugi telefon|numer wewnętrzny|e-Doręczeń/);
    for (const name of names) assert.ok(!contact.includes(name), name);
  });

  it('the statement and the privacy page say in production, too, what is missing', async () => {
    await copy.build({ SITE_URL: 'https://kis.example' });
    const statement = await builtPage('deklaracja-dostepnosci');
    assert.match(statement, /Koordynator dostępności Do uzupełnienia przez klub/);
    const privacy = await builtPage('prywatnosc');
    assert.equal(privacy.match(/Klub jeszcze tego nie podał\./g)?.length, 4);
    assert.match(privacy, /Administrator danych Klub jeszcze tego nie podał\./);
  });

  it('hours say wherever they stand that nobody has confirmed them, until somebody has', async () => {
    const unsure = /najpierw zadzwoń|nie potwierdził tych godzin/;
    const files = ['godziny.ics', 'kis.vcf'];
    const read = async (file: string): Promise<string> =>
      (await readFile(join(copy.root, 'dist/client', file), 'utf8'))
        .replace(/\r\n /g, '')
        .replaceAll('\u00a0', ' ');
    for (const page of ['', 'kontakt', 'tekst-latwy'])
      assert.match(await pageOn('2026-11-22', page), unsure, page);
    for (const file of files) assert.match(await read(file), unsure, file);
    await copy.edit('content/fakty/godziny.yaml', (text) =>
      text.replace('potwierdzil: null', 'potwierdzil: kierownik klubu'),
    );
    await copy.build();
    for (const page of ['', 'kontakt', 'tekst-latwy'])
      assert.doesNotMatch(await builtPage(page), unsure, page);
    for (const file of files) assert.doesNotMatch(await read(file), unsure, file);
  });

  it('a film in sign language is linked as soon as there is one', async () => {
    await copy.edit('content/fakty/kontakt.yaml', (text) =>
      text.replace('film_pjm: null', 'film_pjm: https://film.example/kis'),
    );
    await copy.build();
    for (const page of ['tekst-latwy', 'kontakt', 'deklaracja-dostepnosci'])
      assert.match(await builtPage(page), /Film o klubie w polskim języku migowym/, page);
  });

  it('the confirmation promises a day only once staff have set in how many working days they answer', async (context) => {
    const confirmation = async (): Promise<string> => {
      const site = await startSite({}, { root: copy.root });
      context.after(() => site.kill());
      return (await sendEnquiry(site, { channel: 'phone', phone: '600 100 200' })).confirmation;
    };
    await copy.build();
    assert.match(await confirmation(), /Nie wiemy jeszcze, jak szybko\. Nie chcesz czekać\? Zadzwoń\./);
    await copy.edit('content/fakty/zgloszenia.yaml', (text) =>
      text.replace('odpowiedz_w_dniach_roboczych: null', 'odpowiedz_w_dniach_roboczych: 3'),
    );
    await copy.build();
    const promised =
      /Odezwiemy się do (poniedziałku|wtorku|środy|czwartku|piątku) \d{1,2} \p{L}+ 20\d\d r\., godz\. (17\.00|15\.30|14\.00)\./u;
    assert.match(await confirmation(), promised);
  });
});
