import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type EditingHarness, startEditingPages, type Visitor } from '../../support/editing.ts';

describe('the small form that closes the club', () => {
  let harness: EditingHarness;
  let one: Visitor;
  before(async () => {
    harness = await startEditingPages();
    one = await harness.editor();
  });
  after(() => harness.stop());

  const closing = {
    rodzaj: 'skrocone',
    od: '2026-12-03',
    do: '',
    'godziny-od': '10:00',
    'godziny-do': '12:00',
    powod: 'szkolenie',
  };
  const nothing = async () => assert.match((await one.get('/publikuj/')).body, /Nie masz żadnych zmian/);

  for (const [name, typed, field, message] of [
    ['hours that go backwards', { 'godziny-do': '9:00' }, 'godziny-od', /wcześniejsza niż otwarcia/],
    ['hours without length', { 'godziny-do': '10:00' }, 'godziny-od', /wcześniejsza niż otwarcia/],
    ['an invalid hour', { 'godziny-do': '25:00' }, 'godziny-od', /Podaj godzinę od i do/],
    ['a day in the past', { od: '2026-11-28' }, 'od', /już minął/],
    ['an invalid day', { od: '2026-02-30' }, 'od', /Podaj pierwszy dzień/],
    ['an invalid last day', { do: '2026-12-32' }, 'do', /Podaj ostatni dzień/],
    ['an end before the beginning', { do: '2026-12-01' }, 'do', /wcześniejszy niż pierwszy/],
    ['over a year from now', { od: '2028-12-03' }, 'od', /za ponad rok/],
    ['over a year long', { do: '2028-12-03' }, 'do', /ponad rok/],
    [
      'hours that are not shorter',
      { 'godziny-od': '6:00', 'godziny-do': '20:00' },
      'godziny-od',
      /W czwartek 3 grudnia klub jest zwykle otwarty 8\.00–16\.00, więc 6\.00–20\.00 to nie krócej/,
    ],
    [
      'shorter hours on a day that is ordinarily closed',
      { od: '2026-12-06' },
      'godziny-od',
      /W niedzielę 6 grudnia klub jest zwykle zamknięty, więc 10\.00–12\.00 to nie krócej/,
    ],
    [
      'shorter hours of which one day is longer',
      { od: '2026-12-03', do: '2026-12-04', 'godziny-do': '15:00' },
      'godziny-od',
      /W piątek 4 grudnia klub jest zwykle otwarty 8\.00–13\.15/,
    ],
    ['longer hours that are shorter', { rodzaj: 'dluzsze' }, 'godziny-od', /10\.00–12\.00 to krócej/],
    [
      'longer hours that are the ordinary ones',
      { rodzaj: 'dluzsze', 'godziny-od': '8:00', 'godziny-do': '16:00' },
      'godziny-od',
      /więc nic się nie zmieni/,
    ],
    [
      'hours on a holiday',
      { od: '2026-12-25', do: '2026-12-25' },
      'od',
      /W piątek 25 grudnia klub i tak jest zamknięty, bo to święto/,
    ],
    ['a reason of a page', { powod: 'x'.repeat(2_000) }, 'powod', /najwyżej 200 znaków/],
  ] as const)
    it(`${name}: said at the field, and nothing is kept`, async () => {
      for (let press = 0; press < 2; press += 1) {
        const { status, body } = await one.post('/zamknij/', { ...closing, ...typed });
        assert.equal(status, 422);
        assert.match(body, new RegExp(`id="${field}-blad"`));
        assert.match(body.replaceAll('\u00a0', ' '), message);
        assert.match(body, /name="powod"[^>]*value="(?:szkolenie|x+)"/);
      }
      await nothing();
    });

  it('pressed again it is the same entry; other hours of the same days are asked about', async () => {
    for (let press = 0; press < 3; press += 1) {
      const taken = await one.post('/zamknij/', closing);
      assert.equal(taken.headers['location'], '/publikuj/?plik=fakty%2Fprzerwy.yaml');
    }
    const review = (await one.get('/publikuj/')).body;
    assert.equal(review.match(/Klub otwarty krócej/g)?.length, 1);
    for (const od of ['2026-12-03', '2026-12-02']) {
      const refused = await one.post('/zamknij/', { ...closing, od, do: '2026-12-04', rodzaj: 'zamkniete' });
      assert.equal(refused.status, 422);
      assert.match(refused.body, /id="od-blad"[^>]*>[^<]*Na te dni jest już wpis: [^<]*3 grudnia/);
      assert.doesNotMatch(refused.body.replace(/<form[\s\S]*?<\/form>/g, ''), /wiersz|2026-12-03/);
    }
    assert.equal((await one.get('/publikuj/')).body.match(/Klub otwarty krócej/g)?.length, 1);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/przerwy.yaml' });
    await nothing();
  });

  it('hours that are not what they are called are said at their field in the list of days too, and others are taken', async () => {
    const page = '/fakty/przerwy/';
    const { body } = await one.get(page);
    const began = /name="poczatek" value="([^"]+)"/.exec(body)?.[1] ?? '';
    const wrong = await one.post(page, {
      poczatek: began,
      'wyjatki.1.godziny.od': '7:00',
      'wyjatki.1.godziny.do': '17:00',
    });
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /id="wyjatki\.1\.godziny-blad"[^>]*>[^<]*to nie krócej/);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/przerwy.yaml' });
    for (const right of [
      { rodzaj: 'dluzsze', od: '2026-12-06', 'godziny-od': '10:00', 'godziny-do': '12:00' },
      { rodzaj: 'dluzsze', 'godziny-od': '10:00', 'godziny-do': '18:00' },
      {
        rodzaj: 'skrocone',
        od: '2026-12-07',
        do: '2026-12-13',
        'godziny-od': '10:00',
        'godziny-do': '12:00',
      },
    ]) {
      assert.equal(
        (await one.post('/zamknij/', { ...closing, ...right })).status,
        303,
        JSON.stringify(right),
      );
      await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/przerwy.yaml' });
    }
  });
});
