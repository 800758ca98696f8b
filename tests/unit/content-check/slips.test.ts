import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFiles } from '../../../src/content-check/check-files.ts';
import type { Finding } from '../../../src/content-check/findings.ts';
import { changed, content, contentWith } from './content.ts';

const today = '2026-11-22';
const path = 'pl/strony/proba.md';
const known = new Set(checkFiles(content, today).findings.map(({ file, message }) => file + message));

const page = (body: string, fields = ''): string =>
  `---\ntytul: Próba\nopis: Strona na próbę.\nsprawdzono: 2026-11-22\n${fields}---\n\n${body}\n`;

const found = (changes: Readonly<Record<string, string>>): Finding[] =>
  checkFiles(contentWith(changes), today).findings.filter(({ file, message }) => !known.has(file + message));

/** A page's text, and the message that is expected; none where the text is correct. */
const inText: readonly (readonly [string, RegExp?])[] = [
  ['##Godziny otwarcia', /Nagłówek się nie zrobi/],
  ['###Dla grup', /Nagłówek się nie zrobi/],
  ['##\u00a0Godziny', /Nagłówek się nie zrobi/],
  ['#Zajęcia', /Nagłówek się nie zrobi/],
  ['#1 w Bytomiu'],
  ['Zadzwoń: telefon odbieramy rano.'],
  ['Nasz numer to : telefon.', /Wstawka się nie zrobi/],
  [': adres', /Wstawka się nie zrobi/],
  [':: godziny', /Wstawki „:: godziny” nie da się odczytać/],
  ['**Uwaga. Klub jest zamknięty.', /Pogrubienie się nie zrobi/],
  ['To jest **bardzo ważne ** dla nas.', /Pogrubienie się nie zrobi/],
  ['** Uwaga **', /Pogrubienie się nie zrobi/],
  ['To jest **ważne**.'],
  ['| Dzień | Zajęcia |\n| wtorek | kuchnia |', /Tabela się nie zrobi/],
  ['Dzień | Zajęcia | Sala\nwtorek | kuchnia | 2', /Tabela się nie zrobi/],
  ['| Dzień | Zajęcia |\n|---|---|\n| wtorek | kuchnia |'],
  ['Dzień\tZajęcia\nwtorek\tkuchnia', /Tabulator nie zrobi kolumn/],
  ['– zajęcia w grupie\n– rozmowa', /Lista się nie zrobi/],
  ['• zajęcia w grupie\n• rozmowa', /Lista się nie zrobi/],
  ['•\tzajęcia w grupie', /Lista się nie zrobi/],
  ['·         zajęcia w grupie', /Lista się nie zrobi/],
  ['\uf0b7 zajęcia w grupie', /Lista się nie zrobi/],
  ['o\tzajęcia w grupie', /Lista się nie zrobi/],
  ['-zajęcia w grupie\n-rozmowa', /Lista się nie zrobi/],
  ['*zajęcia w grupie', /Lista się nie zrobi/],
  ['*Ważne* jest to.'],
  ['1.Zadzwoń.\n2.Przyjdź.', /Lista się nie zrobi/],
  ['1)Zadzwoń.', /Lista się nie zrobi/],
  ['a) zadzwoń\nb) przyjdź', /Listy z literami/],
  ['- zajęcia w grupie\n- rozmowa'],
  ['1. Zadzwoń.\n2. Przyjdź.'],
  ['Akapit.\n\n    Wcięty akapit z Worda.', /Wcięcie na początku wiersza/],
  ['Akapit.\n\n\tWcięty akapit z Worda.', /Wcięcie na początku wiersza/],
  ['(godziny otwarcia)[/kontakt/]', /nawiasy są zamienione/],
  ['! [Wejście do klubu](/kontakt/)', /Obraz się nie zrobi/],
  ['Zadzwoń: 32 281 01 85.', /Numer telefonu wpisany w tekst/],
  ['Zadzwoń: 32\u00a0281\u00a001\u00a085.', /Numer telefonu/],
  ['Zadzwoń: (32) 281-01-85.', /Numer telefonu/],
  ['Zadzwoń: +48 600 100 200.', /Numer telefonu/],
  ['Zadzwoń: 600-100-200.', /Numer telefonu/],
  ['Zadzwoń: 600100200.', /Numer telefonu/],
  ['Ustawa z 2003 r., nr 122, poz. 1143.'],
  ['Mamy 1 000 000 powodów.'],
  ['Klub jest otwarty 7:30-17:00.', /Godziny wpisane w tekst/],
  ['Otwarte od 7.30 do 15.30.', /Godziny wpisane w tekst/],
  ['We wtorki 8:00–16:00.', /Godziny wpisane w tekst/],
  ['Czynne od 8 do 16.', /Godziny wpisane w tekst/],
  ['W godz. 8-16.', /Godziny wpisane w tekst/],
  ['Grupa liczy od 8 do 16 osób.'],
  ['Zaj\u00adęcia w grupie.', /niewidoczne znaki/],
  ['Zajęcia\u200b w grupie.', /niewidoczne znaki/],
  ['Zajęcia \u202ew grupie.', /niewidoczne znaki/],
  ['Zaj\ufffdcia w grupie.', /zepsute litery/],
  ['## Zaje\u0328cia', /zapisane jako dwa znaki/],
  ['## Zajęcia'],
  ['👉 zajęcia w grupie\n👉 rozmowa', /Lista się nie zrobi/],
  ['☐ dowód\n☐ wniosek', /Lista się nie zrobi/],
  ['- [ ] dowód', /Lista się nie zrobi/],
  ['I. Dowód\nII. Wniosek', /z liczbami I, II/],
  ['Zadzwoń: {telefon}', /Zamiast klamr/],
  ['![[wejscie.jpg]]', /Obraz się nie zrobi/],
  ['__Uwaga. Klub jest zamknięty.', /Pogrubienie się nie zrobi/],
  ['Telefon: xxx-xxx-xxx', /ktoś miał uzupełnić/],
  ['Sala: [do uzupełnienia]', /ktoś miał uzupełnić/],
  ['Wigilia jest XX grudnia.', /ktoś miał uzupełnić/],
  ['Zaczynamy o godzinie [wpisać].', /ktoś miał uzupełnić/],
  ['// Anna: sprawdzić z kierownikiem', /ktoś miał uzupełnić/],
  ['Działamy od XX wieku.'],
  ['Napisz: klub @bytom.example', /Adres e-mail się nie zrobi/],
  ['Napisz: klub@ bytom.example', /Adres e-mail się nie zrobi/],
  ['Napisz: klub@bytom.example'],
  ['Spotkanie jest we wtorek, 16 grudnia 2026 roku.', /16 grudnia 2026 to środa/],
  ['Spotkanie jest w środę 16.12.2026.'],
  ['Spotkanie jest 16 grudnia 2026 (wtorek).', /16 grudnia 2026 to środa/],
  ['Spotkanie jest w poniedziałek 16.12.2026.', /16 grudnia 2026 to środa/],
  ['Spotkanie jest we wtorek, 16 grudnia.'],
  ['Zajęcia są w każdy wtorek od 16 grudnia 2026 roku.'],
  ['Plan: poniedziałek 30 lutego 2026 roku.'],
  ['Zadzwoń: ::telefon.', /W zdaniu, z jednym dwukropkiem/],
  ['ZajÄ™cia w grupie.', /zepsute litery/],
  ['', /nie ma żadnego tekstu/],
  ['Zajęcia\u000bw grupie.', /niewidoczny znak sterujący/],
  ['Zajęcia\u0000 w grupie.', /niewidoczny znak sterujący/],
  ['Zajęcia\u0085w grupie.', /niewidoczny znak sterujący/],
];

/** Additional fields of a page, and the message that is expected. */
const inFields: readonly (readonly [string, RegExp?])[] = [
  ['nazwa_w_menu: Sala #2\n', /Od znaku # portal tego wiersza nie czyta/],
  ['nazwa_w_menu: #2\n', /Od znaku #/],
  ['nazwa_w_menu: "Sala #2"\n'],
  ['nazwa_w_menu: Sala nr#2\n'],
  ['nazwa_w_menu: 2026-12-01\n'],
  ['nazwa_w_menu: "Zadzwoń: :telefon"\n', /Wstawki, linki i gwiazdki/],
  ['nazwa_w_menu: "**Sala**"\n', /Wstawki, linki i gwiazdki/],
  ['nazwa_w_menu: „Sala”\n', /Te cudzysłowy będzie widać/],
  ['nazwa_w_menu: "Sala" druga\n', /Cudzysłów ma objąć całą wartość/],
  ['nazwa_w_menu:\u00a0Sala\n', /twarde spacje/],
  ['menu: 1\n', /Miejsce 1 w menu ma już strona/],
];

const breakOf = (first: string, last: string): string =>
  `wyjatki:\n  - od: ${first}\n    do: ${last}\n    rodzaj: zamkniete\n    powod:\n      pl: Szkolenie.\n`;

const notice = (text: string): string =>
  `komunikaty:\n  - tresc:\n      pl: ${text}\n    od: 2026-11-20\n    do: 2026-11-30\n`;
const becauseOf = (reason: string): string =>
  breakOf('2026-12-24', '2026-12-24').replace('Szkolenie.', reason);

const facts: readonly (readonly [name: string, file: string, text: string, RegExp?])[] = [
  // Mutations: only the first text of a file is checked; only Polish texts are; hours in a notice are reported.
  [
    'a telephone in a notice',
    'fakty/komunikat.yaml',
    notice('Awaria. Dzwoń pod 32 281 44 16.'),
    /Numer telefonu wpisany/,
  ],
  ['hours in a notice, which ends', 'fakty/komunikat.yaml', notice('24 listopada czynne od 9 do 12.')],
  [
    'a telephone in a reason',
    'fakty/przerwy.yaml',
    becauseOf('Szkolenie. Telefon 509 211 322.'),
    /Numer telefonu wpisany/,
  ],
  [
    'hours in a reason',
    'fakty/przerwy.yaml',
    becauseOf('Czynne 9.00-12.00.'),
    /Godziny wpisane.*w polu „godziny”/,
  ],
  [
    'a telephone in a reason in another language',
    'fakty/przerwy.yaml',
    becauseOf('Szkolenie.\n      uk: Навчання. 509 211 322'),
    /^7 .*Numer telefonu wpisany/,
  ],
  [
    'an exception of last year',
    'fakty/przerwy.yaml',
    'wyjatki:\n  - od: 2025-12-24\n    do: 2025-12-24\n    rodzaj: zamkniete\n    powod:\n      pl: Szkolenie.\n',
    /Ten wpis skończył się 2025-12-24/,
  ],
  [
    'an exception of a wrong year',
    'fakty/przerwy.yaml',
    breakOf('2036-12-24', '2036-12-24'),
    /dopiero 2036-12-24/,
  ],
  [
    'an exception of a year',
    'fakty/przerwy.yaml',
    breakOf('2026-12-24', '2027-12-24'),
    /trwa od 2026-12-24 do 2027/,
  ],
  [
    'a list with dashes of Word',
    'fakty/przerwy.yaml',
    breakOf('2026-12-24', '2026-12-24').replace('- od', '– od'),
    /zwykłego łącznika/,
  ],
  ['fences of Word', path, page('Treść.').replace('---\n\n', '—\n\n'), /trzy zwykłe łączniki/],
  [
    'a link to this computer',
    path,
    page('[kontakt](http://localhost:4321/kontakt/)'),
    /tylko na Twoim komputerze.*: \/kontakt\//,
  ],
  [
    'a link to a file of this computer',
    path,
    page('[wniosek](C:\\Anna\\Mój wniosek.docx)'.replace(' ', '_')),
    /\/pliki\/moj-wniosek\.docx/,
  ],
  ['an ending in capitals', 'pl/strony/proba.MD', page('Treść.'), /na „proba\.md”/],
  ['two endings', 'pl/strony/proba.md.txt', page('Treść.'), /na „proba\.md”/],
  [
    'a reason with #',
    'fakty/przerwy.yaml',
    'wyjatki:\n  - od: 2026-12-24\n    do: 2026-12-24\n    rodzaj: zamkniete\n    powod:\n      pl: Szkolenie #2 w Katowicach.\n',
    /Od znaku #/,
  ],
];

const news = (text: string): string =>
  `---\ntytul: Próba\nopis: Wiadomość na próbę.\ndata: 2026-11-20\n---\n\n${text}\n`;
const newsPath = 'pl/aktualnosci/2026-11-20-proba.md';
const laterRate = (amount: string, key = 'psu-godzina'): string =>
  `${changed('fakty/stawki.yaml', 'stawki:', 'stawki:')}  - klucz: ${key}\n    kwota: "${amount}"\n    rok: 2026\n    zrodlo: na próbę\n`;
const helpline = (from: string, to: string): string => changed('fakty/pomoc.yaml', from, to);
const secondHelpline =
  "  - numer: '109990000'\n    nazwa: { pl: Drugi }\n    zrodlo: na próbę\n    sprawdzono: 2026-11-22\n    sprawdzic_do: 2099-12-31\n";

/** Mistakes that would mislead a reader, or hide an entry that staff believe is shown. */
const entries: readonly (readonly [name: string, file: string, text: string, RegExp?])[] = [
  ['a helpline short of a digit', 'fakty/pomoc.yaml', helpline('10 999 00 00', '10 999 00 0'), /ma 8 cyfr/],
  ['a helpline of six digits', 'fakty/pomoc.yaml', helpline('10 999 00 00', '116 123')],
  ['a helpline of three digits', 'fakty/pomoc.yaml', helpline('10 999 00 00', '987')],
  [
    'a helpline twice, after an entry was copied',
    'fakty/pomoc.yaml',
    helpline('telefony:', 'telefony:') + secondHelpline,
    /^10 .*Ten sam numer ma już wpis z wiersza 2/,
  ],
  ['an amount without its comma', 'fakty/stawki.yaml', laterRate('1230,00'), /^12 .*przecinek/],
  ['an amount of a tenth', 'fakty/stawki.yaml', laterRate('0,75'), /^12 .*przecinek/],
  ['an amount that grew', 'fakty/stawki.yaml', laterRate('9,80')],
  [
    'an amount under a misspelt key, which no page shows',
    'fakty/stawki.yaml',
    laterRate('9,80', 'psu-godziny'),
    /^11 .*prawie taki sam jak „psu-godzina” z wiersza 2/,
  ],
  [
    'an act under the number of another',
    'fakty/akty.yaml',
    changed('fakty/akty.yaml', 'eli: DU/2025/620', 'eli: DU/2025/602'),
    /DU\/2025\/602.*Dz\.U\. 2025 poz\. 620/,
  ],
  [
    'a consolidated text under the number of another',
    'fakty/akty.yaml',
    changed('fakty/akty.yaml', 'eli: DU/2026/639', 'eli: DU/2025/639'),
    /DU\/2025\/639.*Dz\.U\. 2026 poz\. 639/,
  ],
  [
    'an act under another number of ISAP',
    'fakty/akty.yaml',
    changed('fakty/akty.yaml', 'isap: WDU20250000620', 'isap: WDU20250000602'),
    /WDU20250000602.*Dz\.U\. 2025 poz\. 620/,
  ],
  [
    'an act of another day than its name says',
    'fakty/akty.yaml',
    changed('fakty/akty.yaml', 'data: 2025-03-20', 'data: 2025-03-30'),
    /2025-03-30.*z dnia 20 marca 2025/,
  ],
  [
    'a notice with a link and an insert',
    'fakty/komunikat.yaml',
    notice("'Zadzwoń: :telefon albo [napisz](/zgloszenie/).'"),
    /^3 .*Wstawki, linki i gwiazdki/,
  ],
  ['a notice with hours and a colon', 'fakty/komunikat.yaml', notice("'Winda: naprawa do 24:00 (2 dni).'")],
  [
    'a notice of last year',
    'fakty/komunikat.yaml',
    notice('Awaria.').replaceAll('2026', '2025'),
    /^5 .*Ten wpis skończył się 2025-11-30/,
  ],
  [
    'a notice that speaks of tomorrow for days',
    'fakty/komunikat.yaml',
    notice('Jutro klub jest zamknięty.'),
    /„Jutro”.*Napisz datę/,
  ],
  [
    'a notice of one day that speaks of tomorrow',
    'fakty/komunikat.yaml',
    notice('Jutro klub jest zamknięty.').replace('2026-11-20', '2026-11-30'),
  ],
  [
    'a notice with a wrong day of the week',
    'fakty/komunikat.yaml',
    notice('We wtorek 25 listopada klub jest zamknięty.'),
    /25 listopada 2026 to środa/,
  ],
  [
    'a reason with a wrong day of the week',
    'fakty/przerwy.yaml',
    becauseOf('Zamknięte w piątek 24 grudnia.'),
    /24 grudnia 2026 to czwartek/,
  ],
  [
    'news of a closed day that stands nowhere else',
    newsPath,
    news('Zapraszamy. W poniedziałek 7 grudnia klub jest zamknięty. 8 grudnia już działamy.'),
    /^7 {2}Jeśli 7 grudnia 2026 klub jest zamknięty, dopisz ten dzień w fakty\/przerwy\.yaml[^\n]*$/,
  ],
  ['news of a day that is an exception', newsPath, news('Klub jest zamknięty 8 lutego 2027 roku.')],
  ['news of a holiday', newsPath, news('Klub jest zamknięty 25 grudnia.')],
  ['news of a day that has passed', newsPath, news('Klub był zamknięty 16 listopada.')],
  ['news of another place', newsPath, news('Biblioteka jest nieczynna 7 grudnia.')],
  ['news that name two days', newsPath, news('Czwartek 24 grudnia, piątek 25 grudnia.')],
  [
    'hours without their first digit',
    'fakty/godziny.yaml',
    changed('fakty/godziny.yaml', 'poniedzialek: ', 'poniedzialek: 1:30-17:00 # '),
    /wychodzą na noc: 1:30-17:00/,
  ],
  [
    'two parts of a day without brackets',
    'fakty/godziny.yaml',
    changed('fakty/godziny.yaml', 'poniedzialek: ', 'poniedzialek: 7:30-12:00, 13:00-17:00 # '),
    /w nawias kwadratowy/,
  ],
  ['news that speak of tomorrow', newsPath, news('Jutro zapraszamy do klubu.'), /„Jutro”.*Napisz datę/],
  ['news with a wrong day of the week', newsPath, news('Wtorek, 2 stycznia.'), /2 stycznia 2027 to sobota/],
  ['news with a right day of the week', newsPath, news('Sobota, 2 stycznia.')],
  [
    'an entry behind #',
    'fakty/przerwy.yaml',
    'wyjatki:\n#  - od: 2026-12-07\n#    do: 2026-12-07\n',
    /^2 .*Wierszy ze znakiem #/,
  ],
  ['a remark', 'fakty/przerwy.yaml', '# Do potwierdzenia przez klub: 7 grudnia\nwyjatki: []\n'],
  [
    "a person's name where a role stands",
    'fakty/godziny.yaml',
    changed('fakty/godziny.yaml', 'potwierdzil: kierowniczka klubu', 'potwierdzil: Anna Nowak-Kowalska'),
    /„Anna Nowak-Kowalska”.*imię i nazwisko/,
  ],
  [
    'a role in capitals',
    'fakty/godziny.yaml',
    changed('fakty/godziny.yaml', 'potwierdzil: kierowniczka klubu', 'potwierdzil: Kierowniczka Klubu'),
  ],
  [
    'somebody to ask, without a telephone or an address',
    'fakty/kontakt.yaml',
    changed(
      'fakty/kontakt.yaml',
      "'telefon 10 200 30 41, e-mail dostepnosc@zmyslin.example'",
      'kierownik klubu',
    ),
    /nie ma ani telefonu, ani adresu e-mail/,
  ],
];

function judge(findings: readonly Finding[], wanted: RegExp | undefined): void {
  const told = findings.map(({ line, message }) => `${line}  ${message}`).join('\n');
  if (wanted === undefined) assert.equal(told, '');
  else assert.match(told, wanted);
}

describe('a mistake that is invisible on the page', () => {
  it('is tested with at least 60 cases', () => {
    assert.ok(
      inText.length + inFields.length + facts.length >= 60,
      String(inText.length + inFields.length + facts.length),
    );
  });
  for (const [text, wanted] of inText)
    it(`in a text: ${JSON.stringify(text)}`, () => judge(found({ [path]: page(text) }), wanted));
  for (const [fields, wanted] of inFields)
    it(`in the fields: ${JSON.stringify(fields)}`, () =>
      judge(found({ [path]: page('Treść.', fields) }), wanted));
  for (const [name, file, text, wanted] of facts)
    it(`in the facts: ${name}`, () => judge(found({ [file]: text }), wanted));
  for (const [name, file, text, wanted] of entries)
    it(`in an entry: ${name}`, () => judge(found({ [file]: text }), wanted));

  it('is reported with its line', () => {
    const [one] = found({ [path]: page('Pierwszy akapit\nw dwóch wierszach.\n\n##Nagłówek') });
    assert.equal(one?.line, 10);
  });

  it('does not stop a build, except for characters that no parser accepts', () => {
    const severity = (text: string) => found({ [path]: page(text) }).map((finding) => finding.severity);
    assert.deepEqual(severity('##Nagłówek'), ['hint']);
    assert.deepEqual(severity('a\u0001b'), ['error']);
  });

  it('in a day on which something was done: tomorrow is told, today is not', () => {
    judge(
      found({ [path]: page('Treść.').replace('2026-11-22', '2026-11-23') }),
      /Pole „sprawdzono” mówi, co już zrobiono/,
    );
    judge(found({ [path]: page('Treść.') }), undefined);
  });
});

describe('files as other programs save them', () => {
  const written = page('## Zajęcia\n\nTreść i [zajęcia](#zajęcia).');
  for (const [name, text] of Object.entries({
    'line ends of Windows': written.replaceAll('\n', '\r\n'),
    'line ends of an old Macintosh': written.replaceAll('\n', '\r'),
    'a byte order mark': `\ufeff${written}`,
    'letters apart from their marks, which a link needs together': written,
  }))
    it(`${name} are read`, () => judge(found({ [path]: text }), undefined));

  it('a heading in decomposed Unicode is found by a link in composed Unicode', () => {
    const [only, ...others] = found({ [path]: written.replace('## Zajęcia', '## Zajęcia'.normalize('NFD')) });
    assert.match(only?.message ?? '', /zapisane jako dwa znaki/);
    assert.deepEqual(others, []);
  });
});

const exception = (head: string, kind = 'zamkniete', rest = ''): string =>
  `${head}\n  - od: 2026-12-24\n    do: 2026-12-24\n    rodzaj: ${kind}\n${rest}    powod:\n      pl: Szkolenie.\n`;
const hoursLine = '    godziny: 8:00-12:00\n';

/** The most frequent mistakes: the file, its text, the message that is expected. */
const likeliest: readonly (readonly [file: string, text: string, wanted?: RegExp])[] = [
  ...['[]', '[ ]', 'null', '~', '{}', '""'].map(
    (sign) =>
      [
        'fakty/przerwy.yaml',
        exception(`wyjatki: ${sign}`),
        /:1 Usuń .* z tego wiersza: to znaczy „puste”/,
      ] as const,
  ),
  [path, page('Treść.', 'akty: []\n  - rynek-pracy\n'), /:5 Usuń \[\] z tego wiersza/],
  ['fakty/przerwy.yaml', 'wyjatki:\n'],
  ['fakty/przerwy.yaml', exception('wyjatki:', 'zamknięte')],
  ['fakty/przerwy.yaml', exception('wyjatki:', 'Zamkniete')],
  ['fakty/przerwy.yaml', exception('wyjatki:', 'skrócone', hoursLine)],
  ['fakty/przerwy.yaml', exception('wyjatki:', 'dłuższe', hoursLine)],
  ['fakty/przerwy.yaml', exception('wyjatki:', 'po umówieniu')],
  ['fakty/przerwy.yaml', exception('wyjatki:', 'otwarte'), /Wpisz jedną z tych: zamkniete, skrocone/],
  ['fakty/godziny.yaml', changed('fakty/godziny.yaml', 'niedziela: zamknięte', 'niedziela: zamkniete')],
  ['fakty/godziny.yaml', changed('fakty/godziny.yaml', 'niedziela: zamknięte', 'niedziela: Zamknięte')],
  [
    'fakty/przerwy.yaml',
    `${exception('wyjatki:')} - od: 2026-12-28\n    do: 2026-12-28\n`,
    /:7 Wcięcie nie pasuje/,
  ],
  ['fakty/szukanie.yaml', 'synonimy:\n  - slowa: [praca\n    szukaj: zajęcia\n', /:2 .*brakuje \]/],
  [
    'fakty/kontakt.yaml',
    changed('fakty/kontakt.yaml', 'klub@zmyslin.example', 'klub @zmyslin.example'),
    /Napisz go bez odstępów/,
  ],
  [
    'fakty/kontakt.yaml',
    changed('fakty/kontakt.yaml', '10 200 30 40', '10 200 30 40 wew. 7'),
    /telefon_wewnetrzny/,
  ],
  [
    'fakty/linki.yaml',
    "linki:\n  - nazwa: Miasto\n    adres: 'https://www.bytom.pl;'\n    opis: { pl: Strona. }\n    potwierdzono: null\n",
    /To nie jest adres strony/,
  ],
  [path, page('Treść.', 'szkic: tak\n')],
  [path, page('Treść.', 'szkic: Nie\n')],
  [path, page('Treść.', 'szkic: może\n'), /tak albo nie/],
  [path, page('[adres](klub@bytom.pl)'), /Napisz: mailto:klub@bytom\.pl/],
  [path, page('[poczta](mailto:klub(at)bytom.pl)'), /nie zadziała/],
  [path, page('[miasto](www.bytom.pl)'), /Napisz: https:\/\/www\.bytom\.pl/],
  [path, page('[miasto](www.bytom.pl/praca)'), /Napisz: https:\/\/www\.bytom\.pl\/praca/],
  [path, page('[miasto](bytom.pl)'), /Napisz: https:\/\/bytom\.pl/],
  [path, page('[miasto](http:/www.bytom.pl)'), /Napisz: https:\/\/www\.bytom\.pl/],
  [path, page('[telefon klubu](322810185)'), /Napisz: tel:\+48322810185/],
  [path, page('[kontakt](kontakt)'), /na przykład \/kontakt\//],
  [path, page('::stawka(klucz=psu-godzina)'), /::stawka\{klucz=psu-godzina\}/],
  [path, page('::stawka klucz=psu-godzina'), /::stawka\{klucz=psu-godzina\}/],
  [path, page('::rysunek(klucz=klub)'), /::rysunek\{klucz=klub\}/],
  [path, page('::stawka[klucz=psu-godzina]'), /Napisz: ::stawka\{klucz=…\}/],
  [path, page('[ulotka](/pliki/ulotka.pdf)'), /W folderze pliki nie ma pliku ulotka\.pdf/],
  [
    'fakty/zgloszenia.yaml',
    changed('fakty/zgloszenia.yaml', 'klucz: partner', 'klucz: other'),
    /Klucz „other” ma już wpis/,
  ],
];

describe('the most frequent mistakes', () => {
  for (const [file, text, wanted] of likeliest)
    it(`${file}: ${JSON.stringify(text.slice(-60))}`, () => {
      const findings = found({ [file]: text }).map((one) => ({
        ...one,
        message: `:${one.line} ${one.message}`,
      }));
      judge(findings, wanted);
    });

  it('warns of a file that looks like a copy made by a phone or Windows', () => {
    for (const name of ['proba (1)', 'proba — kopia', 'proba - Copy'])
      judge(found({ [`pl/strony/${name}.md`]: page('Treść.') }), /usuń go/);
  });

  it('reports a Word document with the extension of a page', () => {
    const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]);
    const [only, ...others] = checkFiles(contentWith({ [path]: zip }), today).findings.filter(
      ({ file }) => file === path,
    );
    assert.match(only?.message ?? '', /dokument Worda/);
    assert.deepEqual(others, []);
  });

  it('rejects a picture description that only says that it is a picture', () => {
    for (const alt of ['Zdjęcie', 'obraz.', 'Foto', 'co widać na obrazie'])
      judge(found({ [path]: page(`![${alt}](/favicon.svg)`) }), /Obraz nie ma opisu/);
  });

  it('reads „szkic: tak” as a draft', () => {
    const link = { 'pl/strony/inna.md': page('[próba](/proba/)').replace('Próba', 'Inna') };
    judge(found({ [path]: page('Treść.', 'szkic: tak\n'), ...link }), /to szkic/);
  });
});
