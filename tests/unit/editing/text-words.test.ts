import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textWords } from '../../../src/editing/changes/text-words.ts';

const before = `W klubie gotujemy i uczymy się razem. Przyjdź, kiedy możesz, nie trzeba się zapisywać ani niczego przynosić.

## Kiedy

- poniedziałek, 9.00
- środa, 10.00

| Dzień | Godzina |
| --- | --- |
| środa | 9.00 |

::godziny

Zapytaj o [godziny](/kontakt/): :telefon.
`;

describe('a change of a text in words', () => {
  const cases: [string, (text: string) => string, string[]][] = [
    ['nothing', (text) => text, []],
    ['blanks alone', (text) => text.replaceAll('\n\n', '\n\n\n'), ['Zmieniły się tylko odstępy w tekście']],
    [
      'a new paragraph',
      (text) => text.replace('::godziny', 'Winda działa.\n\n::godziny'),
      ['Dopisano akapit „Winda działa.”'],
    ],
    [
      'a picture between lines of a text',
      (text) => text.replace('Zapytaj o', 'Winda działa.\n![Winda](/pliki/winda.png)\nZapytaj o'),
      ['Dopisano akapit „Winda działa.”', 'Dopisano obraz „Winda”'],
    ],
    [
      'words within a long paragraph, with those around them',
      (text) => text.replace('nie trzeba się zapisywać', 'zapisz się wcześniej'),
      [
        'Zmieniono akapit: „…Przyjdź, kiedy możesz, nie trzeba się zapisywać ani niczego przynosić.” → „…Przyjdź, kiedy możesz, zapisz się wcześniej ani niczego przynosić.”',
      ],
    ],
    [
      'one item of a list',
      (text) => text.replace('środa, 10.00', 'środa, 11.00'),
      ['Zmieniono punkt listy: „środa, 10.00” → „środa, 11.00”'],
    ],
    [
      'a row of a table',
      (text) => text.replace('| środa | 9.00 |', '| środa | 9.30 |'),
      ['Zmieniono wiersz tabeli: „środa · 9.00” → „środa · 9.30”'],
    ],
    ['a heading that goes', (text) => text.replace('## Kiedy\n\n', ''), ['Usunięto nagłówek „Kiedy”']],
    [
      'an insert by what it shows',
      (text) => text.replace('::godziny\n\n', ''),
      ['Usunięto wstawkę „tabela godzin”'],
    ],
    [
      'where a link leads',
      (text) => text.replace('(/kontakt/)', '(/klub/)'),
      [
        'Zmieniono akapit: „Zapytaj o [godziny](/kontakt/): :telefon.” → „Zapytaj o [godziny](/klub/): :telefon.”',
      ],
    ],
    [
      'a picture by its description',
      (text) => `${text}\n![Sala z oknem](/pliki/sala.jpg)\n`,
      ['Dopisano obraz „Sala z oknem”'],
    ],
    [
      'what only moved',
      (text) => `::godziny\n\n${text.replace('::godziny\n\n', '')}`,
      ['Przestawiono wstawkę „tabela godzin”'],
    ],
    [
      'a text written anew',
      () => 'Zapraszamy.\n',
      [
        'Usunięto akapit „W klubie gotujemy i uczymy się razem. Przyjdź, kiedy możesz, nie trzeba się zapisywać ani…”',
        'Usunięto nagłówek „Kiedy”',
        'Usunięto punkt listy „poniedziałek, 9.00”',
        'Usunięto punkt listy „środa, 10.00”',
        'Usunięto wiersz tabeli „Dzień · Godzina”',
        'Usunięto wiersz tabeli „środa · 9.00”',
        'Usunięto wstawkę „tabela godzin”',
        'Usunięto akapit „Zapytaj o godziny: telefon klubu.”',
        'Dopisano akapit „Zapraszamy.”',
      ],
    ],
  ];
  for (const [name, change, expected] of cases)
    it(name, () => assert.deepEqual(textWords(before, change(before)), expected));

  it('of a text that changed everywhere no more than a person reads', () => {
    const text = (word: string) => Array.from({ length: 60 }, (_, index) => `${word} ${index}.`).join('\n\n');
    const lines = textWords(text('Stare'), text('Nowe'));
    assert.equal(lines.length, 13);
    assert.match(lines.at(-1) ?? '', /^I jeszcze zmian w tekście: \d+$/);
  });
});
