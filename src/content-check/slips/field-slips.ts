import { addDays, type Day, isDay } from '../../hours/days.ts';
import { textDirectives } from '../../markdown/directives.ts';
import type { Fault } from '../findings.ts';
import type { YamlData } from '../reading/yaml-source.ts';

/** A value without quotation marks, cut off where a comment begins (YAML 1.2.2, 6.6). */
const cutValue = /^\s*(?:- )*[\p{L}\d_-]+:\s+(?:[^\s"'#[{|>][^#]*?\s)?#\s?(.*)$/u;

/** A value wholly within the quotation marks of a text, which YAML takes for letters. */
const shownQuotes = /^\s*(?:- )*(?:tytul|opis|nazwa_w_menu):\s+[„“”][^„“”]*[“”]\s*$/;

/**
 * @param yaml the text of fields
 * @param linesBefore lines of the file that stand before it
 * @returns fields whose quotation marks will be seen, and fields of which a part is taken for a remark
 */
export const cutValues = (yaml: string, linesBefore = 0): Fault[] =>
  yaml.split('\n').flatMap((line, index) =>
    shownQuotes.test(line)
      ? [
          {
            line: linesBefore + index + 1,
            message:
              'Te cudzysłowy będzie widać na stronie. Jeśli mają tylko objąć wartość, użyj prostych: "…".',
          },
        ]
      : cutValue.test(line)
        ? [
            {
              line: linesBefore + index + 1,
              message:
                'Od znaku # portal tego wiersza nie czyta. Jeśli # należy do tekstu, weź całą wartość w cudzysłów: tytul: "Sala #2".',
            },
          ]
        : [],
  );

/** What a text of a page may hold and a field may not: an insert, a link, bold words. */
const marked = new RegExp(
  `(?<![^\\s(]):{1,2}(?:${textDirectives.join('|')})(?![\\p{L}-])|\\]\\(|\\*\\*`,
  'u',
);

function markedPaths(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return marked.test(value) ? [[...path]] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => markedPaths(item, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => markedPaths(inner, [...path, name]));
}

/** @returns fields whose signs of Markdown readers will see as they were typed. */
export const markedFields = ({ value, lineOf }: YamlData): Fault[] =>
  markedPaths(value).map((path) => ({
    line: lineOf(path),
    message:
      'Wstawki, linki i gwiazdki działają tylko w tekście stron, a tu będzie widać same znaki. Napisz to zwykłymi słowami.',
  }));

/** Fields that say when somebody did something; nobody can have done it tomorrow. */
const doneOn = new Set([
  ...['sprawdzono', 'potwierdzono', 'wyprobowano', 'data_badania', 'data_sporzadzenia', 'data_przegladu'],
]);

function futureDays(
  value: unknown,
  today: Day,
  path: readonly (string | number)[] = [],
): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => futureDays(item, today, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    doneOn.has(name) && typeof inner === 'string' && isDay(inner) && inner > today
      ? [[...path, name]]
      : futureDays(inner, today, [...path, name]),
  );
}

/** @returns days in the future on which something is said to have been done. */
export const doneTomorrow = ({ value, lineOf }: YamlData, today: Day): Fault[] =>
  futureDays(value, today).map((path) => ({
    line: lineOf(path),
    message: `Pole „${String(path.at(-1))}” mówi, co już zrobiono, a ten dzień dopiero będzie. Dziś jest ${today}. Popraw datę.`,
  }));

/** Nobody plans further, and no break of a club is longer. */
const daysAhead = 366;
const longestDays = 60;

/** @returns what is odd about the days of an exception, which are mostly a slip in the year; undefined if nothing is */
function oddDays(first: string, last: string, today: Day): string | undefined {
  if (last < today)
    return `Ten wpis skończył się ${last}. Jeśli rok jest dobry, usuń cały wpis. Jeśli nie, popraw rok.`;
  if (!isDay(first) || !isDay(last)) return undefined;
  if (first > addDays(today, daysAhead))
    return `Ten wpis zaczyna się dopiero ${first}. Sprawdź, czy rok jest dobry.`;
  if (last > addDays(first, longestDays))
    return `Ten wpis trwa od ${first} do ${last}. Sprawdź, czy obie daty są dobre.`;
  return undefined;
}

/** The first line of an entry that is made a remark; nobody explains anything in such words. */
const hiddenEntry = /^\s*#+\s*-\s+[\p{L}_]+:/u;

/** @returns entries that are switched off by `#`, as on purpose as by accident. */
export const hiddenEntries = (yaml: string): Fault[] =>
  yaml.split('\n').flatMap((line, index) =>
    hiddenEntry.test(line)
      ? [
          {
            line: index + 1,
            message:
              'Wierszy ze znakiem # na początku portal nie czyta, więc tego wpisu nie widać na stronie. Jeśli ma działać, usuń # z każdego jego wiersza. Jeśli nie, usuń te wiersze.',
          },
        ]
      : [],
  );

/** Lists whose entries are there for some days. */
const listsOfDays = ['wyjatki', 'komunikaty'];

/** @returns entries of `przerwy.yaml` and `komunikat.yaml` that are over, far away or very long. */
export const oddEntries = (data: YamlData, today: Day): Fault[] =>
  listsOfDays.flatMap((list) => oddEntriesOf(list, data, today));

function oddEntriesOf(name: string, { value, lineOf }: YamlData, today: Day): Fault[] {
  const list = (value as Readonly<Record<string, unknown>> | null)?.[name];
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown, index): Fault[] => {
    const { od: first, do: last } = (one ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof first !== 'string' || typeof last !== 'string') return [];
    const message = oddDays(first, last, today);
    return message === undefined ? [] : [{ line: lineOf([name, index, 'do']), message }];
  });
}
