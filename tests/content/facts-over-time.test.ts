import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { drawnOn, editedClub } from '../support/drawn-pages.ts';
import { emptyFacts } from '../support/empty-facts.ts';
import { standingAt } from '../support/fixed-site.ts';
import { postForm } from '../support/progress-visits.ts';
import { copyProject, noonOf, type ProjectCopy } from '../support/project-copy.ts';
import { sendEnquiry } from '../support/send-enquiry.ts';
import { startSite } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';

interface Shown {
  /** @returns the text of a page */
  page(path: string): Promise<string>;
  /** @returns a file for machines with its folded lines joined */
  file(name: string): Promise<string>;
}

/** @param read takes the path of a page or file within the site */
const shownBy = (read: (path: string) => Promise<string>): Shown => ({
  page: async (name) => textOfHtml(await read(name === '' ? '/' : `/${name}/`)),
  file: async (name) => (await read(`/${name}`)).replace(/\r\n /g, '').replaceAll('\u00a0', ' '),
});

const checkedUntil = (text: string) =>
  text.replaceAll('sprawdzic_do: 2099-12-31', 'sprawdzic_do: 2027-01-31');
const unsure = /najpierw zadzwoń|nie potwierdził tych godzin/;
const placesOfHours = { pages: ['', 'kontakt', 'tekst-latwy'], files: ['godziny.ics', 'kis.vcf'] };

describe('pages with facts that are not filled in', () => {
  let copy: ProjectCopy;
  /** Drawn under a local address. */
  let fresh: Shown;
  /** Built under a public address, the day after the acts were due for a check. */
  let stale: Shown;
  before(async () => {
    const edits = async (edit: ProjectCopy['edit']) => {
      await emptyFacts({ edit });
      await edit('content/fakty/akty.yaml', checkedUntil);
    };
    fresh = shownBy(drawnOn('2026-11-22', await editedClub(edits)));
    copy = await copyProject();
    await edits(copy.edit);
    // A new club has no news, either.
    await rm(join(copy.root, 'content/pl/aktualnosci'), { recursive: true });
    await copy.build({ SOURCE_DATE_EPOCH: noonOf('2027-02-01'), SITE_URL: 'https://kis.example' });
    stale = shownBy((path) =>
      readFile(join(copy.root, 'dist/client', path.replace(/\/$/, '/index.html')), 'utf8'),
    );
  });
  after(() => copy.remove());

  it('an unconfirmed amount is shown as history, and the page says whom to ask', async () => {
    const text = await fresh.page('prace-spolecznie-uzyteczne');
    assert.match(text, /Stawki na dziś nie znamy\. Zapytaj, ile to jest teraz: 10 200 30 40/);
    assert.match(text, /W 2025 r\. było to 7,25 zł za godzinę/);
    assert.doesNotMatch(text, /Ile to jest za miesiąc/);
  });

  it('acts checked in time say their status; past the date every citation says when they were last checked', async () => {
    const inTime = await fresh.page('podstawy-prawne');
    assert.match(inTime, /już nie obowiązuje od 1 czerwca 2025 r\./);
    assert.doesNotMatch(inTime, /Nie sprawdziliśmy/);
    const late = await stale.page('podstawy-prawne');
    assert.match(late, /Nie sprawdziliśmy tego od 22 listopada 2026 r\./);
    assert.doesNotMatch(late, /Stan prawa sprawdzono: 22/);
    assert.match(await stale.page('prace-spolecznie-uzyteczne'), /ostatnio sprawdzono 22 listopada 2026 r\./);
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
    const contact = await fresh.page('kontakt');
    for (const name of names) assert.ok(contact.includes(`${name} Do uzupełnienia przez klub`), name);
    const inProduction = await stale.page('kontakt');
    for (const name of names) assert.ok(!inProduction.includes(name), name);
    for (const page of ['kontakt', 'prywatnosc']) {
      assert.match(await fresh.page(page), /Do uzupełnienia/, page);
      assert.doesNotMatch(await stale.page(page), /Do uzupełnienia/, page);
    }
  });

  it('the statement and the privacy page say in production, too, what is missing', async () => {
    assert.match(
      await stale.page('deklaracja-dostepnosci'),
      /Koordynator dostępności Do uzupełnienia przez klub/,
    );
    assert.match(await stale.page('prywatnosc'), /Administrator danych Klub jeszcze tego nie podał\./);
  });

  it('unconfirmed hours are marked so wherever they are shown', async () => {
    for (const page of placesOfHours.pages) assert.match(await fresh.page(page), unsure, page);
    for (const name of placesOfHours.files) assert.match(await fresh.file(name), unsure, name);
  });

  /** Sends an enquiry at a moment. @returns the text of its confirmation, and of the page of its state */
  async function told(moment: string, context: TestContext) {
    const settings = standingAt(Date.parse(moment));
    const site = await startSite(settings, { build: join(copy.root, 'dist') });
    context.after(() => site.stop());
    const sent = await sendEnquiry(site, { channel: 'phone', phone: '600 100 200' });
    const { reference, code, confirmation } = sent;
    const { text: standing } = await postForm(site, '/zgloszenie/stan/', { reference, code });
    return { confirmation, standing };
  }

  it('there is no word of a film in sign language, nor a promise of a day', async (context) => {
    for (const page of ['tekst-latwy', 'kontakt', 'deklaracja-dostepnosci'])
      assert.doesNotMatch(await fresh.page(page), /Film o klubie w polskim języku migowym/, page);
    const { confirmation, standing } = await told('2026-11-23T10:00:00+01:00', context);
    for (const text of [confirmation, standing])
      assert.match(text, /Nie wiemy jeszcze, jak szybko\. Nie chcesz czekać\? Zadzwoń\./);
  });

  // Mutations: one of the pages tells the person to call all the same; the hours are shown as confirmed.
  it('when the telephone is not answered, both pages say when it will be', async (context) => {
    for (const [moment, next] of [
      ['2026-11-22T12:00:00+01:00', 'w poniedziałek od 8\\.00'],
      ['2026-11-24T07:00:00+01:00', 'dziś od 9\\.15'],
    ] as const) {
      const { confirmation, standing } = await told(moment, context);
      for (const text of [confirmation, standing]) {
        const sentence = `Klub jest teraz zamknięty\\. Zadzwoń ${next}\\. Klub jeszcze nie potwierdził tych godzin\\.`;
        assert.match(text, new RegExp(`Nie wiemy jeszcze, jak szybko\\. ${sentence}`));
        assert.doesNotMatch(text, /Nie chcesz czekać/);
      }
    }
  });
});

describe('pages with facts that staff have confirmed', () => {
  /** The last day on which the amount is valid. */
  let lastDay: Shown;
  let dayAfter: Shown;
  before(async () => {
    const files = await editedClub((edit) => edit('content/fakty/stawki.yaml', checkedUntil));
    lastDay = shownBy(drawnOn('2027-01-31', files));
    dayAfter = shownBy(drawnOn('2027-02-01', files));
  });

  it('an amount is current with a table until its date, and history from the day after', async () => {
    const current = await lastDay.page('prace-spolecznie-uzyteczne');
    assert.match(current, /7,25 zł za godzinę/);
    assert.match(current, /10 godzin 72,50 zł 20 godzin 145,00 zł 30 godzin 217,50 zł 40 godzin 290,00 zł/);
    assert.match(current, /Potwierdzono: kierowniczka klubu, 22 listopada 2026 r\./);
    assert.doesNotMatch(current, /Stawki na dziś nie znamy/);
    const past = await dayAfter.page('prace-spolecznie-uzyteczne');
    assert.match(past, /Stawki na dziś nie znamy/);
    assert.doesNotMatch(past, /Ile to jest za miesiąc/);
  });

  it('a day that differs and a holiday are named with date and reason before they come', async () => {
    const text = await lastDay.page('kontakt');
    assert.match(text, /poniedziałek, 8 lutego 2027 r\.: zamknięte \(malowanie sal\)/);
    assert.match(text, /poniedziałek, 29 marca 2027 r\.: zamknięte \(Poniedziałek Wielkanocny\)/i);
    for (const reason of ['narada', 'wieczór otwarty', 'wycieczka klubu'])
      assert.ok(text.includes(`(${reason})`), reason);
    assert.match(await lastDay.file('godziny.ics'), /EXDATE;TZID=Europe\/Warsaw:[\dT,]*20270208T080000/);
  });

  it('hours are not marked as unconfirmed', async () => {
    for (const page of placesOfHours.pages) assert.doesNotMatch(await lastDay.page(page), unsure, page);
    for (const name of placesOfHours.files) assert.doesNotMatch(await lastDay.file(name), unsure, name);
  });

  it('a film in sign language is linked', async () => {
    for (const page of ['tekst-latwy', 'kontakt', 'deklaracja-dostepnosci'])
      assert.match(await lastDay.page(page), /Film o klubie w polskim języku migowym/, page);
  });

  // Mutation: the sentence is shown only where no day is promised.
  it('the confirmation on a day when the club is shut says when somebody answers, and tells a visitor the hours instead', async (context) => {
    const site = await startSite(standingAt(Date.parse('2026-11-22T12:00:00+01:00')));
    context.after(() => site.stop());
    const next = 'Klub jest teraz zamknięty\\. Zadzwoń w poniedziałek od 8\\.00\\.';
    const call = await sendEnquiry(site, { channel: 'phone', phone: '600 100 200' });
    assert.match(call.confirmation, new RegExp(`Nie możesz czekać\\? ${next} Zadzwoń 10 200 30 40`));
    assert.match(
      call.confirmation,
      /podaj numer, który zaczyna się od KIS\. Kod jest tylko dla osoby, która pisała/,
    );
    const visit = await sendEnquiry(site, { channel: 'visit' });
    assert.match(visit.confirmation, /podaj numer zgłoszenia\. Godziny otwarcia: poniedziałek 8\.00–/);
    assert.doesNotMatch(visit.confirmation, new RegExp(next));
    assert.doesNotMatch(visit.confirmation + call.confirmation, /nie potwierdził tych godzin/);
  });

  it('the confirmation promises a day', async (context) => {
    const site = await startSite();
    context.after(() => site.stop());
    const { confirmation } = await sendEnquiry(site, { channel: 'phone', phone: '600 100 200' });
    const promised =
      /Odezwiemy się do (poniedziałku|wtorku|środy|czwartku|piątku) \d{1,2} \p{L}+ 20\d\d r\., godz\. (16\.00|18\.30|16\.45|13\.15)\./u;
    assert.match(confirmation, promised);
  });
});
