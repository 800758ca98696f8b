import type { WrittenFacts } from '../../content-schemas/collections.ts';
import { type Day, isOverdue } from '../../hours/days.ts';
import type { Fault } from '../findings.ts';
import { suggestion } from '../nearest.ts';
import { monthNames } from '../polish-dates.ts';
import type { YamlData } from '../reading/yaml-source.ts';

type Path = readonly (string | number)[];

/** Rules that a schema cannot express, because they compare several entries, or days of different fields. */
type Rules = {
  readonly [Name in keyof WrittenFacts]?: (facts: WrittenFacts[Name], data: YamlData) => Fault[];
};

const days = (from: string, to: string): string => (from === to ? from : `od ${from} do ${to}`);

function overlappingExceptions({ wyjatki }: WrittenFacts['przerwy'], { lineOf }: YamlData): Fault[] {
  return wyjatki.flatMap((one, index): Fault[] => {
    const earlier = wyjatki.findIndex(
      (other, place) => place < index && other.od <= one.do && one.od <= other.do,
    );
    const other = wyjatki[earlier];
    if (other === undefined) return [];
    return [
      {
        line: lineOf(['wyjatki', index]),
        message: `Te dni (${days(one.od, one.do)}) pokrywają się z wpisem z wiersza ${lineOf(['wyjatki', earlier])} (${days(other.od, other.do)}). Zmień daty albo zrób z obu jeden wpis.`,
      },
    ];
  });
}

function doubledKeys(
  items: readonly { readonly klucz: string }[],
  list: string,
  { lineOf }: YamlData,
): Fault[] {
  return items.flatMap(({ klucz }, index): Fault[] => {
    const first = items.findIndex((other) => other.klucz === klucz);
    if (first === index) return [];
    const line = lineOf([list, index, 'klucz']);
    return [
      {
        line,
        message: `Klucz „${klucz}” ma już wpis z wiersza ${lineOf([list, first, 'klucz'])}. Każdy wpis musi mieć inny klucz.`,
      },
    ];
  });
}

function unknownSuccessors({ akty }: WrittenFacts['akty'], { lineOf }: YamlData): Fault[] {
  const keys = akty.map(({ klucz }) => klucz);
  return akty.flatMap(({ klucz, zastapiony_przez: by }, index): Fault[] => {
    if (by === null) return [];
    const line = lineOf(['akty', index, 'zastapiony_przez']);
    if (by === klucz)
      return [{ line, message: 'Akt nie może zastąpić sam siebie. Wpisz klucz nowego aktu albo null.' }];
    if (keys.includes(by)) return [];
    return [
      {
        line,
        message: `Nie ma aktu o kluczu „${by}”. Dopisz go w tym pliku albo wpisz null.${suggestion(by, keys)}`,
      },
    ];
  });
}

function ratesThatEndEarly({ stawki }: WrittenFacts['stawki'], { lineOf }: YamlData): Fault[] {
  return stawki.flatMap(({ od, do: to }, index): Fault[] =>
    od !== null && to !== null && to < od
      ? [
          {
            line: lineOf(['stawki', index, 'do']),
            message: `Kwota kończy się (${to}) przed swoim początkiem (${od}). Popraw jedną z dat.`,
          },
        ]
      : [],
  );
}

/** Possible lengths of Polish numbers: short ones (112, 987), city lines (19 115), 116 123, all others. */
const lengths = [3, 5, 6, 9];

function impossibleHelplines({ telefony }: WrittenFacts['pomoc'], { lineOf }: YamlData): Fault[] {
  return telefony.flatMap(({ numer }, index): Fault[] => {
    const length = numer.replace(/\D/g, '').length;
    return lengths.includes(length)
      ? []
      : [
          {
            line: lineOf(['telefony', index, 'numer']),
            message: `Numer „${numer}” ma ${length} cyfr, więc nikt się pod niego nie dodzwoni. Pełne numery mają 9 cyfr, krótkie 3, 5 albo 6, na przykład 116 123. Sprawdź każdą cyfrę.`,
          },
        ];
  });
}

/** @returns the year and the position in „Dz.U. 2003 nr 122 poz. 1143”; undefined for other texts */
function placeOf(published: string): string | undefined {
  const [, year, position] = /(\d{4})\D.*?poz\.?\s*(\d+)\s*$/i.exec(published) ?? [];
  return year === undefined ? undefined : `${year}/${Number(position)}`;
}

/** An entry names its act four times; a reader who follows a wrong number finds another act. */
function actsThatDisagree({ akty }: WrittenFacts['akty'], { lineOf }: YamlData): Fault[] {
  return akty.flatMap((act, index): Fault[] => {
    const where = (published: string, eli: string, path: Path): Fault[] => {
      const place = placeOf(published);
      return place === undefined || eli.endsWith(`/${place}`)
        ? []
        : [
            {
              line: lineOf(path),
              message: `Numer ${eli} nie pasuje do miejsca ogłoszenia: ${published}. Rok i pozycja mają być te same. Popraw jedno z nich.`,
            },
          ];
    };
    // An ISAP identifier: WDU, the year, three digits of the number, four of the position.
    const isap = `${act.isap.slice(1, 3)}/${act.isap.slice(3, 7)}/${Number(act.isap.slice(-4))}`;
    const [, day = '', month = '', year] = /z dnia (\d{1,2}) (\p{L}+) (\d{4})/u.exec(act.nazwa) ?? [];
    const monthNumber = String(monthNames.indexOf(month) + 1).padStart(2, '0');
    const named = `${year}-${monthNumber}-${day.padStart(2, '0')}`;
    return [
      ...where(act.ogloszenie, act.eli, ['akty', index, 'eli']),
      ...where(act.ogloszenie, isap, ['akty', index, 'isap']).map(({ line, message }) => ({
        line,
        message: message.replace(isap, act.isap),
      })),
      ...(act.tekst_jednolity === null
        ? []
        : where(act.tekst_jednolity.ogloszenie, act.tekst_jednolity.eli, [
            'akty',
            index,
            'tekst_jednolity',
            'eli',
          ])),
      ...(year === undefined || monthNumber === '00' || named === act.data
        ? []
        : [
            {
              line: lineOf(['akty', index, 'data']),
              message: `Data ${act.data} nie pasuje do nazwy aktu: „z dnia ${day} ${month} ${year}”. Popraw jedno z nich.`,
            },
          ]),
    ];
  });
}

const rules: Rules = {
  pomoc: impossibleHelplines,
  przerwy: overlappingExceptions,
  akty: (facts, data) => [
    ...doubledKeys(facts.akty, 'akty', data),
    ...unknownSuccessors(facts, data),
    ...actsThatDisagree(facts, data),
  ],
  slownik: ({ slowa }, data) => doubledKeys(slowa, 'slowa', data),
  zgloszenia: ({ tematy, odbierajacy }, data) => [
    ...doubledKeys(tematy, 'tematy', data),
    ...doubledKeys(odbierajacy, 'odbierajacy', data),
  ],
  stawki: ratesThatEndEarly,
};

/** @returns faults between the entries of one file that its schema has accepted */
export function checkFact<Name extends keyof WrittenFacts>(
  name: Name,
  facts: WrittenFacts[Name],
  data: YamlData,
): Fault[] {
  return [...(rules[name]?.(facts, data) ?? []), ...checkDaysInOrder(data)];
}

interface Dated {
  readonly path: Path;
  readonly checked: unknown;
  readonly checkBy: string;
}

/** @returns every object in the data that has a "check by" day */
function datedPlaces(value: unknown, path: Path = []): Dated[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => datedPlaces(item, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const checkBy = fields['sprawdzic_do'];
  const own =
    typeof checkBy === 'string'
      ? [
          {
            path: [...path, 'sprawdzic_do'],
            checked: fields['sprawdzono'] ?? fields['potwierdzono'],
            checkBy,
          },
        ]
      : [];
  return [...own, ...Object.entries(fields).flatMap(([name, inner]) => datedPlaces(inner, [...path, name]))];
}

const checkDaysInOrder = ({ value, lineOf }: YamlData): Fault[] =>
  datedPlaces(value).flatMap(({ path, checked, checkBy }) =>
    typeof checked === 'string' && checkBy < checked
      ? [
          {
            line: lineOf(path),
            message: `Termin następnego sprawdzenia (${checkBy}) jest wcześniejszy niż dzień sprawdzenia (${checked}). Popraw jedną z dat.`,
          },
        ]
      : [],
  );

/**
 * @param today the day in Warsaw, `RRRR-MM-DD`
 * @returns faults for overdue facts; pages show them as unconfirmed
 */
export const overdueFacts = ({ value, lineOf }: YamlData, today: Day): Fault[] =>
  datedPlaces(value)
    .filter(({ checkBy }) => isOverdue(checkBy, today))
    .map(({ path, checkBy }) => ({
      line: lineOf(path),
      message: `Termin sprawdzenia minął ${checkBy}. Sprawdź, czy to nadal prawda, i wpisz nowe daty.`,
    }));
