import type { FactName, WrittenFacts } from '../../content-schemas/collections.ts';
import type { Fault } from '../findings.ts';
import { nearest } from '../nearest.ts';
import type { YamlData } from '../reading/yaml-source.ts';
import { spokenDaysOfEntry } from './spoken-days.ts';

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/**
 * An entry may have been copied without changing its number; as one number may help in two matters, it is only a
 * hint.
 */
function doubledHelplines({ telefony }: WrittenFacts['pomoc'], { lineOf }: YamlData): Fault[] {
  return telefony.flatMap(({ numer }, index): Fault[] => {
    const first = telefony.findIndex((other) => digitsOf(other.numer) === digitsOf(numer));
    return first === index
      ? []
      : [
          {
            line: lineOf(['telefony', index, 'numer']),
            message: `Ten sam numer ma już wpis z wiersza ${lineOf(['telefony', first, 'numer'])}. Jeśli ten wpis powstał z tamtego, popraw w nim numer.`,
          },
        ];
  });
}

/** From year to year an amount grows by less than this factor; a misplaced comma changes it ten or a hundred times. */
const mostTimes = 3;

function oddAmounts({ stawki }: WrittenFacts['stawki'], { lineOf }: YamlData): Fault[] {
  return stawki.flatMap(({ klucz, kwota }, index): Fault[] => {
    const earlier = stawki.slice(0, index);
    const before = earlier.findLast((other) => other.klucz === klucz);
    if (before !== undefined) {
      const isOdd = kwota > before.kwota * mostTimes || kwota * mostTimes < before.kwota;
      const message = 'Ta kwota jest kilka razy inna niż wcześniejsza. Sprawdź przecinek i liczbę zer.';
      return isOdd ? [{ line: lineOf(['stawki', index, 'kwota']), message }] : [];
    }
    const key = nearest(
      klucz,
      earlier.map((other) => other.klucz),
    );
    if (key === undefined) return [];
    const place = stawki.findIndex((other) => other.klucz === key);
    return [
      {
        line: lineOf(['stawki', index, 'klucz']),
        message: `Klucz „${klucz}” jest prawie taki sam jak „${key}” z wiersza ${lineOf(['stawki', place, 'klucz'])}. Jeśli to nowa kwota tego samego, wpisz tamten klucz: inaczej strona jej nie pokaże.`,
      },
    ];
  });
}

/** Few clubs are open outside these hours; a missing digit gives such hours. */
const [earliest, latest] = ['06:00', '22:00'];

const padded = (time: string): string => time.padStart(5, '0');

function oddHours({ value, lineOf }: YamlData): Fault[] {
  const week = (value as { readonly tydzien?: Readonly<Record<string, unknown>> }).tydzien ?? {};
  return Object.entries(week).flatMap(([day, spans]) => {
    const isOdd = [spans].flat().some((span) => {
      const [opens, closes] = String(span).split('-').map(padded);
      return closes !== undefined && opens !== undefined && (opens < earliest || closes > latest);
    });
    return isOdd
      ? [
          {
            line: lineOf(['tydzien', day]),
            message: `Te godziny wychodzą na noc: ${[spans].flat().join(', ')}. Sprawdź, czy nie brakuje cyfry.`,
          },
        ]
      : [];
  });
}

type Texts = Readonly<Record<string, string>>;

const polishText = (texts: Texts, line: number) => ({ text: texts['pl'] ?? '', line, official: false });

const rules: { readonly [Name in FactName]?: (facts: WrittenFacts[Name], data: YamlData) => Fault[] } = {
  pomoc: doubledHelplines,
  godziny: (_, data) => oddHours(data),
  stawki: oddAmounts,
  komunikat: ({ komunikaty }, { lineOf }) =>
    komunikaty.flatMap(({ tresc, od, do: last }, index) =>
      spokenDaysOfEntry(polishText(tresc, lineOf(['komunikaty', index, 'tresc', 'pl'])), od, last, true),
    ),
  przerwy: ({ wyjatki }, { lineOf }) =>
    wyjatki.flatMap(({ powod, od, do: last }, index) =>
      spokenDaysOfEntry(polishText(powod, lineOf(['wyjatki', index, 'powod', 'pl'])), od, last, false),
    ),
};

/** A first name and a surname, and nothing else. */
const personsName = /^(?:pani?\s+)?\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?$/u;
/** Beginnings of roles and offices, which may also be written with capitals. */
const role =
  /^(?:pani?\s+)?(?:kier|dyr|zast|prac|koord|insp|spec|sekr|asyst|dor|psych|praw|peda|tera|instr|klub|zesp|dzia|admin|opiek|ref|star|głów|rad|miej|ośr|urz|biur|gmin|centr|prez|naczel)/iu;

/** @returns the paths of personal names where the site wants a role; the site publishes some of them */
function personsIn(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => personsIn(item, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const isRole = name === 'potwierdzil' || name === 'koordynator_dostepnosci' || path[0] === 'odbierajacy';
    return isRole && typeof inner === 'string' && personsName.test(inner) && !role.test(inner)
      ? [[...path, name]]
      : personsIn(inner, [...path, name]);
  });
}

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((part, step) => (part as Readonly<Record<string, unknown>>)[step], value);

const namedPersons = ({ value, lineOf }: YamlData): Fault[] =>
  personsIn(value).map((path) => ({
    line: lineOf(path),
    message: `„${String(at(value, path))}” wygląda na imię i nazwisko. Wpisz samą rolę, na przykład: kierownik klubu.`,
  }));

/** Fields that have to say how to contact somebody. */
const reached = ['koordynator_dostepnosci', 'inspektor'];

const unreachable = ({ value, lineOf }: YamlData): Fault[] =>
  reached.flatMap((name) => {
    const text = (value as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof text !== 'string' || /[\d@]/.test(text)
      ? []
      : [
          {
            line: lineOf([name]),
            message:
              'W tym polu nie ma ani telefonu, ani adresu e-mail. Dopisz jedno z nich: po to ktoś je czyta.',
          },
        ];
  });

/** @returns hints about the entries of one file of facts that its schema has accepted */
export const entrySlips = <Name extends FactName>(
  name: Name,
  facts: WrittenFacts[Name],
  data: YamlData,
): Fault[] => [...(rules[name]?.(facts, data) ?? []), ...namedPersons(data), ...unreachable(data)];
