import { addDays, type Day, isDay } from '../../hours/days.ts';
import { textDirectives } from '../../markdown/directives.ts';
import type { Fault } from '../findings.ts';
import type { YamlData } from '../reading/yaml-source.ts';

/** A value without quotation marks, cut off where a comment begins (YAML 1.2.2, 6.6). */
const cutValue = /^\s*(?:- )*[\p{L}\d_-]+:\s+(?:[^\s"'#[{|>][^#]*?\s)?#\s?(.*)$/u;

/** A value inside typographic quotation marks, which YAML treats as part of the text. */
const shownQuotes = /^\s*(?:- )*(?:tytul|opis|nazwa_w_menu):\s+[„“”][^„“”]*[“”]\s*$/;

/**
 * @param yaml the text of fields
 * @param linesBefore number of lines of the file before it
 * @returns hints for fields whose quotation marks will be shown, and for fields of which a part is parsed as a
 * comment
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

/** Markup that works in the text of a page and not in a field: an insert, a link, bold words. */
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

/** @returns hints for fields with Markdown markup, which readers would see as typed */
export const markedFields = ({ value, lineOf }: YamlData): Fault[] =>
  markedPaths(value).map((path) => ({
    line: lineOf(path),
    message:
      'Wstawki, linki i gwiazdki działają tylko w tekście stron, a tu będzie widać same znaki. Napisz to zwykłymi słowami.',
  }));

/** Fields with the day on which somebody did something, so it cannot be in the future. */
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

/** @returns hints for future days on which something is said to have been done */
export const doneTomorrow = ({ value, lineOf }: YamlData, today: Day): Fault[] =>
  futureDays(value, today).map((path) => ({
    line: lineOf(path),
    message: `Pole „${String(path.at(-1))}” mówi, co już zrobiono, a ten dzień dopiero będzie. Dziś jest ${today}. Popraw datę.`,
  }));

/** An exception further ahead or longer than this is probably a mistake. */
const daysAhead = 366;
const longestDays = 60;

/** @returns a hint about the days of an exception, which is mostly a wrong year; undefined if there is none */
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

/** Matches the commented-out first line of an entry. */
const hiddenEntry = /^\s*#+\s*-\s+[\p{L}_]+:/u;

/** @returns hints for entries that are commented out, on purpose or by accident */
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

/** Lists whose entries have a range of days. */
const listsOfDays = ['wyjatki', 'komunikaty'];

/** @returns hints for entries of `przerwy.yaml` and `komunikat.yaml` that are over, far ahead or very long */
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
