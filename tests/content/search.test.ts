import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { type RunningSite, startSite } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';

describe('/szukaj/', () => {
  let site: RunningSite;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());

  const ask = async (question: string, prefix = ''): Promise<string> => {
    const response = await fetch(`${site.url}${prefix}/szukaj/?q=${encodeURIComponent(question)}`);
    assert.equal(response.status, 200);
    return response.text();
  };
  const hitsIn = (html: string): string => html.match(/<section id="wyniki"[\s\S]*?<\/section>/)?.[0] ?? '';
  const linksIn = (html: string): string[] =>
    [...html.matchAll(/<li[^>]*>\s*<a href="([^"]+)">[^<]*<\/a>\s*<p>/g)].map(([, path = '']) => path);

  // Mutations: no synonyms; no other languages; no slips; endings left out.
  it('puts the right place first, whatever form, letters or language its words are asked in', async () => {
    for (const [question, first, prefix = ''] of [
      ['praca społeczna', '/prace-spolecznie-uzyteczne/'],
      ['gdzie forsa', '/prace-spolecznie-uzyteczne/#pieniądze'],
      ['kiedy czynne', '/kontakt/#godziny-otwarcia'],
      ['porady', '/zajecia/#porady'],
      ['wrasztaty', '/zajecia/'],
      ['що ми робимо', '/uk/klub/#що-ми-робимо'],
      ['де офіс', '/uk/kontakt/', '/uk'],
      ['warsztaty', '/zajecia/', '/uk'],
      ['timetable', '/en/kontakt/#opening-hours', '/en'],
    ] as const) {
      const [, found = 'nothing'] = hitsIn(await ask(question, prefix)).match(/<a href="([^"]+)"/) ?? [];
      const path = decodeURIComponent(found);
      assert.equal(
        first.includes('#') ? path : path.split('#')[0],
        first,
        `${question} on ${prefix}/szukaj/`,
      );
    }
  });

  // Mutation: the page forgets the numbers.
  it('shows whom to call at once above the hits, whatever language somebody in danger writes', async () => {
    const callsAtOnce = (html: string) =>
      /href="tel:112"[\s\S]*href="tel:\d{6,11}"[\s\S]*id="wyniki"/.test(html);
    for (const prefix of ['', '/uk', '/en']) {
      for (const question of [
        'smok zieje ogniem',
        'SMOK TU OGNIEM ZIEJE',
        'trujace grzyby',
        'dragon breathes fire',
      ])
        assert.ok(callsAtOnce(await ask(question, prefix)), `${question} on ${prefix}/szukaj/`);
      for (const question of ['praca', 'smok', 'hours', 'hipopotam'])
        assert.ok(!callsAtOnce(await ask(question, prefix)), `${question} on ${prefix}/szukaj/`);
    }
  });

  it('ends no question with an empty list: where nothing is found, the needs of the start page follow', async () => {
    for (const question of ['hipopotam', 'xyzzy', '?!']) {
      assert.match(
        hitsIn(await ask(question)),
        /href="\/dla-kogo\/#nie-masz-pracy"[\s\S]*href="\/zajecia\/#porady"/,
        question,
      );
    }
  });

  it('finds „zasiłek” from zasilek, and each result leads to a place that is there', async () => {
    const html = await ask('zasilek');
    assert.match(html, /<mark>zasił(?:ek|ku)<\/mark>/);
    for (const question of ['zasilek', 'godziny', 'kontrakt', 'prawo', 'formularz', 'dostepnosc']) {
      const paths = linksIn(await ask(question));
      assert.ok(paths.length > 0, question);
      for (const path of paths) {
        const [address = '', anchor] = path.split('#');
        const target = await fetch(site.url + address);
        assert.equal(target.status, 200, path);
        const page = await target.text();
        assert.ok(anchor === undefined || page.includes(`id="${anchor}"`), path);
      }
    }
  });

  it('is valid HTML without a script, is not to be listed, and keeps the question in its field', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard'],
      // As in built-pages.test.ts.
      rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off', 'tel-non-breaking': 'off' },
    });
    for (const question of ['', 'praca', 'hipopotam', 'słowo '.repeat(40), '"><script>alert(1)</script>']) {
      const html = await ask(question);
      const { results } = await validator.validateString(html);
      assert.deepEqual(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
        [],
        question,
      );
      // Text inside a quoted attribute is not an element.
      assert.ok(!html.replace(/"[^"]*"/g, '').includes('<script'), question);
      assert.match(html, /<meta name="robots" content="noindex">/);
    }
    assert.match(await ask('praca w klubie'), /name="q" type="search" value="praca w klubie"/);
  });

  it('says what to do when nothing was asked, nothing was found, or too much was asked', async () => {
    assert.match(textOfHtml(await ask('')), /Wpisz jedno lub kilka słów/);
    const nothing = textOfHtml(await ask('hipopotam'));
    assert.match(
      nothing,
      /Nie ma tu nic o: „hipopotam” Wpisz inne słowo albo zadzwoń, powiemy Ci: 10 200 30 40/,
    );
    const long = await ask('praca '.repeat(1000));
    assert.match(textOfHtml(long), /To długie pytanie\. Szukamy tylko według jego początku/);
    assert.ok(linksIn(long).length > 0);
    const kept = long.match(/type="search" value="([^"]*)"/)?.[1] ?? '';
    assert.ok(kept.length > 80 && kept.length <= 100, String(kept.length));
  });

  it('stands any bytes in the address, and is there in no language without pages', async () => {
    for (const query of ['?q=%ff%fe', '?q=%zz', '?q=%00', '?q=a&q=b', '?x=1', `?q=${'%E2%80%AE'.repeat(50)}`])
      assert.equal((await fetch(`${site.url}/szukaj/${query}`)).status, 200, query);
    assert.equal((await fetch(`${site.url}/pl/szukaj/`)).status, 404);
    assert.equal((await fetch(`${site.url}/szukaj/`, { method: 'POST' })).status, 405);
  });
});
