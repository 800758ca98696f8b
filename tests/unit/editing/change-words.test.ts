import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { changeWords } from '../../../src/editing/changes/change-words.ts';
import { consequences } from '../../../src/editing/changes/consequences.ts';
import { clubContent } from '../../support/club.ts';

const today = '2026-11-29';
const read = (path: string): string => readFileSync(join(clubContent, path), 'utf8');
const bytes = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text));
const file = (path: string, before: string | undefined, after: string | undefined) => ({
  path,
  before: bytes(before),
  after: bytes(after),
});

/** @returns the description of a change that replaces one part of a file */
function words(path: string, from: string, to: string): string[] {
  const text = read(path);
  assert.ok(text.includes(from), from);
  return changeWords([file(path, text, text.replace(from, to))]).map((line) =>
    line.replaceAll('\u00a0', ' '),
  );
}

function meaning(path: string, from: string | RegExp, to: string): string[] {
  const text = read(path);
  const now = { hours: read('fakty/godziny.yaml'), exceptions: read('fakty/przerwy.yaml') };
  const after = text.replace(from, to);
  assert.notEqual(after, text);
  return consequences([file(path, text, after)], now, today).map((line) => line.replaceAll('\u00a0', ' '));
}

const exception = (first: string, last: string, kind = 'zamkniete', hours = '') =>
  `wyjatki:\n  - od: ${first}\n    do: ${last}\n    rodzaj: ${kind}\n${hours && `    godziny: ${hours}\n`}    powod: { pl: przerwa }\n`;

describe('a change in words', () => {
  const cases: [string, string, string, string, string[]][] = [
    [
      'hours',
      'fakty/godziny.yaml',
      'piatek: 8:00-13:15',
      'piatek: 8:00-13:00',
      ['Piątek: 8.00–13.15 → 8.00–13.00'],
    ],
    [
      'a break',
      'fakty/godziny.yaml',
      'piatek: 8:00-13:15',
      'piatek: zamknięte',
      ['Piątek: 8.00–13.15 → zamknięte'],
    ],
    [
      'a closure',
      'fakty/przerwy.yaml',
      'wyjatki:\n',
      exception('2026-12-24', '2027-01-02'),
      ['Klub zamknięty od 24 grudnia 2026 r. do 2 stycznia 2027 r., powód: przerwa'],
    ],
    [
      'a shorter day',
      'fakty/przerwy.yaml',
      'wyjatki:\n',
      exception('2026-12-23', '2026-12-23', 'skrocone', '8:00-12:00'),
      ['Klub otwarty krócej 23 grudnia 2026 r.: 8.00–12.00, powód: przerwa'],
    ],
    [
      'a closure moved',
      'fakty/przerwy.yaml',
      'od: 2027-02-08',
      'od: 2027-02-07',
      [
        'Klub zamknięty od 8 lutego 2027 r. do 9 lutego 2027 r. → klub zamknięty od 7 lutego 2027 r. do 9 lutego 2027 r.',
      ],
    ],
    [
      'a reason',
      'fakty/przerwy.yaml',
      'malowanie sal',
      'remont',
      ['Klub zamknięty od 8 lutego 2027 r. do 9 lutego 2027 r. Powód: malowanie sal → remont'],
    ],
    [
      'a telephone',
      'fakty/kontakt.yaml',
      '10 200 30 40',
      '10 200 30 41',
      ['Telefon: 10 200 30 40 → 10 200 30 41'],
    ],
    [
      'nothing to something',
      'fakty/pomoc.yaml',
      'miesiace: null',
      'miesiace: { od: 11, do: 3 }',
      ['„Zmyślony telefon pomocy”. Miesiące: puste → od 11 do 3'],
    ],
    [
      'a new amount',
      'fakty/stawki.yaml',
      'stawki:\n',
      'stawki:\n  - klucz: psu-godzina\n    kwota: "12,30"\n    rok: 2026\n    od: 2026-06-01\n    do: null\n    zrodlo: ogłoszenie\n',
      ['Kwoty: dodano „Stawka za godzinę prac społecznie użytecznych (2026)”: 12,30 zł od 1 czerwca 2026 r.'],
    ],
    [
      'an amount',
      'fakty/stawki.yaml',
      '"7,25"',
      '"8,00"',
      ['„Stawka za godzinę prac społecznie użytecznych (2025)”. Kwota (zł): 7,25 → 8,00'],
    ],
    [
      'a notice',
      'fakty/komunikat.yaml',
      'Zadzwoń, pomożemy wejść.',
      'Zadzwoń.',
      [
        'Komunikat „W tych dniach winda nie działa. Zadzwoń, pomożemy wejść.” (od 1 lutego 2027 r. do 10 lutego 2027 r.) → komunikat „W tych dniach winda nie działa. Zadzwoń.” (od 1 lutego 2027 r. do 10 lutego 2027 r.)',
      ],
    ],
    [
      'a comment',
      'fakty/godziny.yaml',
      '# Jeden dzień',
      '# Każdy dzień',
      ['Godziny w zwykłym tygodniu. Treść jest ta sama, zmienił się tylko zapis'],
    ],
    ['a title', 'pl/strony/klub.md', 'menu: 5', 'menu: 6', []],
  ];
  for (const [name, path, from, to, expected] of cases)
    it(name, () => {
      if (expected.length > 0) assert.deepEqual(words(path, from, to), expected);
      else
        assert.equal(
          words(path, read(path).match(/tytul: .*/)?.[0] ?? '', 'tytul: Nasz klub')[0]?.startsWith(
            'Strona „Nasz klub”. Tytuł: ',
          ),
          true,
        );
    });

  it('a confirmation is one line', () => {
    const text = read('fakty/godziny.yaml');
    const after = text
      .replace('sprawdzono: 2026-11-22', 'sprawdzono: 2026-11-29')
      .replace('2099-12-31', '2027-02-28');
    assert.deepEqual(
      changeWords([file('fakty/godziny.yaml', text, after)]).map((line) => line.replaceAll('\u00a0', ' ')),
      [
        'Godziny w zwykłym tygodniu. Potwierdzono, że się zgadza: kierowniczka klubu, sprawdzić do: 28 lutego 2027 r.',
      ],
    );
  });

  it('pages and news that come, go, move, hide and change', () => {
    const path = 'pl/aktualnosci/2026-11-19-kuchnia.md';
    const text = read(path);
    const say = (...files: Parameters<typeof file>[]) =>
      changeWords(files.map((one) => file(...one))).map((line) => line.replaceAll('\u00a0', ' '));
    assert.deepEqual(say([path, undefined, text]), [
      'Nowa wiadomość: Zupa & „chleb” <w czwartek> (19 listopada 2026 r.)',
    ]);
    assert.deepEqual(say([path, text, undefined]), ['Usunięto: wiadomość „Zupa & „chleb” <w czwartek>”']);
    assert.deepEqual(say([path, text, `${text}\nWięcej.\n`]), [
      'Wiadomość „Zupa & „chleb” <w czwartek>”. Dopisano akapit „Więcej.”',
    ]);
    assert.deepEqual(say([path, text, text.replace('przypnij: tak', 'przypnij: tak\nszkic: tak')]), [
      'Wiadomość „Zupa & „chleb” <w czwartek>”. Schowano ją jako szkic',
    ]);
    assert.deepEqual(
      say(
        [path, text, undefined],
        [
          'pl/aktualnosci/2026-11-19-zupa.md',
          undefined,
          text.replace('przypnij', 'dawne_adresy: [/a/]\nprzypnij'),
        ],
      ),
      [
        'Zmiana nazwy wiadomości „Zupa & „chleb” <w czwartek>”: /aktualnosci/2026-11-19-kuchnia/ → /aktualnosci/2026-11-19-zupa/',
      ],
    );
    assert.deepEqual(say(['pliki/ulotka.pdf', undefined, 'x'], ['fakty/linki.yaml', 'a: [', 'b']), [
      'Nowy plik: ulotka.pdf',
      'Przydatne linki. Zmieniono ręcznie, tego zapisu nie da się odczytać',
    ]);
  });

  it('a picture or a document is called as the text calls it that comes with it', () => {
    const page = 'pl/strony/klub.md';
    const text = read(page);
    const more = `${text}\n![Okno klubu](/pliki/img-2.jpg)\n\n[Plan zajęć](/pliki/plan-2.pdf)\n`;
    const change = [file('pliki/img-2.jpg', undefined, 'x'), file('pliki/plan-2.pdf', undefined, 'y')];
    assert.deepEqual(changeWords([...change, file(page, text, more)]).slice(0, 2), [
      'Nowe zdjęcie: Okno klubu',
      'Nowy dokument: Plan zajęć',
    ]);
    const gone = [file('pliki/img-2.jpg', 'x', undefined), file(page, more, text)];
    assert.equal(changeWords(gone)[0], 'Usunięto zdjęcie: Okno klubu');
  });

  it('entries that come and go', () => {
    const text = read('fakty/slownik.yaml');
    const added = `${text.trimEnd()}\n  - klucz: nowe\n    slowo: nowe słowo\n    znaczenie: { pl: to nowe }\n    zrodlo: x\n`;
    assert.deepEqual(changeWords([file('fakty/slownik.yaml', text, added)]), ['Słowa: dodano „nowe słowo”']);
    assert.deepEqual(changeWords([file('fakty/slownik.yaml', added, text)]), [
      'Słowa: usunięto „nowe słowo”',
    ]);
  });
});

describe('the effect of a change', () => {
  const cases: [string, string, string | RegExp, string, string[]][] = [
    [
      'one closed day',
      'fakty/przerwy.yaml',
      'wyjatki:\n',
      exception('2026-12-17', '2026-12-17'),
      ['W czwartek 17 grudnia klub będzie zamknięty.'],
    ],
    [
      'a range over the new year',
      'fakty/przerwy.yaml',
      'wyjatki:\n',
      exception('2026-12-24', '2027-01-02'),
      ['Od czwartku 24 grudnia do soboty 2 stycznia 2027 r. klub będzie zamknięty.'],
    ],
    [
      'other hours',
      'fakty/przerwy.yaml',
      'wyjatki:\n',
      exception('2026-12-01', '2026-12-01', 'skrocone', '8:00-12:00'),
      ['We wtorek 1 grudnia klub będzie otwarty 8.00–12.00.'],
    ],
    [
      'a day that is closed anyway',
      'fakty/przerwy.yaml',
      'wyjatki:\n',
      exception('2026-12-25', '2026-12-25'),
      [
        'W piątek 25 grudnia klub będzie zamknięty.',
        'Wtedy klub i tak jest zamknięty, więc dla czytelników nic się nie zmieni.',
      ],
    ],
    [
      'a day that has passed',
      'fakty/przerwy.yaml',
      'wyjatki:\n',
      exception('2026-11-01', '2026-11-02'),
      [
        'Od niedzieli 1 listopada do poniedziałku 2 listopada: ten termin już minął, na stronie nic się nie zmieni.',
      ],
    ],
    [
      'an exception taken out',
      'fakty/przerwy.yaml',
      / {2}- od: 2027-02-11[^-]*-02-11\n(?: {4}.*\n)+?(?= {2}-)/,
      '',
      ['W czwartek 11 lutego 2027 r. klub będzie czynny jak zwykle: 8.00–16.00.'],
    ],
    [
      'a weekday',
      'fakty/godziny.yaml',
      'piatek: 8:00-13:15',
      'piatek: zamknięte',
      ['W piątki klub będzie zamknięty.'],
    ],
    [
      'a notice',
      'fakty/komunikat.yaml',
      'od: 2027-02-01\n    do: 2027-02-10',
      'od: 2026-11-20\n    do: 2026-12-10',
      [
        'Komunikat „W tych dniach winda nie działa. Zadzwoń, pomożemy wejść.” będzie widać na każdej stronie od razu do 10 grudnia 2026 r.',
      ],
    ],
    [
      'news of a coming day',
      'pl/aktualnosci/2026-11-19-kuchnia.md',
      'data: 2026-11-19',
      'data: 2026-12-07\ndo: 2026-12-09',
      [
        'Wiadomość „Zupa & „chleb” <w czwartek>” pojawi się na stronie sama: 7 grudnia 2026 r.',
        'Wiadomość „Zupa & „chleb” <w czwartek>” jest aktualna do: 9 grudnia 2026 r.',
      ],
    ],
    [
      'news of past days',
      'pl/aktualnosci/2026-11-19-kuchnia.md',
      'data: 2026-11-19',
      'data: 2026-11-19\ndo: 2026-11-20',
      [
        'Wiadomość „Zupa & „chleb” <w czwartek>”: jej ostatni dzień już minął, nikt jej nie zobaczy na liście.',
      ],
    ],
    ['hours that cannot be read', 'fakty/godziny.yaml', 'piatek: 8:00-13:15', 'piatek: 8-13', []],
  ];
  for (const [name, path, from, to, expected] of cases)
    it(name, () => assert.deepEqual(meaning(path, from, to), expected));

  /** @returns the description of a change that removes a closure of these days */
  function withoutClosure(first: string, last: string): string[] {
    const [path, text] = ['fakty/przerwy.yaml', read('fakty/przerwy.yaml')];
    const before = text.replace('wyjatki:\n', exception(first, last));
    const now = { hours: read('fakty/godziny.yaml'), exceptions: before };
    return consequences([file(path, before, text)], now, today).map((line) => line.replaceAll('\u00a0', ' '));
  }

  it('a closure taken out of days that are closed anyway, or with a holiday among them', () => {
    assert.deepEqual(withoutClosure('2026-12-24', '2026-12-24'), [
      'W czwartek 24 grudnia klub i tak będzie zamknięty.',
    ]);
    assert.deepEqual(withoutClosure('2027-01-04', '2027-01-08'), [
      'Od poniedziałku 4 stycznia 2027 r. do piątku 8 stycznia 2027 r. klub będzie czynny jak zwykle.',
      'W środę 6 stycznia 2027 r. klub będzie zamknięty: to święto.',
    ]);
  });
});
