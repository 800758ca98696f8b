import { isDeepStrictEqual } from 'node:util';
import { toText } from '../../content-check/reading/file-text.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import { type FactName, factNames } from '../../content-schemas/collections.ts';
import { withFullStop } from '../../words/typography.ts';
import { shapeOfFact } from '../facts/fact-form.ts';
import type { Shape } from '../facts/shape.ts';
import { daysText, dayText, titleOf } from '../facts/titles.ts';
import { bodyOf, frontMatterOf, pageAt, pageShapes } from '../pages/page-file.ts';
import type { FileChange } from './change.ts';
import { capital, hoursText, shortened, valueText } from './value-words.ts';

type Data = Readonly<Record<string, unknown>>;

const dataOf = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => shortened(titleOf(value) ?? '');

const kinds: Readonly<Record<string, string>> = {
  zamkniete: 'klub zamknięty',
  skrocone: 'klub otwarty krócej',
  dluzsze: 'klub otwarty dłużej albo inaczej',
  'po-umowieniu': 'klub tylko po umówieniu się',
};

/** @returns an exception as people say it: `klub zamknięty od 24 grudnia 2026 r. do 2 stycznia 2027 r.` */
function exceptionText(entry: unknown): string {
  const { od, do: last, rodzaj, godziny } = dataOf(entry);
  const hours = godziny === undefined ? '' : `: ${hoursText(godziny)}`;
  return `${kinds[String(rodzaj)] ?? String(rodzaj)} ${daysText(od, last)}${hours}`;
}

/** Lists whose entries are said in words of their own. */
const entryWords: Readonly<Record<string, (entry: unknown) => string>> = {
  wyjatki: exceptionText,
  komunikaty: (entry) =>
    `komunikat „${textOf(entry)}” (${daysText(dataOf(entry)['od'], dataOf(entry)['do'])})`,
};

/** The sign of one entry of a list, by which it is the same one before and after. */
const keyOf = (entry: unknown): unknown => {
  const data = dataOf(entry);
  return data['klucz'] ?? data['nazwa'] ?? data['numer'] ?? data['slowo'] ?? data['szukaj'];
};

/** @returns the entries of two lists in pairs; what stands in both is left out */
function pairs(before: readonly unknown[], after: readonly unknown[]): [unknown, unknown][] {
  const old = before.filter((one) => !after.some((other) => isDeepStrictEqual(one, other)));
  const fresh = after.filter((one) => !before.some((other) => isDeepStrictEqual(one, other)));
  const found = fresh.map((entry, index): [unknown, unknown] => {
    const same = old.findIndex(
      (one) => one !== undefined && keyOf(one) !== undefined && isDeepStrictEqual(keyOf(one), keyOf(entry)),
    );
    const place =
      same >= 0 ? same : before.length === after.length && old.length === fresh.length ? index : -1;
    const partner = place < 0 ? undefined : old[place];
    if (place >= 0) old[place] = undefined;
    return [partner, entry];
  });
  return [
    ...found,
    ...old.filter((one) => one !== undefined).map((one): [unknown, unknown] => [one, undefined]),
  ];
}

function listWords(shape: Shape, before: unknown, after: unknown, about: string): string[] {
  const say = entryWords[shape.key];
  return pairs(itemsOf(before), itemsOf(after)).flatMap(([old, fresh]) => {
    if (say !== undefined) {
      if (old === undefined) return [capital(say(fresh))];
      if (fresh === undefined) return [`Usunięto: ${say(old)}`];
      return say(old) === say(fresh)
        ? groupWords(shape.item ?? shape, old, fresh, `${withFullStop(capital(say(fresh)))} `)
        : [`${capital(say(old))} → ${say(fresh)}`];
    }
    if (old === undefined) return [`${about}${shape.label}: dodano „${textOf(fresh)}”`];
    if (fresh === undefined) return [`${about}${shape.label}: usunięto „${textOf(old)}”`];
    return valueWords(shape.item ?? shape, old, fresh, `${about}„${textOf(fresh)}”. `);
  });
}

const confirmation = ['potwierdzil', 'potwierdzono', 'sprawdzono', 'sprawdzic_do'];

function groupWords(shape: Shape, before: unknown, after: unknown, about: string): string[] {
  const [old, fresh] = [dataOf(before), dataOf(after)];
  const changed = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
    (key) => !isDeepStrictEqual(old[key] ?? null, fresh[key] ?? null),
  );
  const isConfirmed =
    typeof fresh['potwierdzil'] === 'string' &&
    changed.some((key) => key === 'sprawdzono' || key === 'potwierdzono' || key === 'potwierdzil');
  const names = isConfirmed ? changed.filter((key) => !confirmation.includes(key)) : changed;
  const lines = names.flatMap((key) => {
    const field = shape.fields.find((one) => one.key === key);
    if (field !== undefined) return valueWords(field, old[key], fresh[key], about);
    return [`${about}${capital(key)}: ${textOf(old[key]) || 'puste'} → ${textOf(fresh[key]) || 'puste'}`];
  });
  if (!isConfirmed) return lines;
  const until =
    fresh['sprawdzic_do'] === undefined ? '' : `, sprawdzić do: ${dayText(fresh['sprawdzic_do'])}`;
  return [...lines, `${about}Potwierdzono, że się zgadza: ${fresh['potwierdzil']}${until}`];
}

function valueWords(shape: Shape, before: unknown, after: unknown, about: string): string[] {
  if (isDeepStrictEqual(before ?? null, after ?? null)) return [];
  if (shape.kind === 'list') return listWords(shape, before, after, about);
  if (shape.kind === 'group' && before && after) return groupWords(shape, before, after, about);
  if (shape.kind === 'by-language')
    return [...new Set([...Object.keys(dataOf(before)), ...Object.keys(dataOf(after))])].flatMap(
      (language) => {
        const [old, fresh] = [dataOf(before)[language], dataOf(after)[language]];
        const name = language === 'pl' ? shape.label : `${shape.label} (${language})`;
        return old === fresh
          ? []
          : [`${about}${name}: ${textOf(old) || 'puste'} → ${textOf(fresh) || 'puste'}`];
      },
    );
  return [`${about}${shape.label}: ${valueText(shape, before)} → ${valueText(shape, after)}`];
}

function factWords(name: FactName, before: string, after: string): string[] {
  const [old, fresh] = [before, after].map((text) => readYaml(toText(text)));
  if (old?.kind !== 'data' || fresh?.kind !== 'data') return [`Zmieniono plik ${name}.yaml`];
  const lines = groupWords(shapeOfFact(name), old.data.value, fresh.data.value, '');
  return lines.length > 0 ? lines : [`Zmieniono zapis pliku ${name}.yaml, treść jest ta sama`];
}

const isYes = (value: unknown): boolean => value === true || value === 'tak' || value === 'true';

const titleIn = (text: string): string => String(frontMatterOf(text)['tytul'] ?? 'bez tytułu');

function newPageWords(what: string, text: string): string {
  const { szkic, data } = frontMatterOf(text);
  const note = isYes(szkic) ? ' (szkic)' : what === 'wiadomość' ? ` (${dayText(data)})` : '';
  return `${what === 'wiadomość' ? 'Nowa wiadomość' : 'Nowa strona'}: ${titleIn(text)}${note}`;
}

function pageWords(path: string, before: string | undefined, after: string | undefined): string[] {
  const file = pageAt(path);
  if (file === undefined) return [];
  const what = file.folder === 'aktualnosci' ? 'wiadomość' : 'strona';
  const language = file.language === 'pl' ? '' : ` (${file.language})`;
  if (before === undefined) return [newPageWords(what, after ?? '') + language];
  if (after === undefined) return [`Usunięto: ${what} „${titleIn(before)}”${language}`];
  const about = `${capital(what)} „${titleIn(after)}”${language}. `;
  const [old, fresh] = [frontMatterOf(before), frontMatterOf(after)];
  const draft = [isYes(old['szkic']), isYes(fresh['szkic'])];
  const state =
    draft[0] === draft[1]
      ? []
      : [`${about}${draft[1] ? 'Schowano ją jako szkic' : 'Opublikowano, nie jest już szkicem'}`];
  // Said in words of their own, or written by the publication itself.
  const hidden = { szkic: undefined, oryginal: undefined, zmieniono: undefined };
  const fields = groupWords(pageShapes[file.folder], { ...old, ...hidden }, { ...fresh, ...hidden }, about);
  const text = bodyOf(before) === bodyOf(after) ? [] : [`${about}Zmieniono tekst`];
  const mark =
    fresh['oryginal'] && old['oryginal'] !== fresh['oryginal']
      ? [`${about}Tłumaczenie zgadza się z polską stroną`]
      : [];
  const lines = [...state, ...fields, ...text, ...mark];
  return lines.length > 0 ? lines : [`${about}Zmieniono zapis pliku, treść jest ta sama`];
}

const decode = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder().decode(bytes);

function fileWords({ path, before, after }: FileChange): string[] {
  const [folder = '', file = ''] = path.split('/');
  const name = file.replace(/\.yaml$/, '') as FactName;
  if (folder === 'fakty' && factNames.includes(name))
    return factWords(name, decode(before) ?? '', decode(after) ?? '');
  if (pageAt(path) !== undefined) return pageWords(path, decode(before), decode(after));
  if (before === undefined) return [`Nowy plik: ${file || path}`];
  return [`${after === undefined ? 'Usunięto' : 'Zmieniono'} plik: ${file || path}`];
}

/** A page under another address: the one that is gone, the one that came. */
export function movesIn(files: readonly FileChange[]): [FileChange, FileChange][] {
  return files
    .filter(({ after }) => after === undefined)
    .flatMap((gone): [FileChange, FileChange][] => {
      const text = bodyOf(decode(gone.before) ?? '');
      const come = files.find(
        ({ path, before, after }) =>
          before === undefined && pageAt(path) && bodyOf(decode(after) ?? '') === text,
      );
      return pageAt(gone.path) && come ? [[gone, come]] : [];
    });
}

/**
 * @param files that a change touches
 * @returns what it does, in Polish, a line each: „Piątek: 7.30–14.00 → 8.00–13.00”
 */
export function changeWords(files: readonly FileChange[]): string[] {
  const moves = movesIn(files);
  const moved = moves.map(([gone, come]) => {
    const [from, to] = [gone, come]
      .map(({ path }) => pageAt(path))
      .map((page) => (page ? wholeAddressOf(page) : ''));
    return `Nowy adres: ${from} → ${to} („${titleIn(decode(come.after) ?? '')}”)`;
  });
  const rest = files.filter((file) => !moves.some((pair) => pair.includes(file)));
  return [...moved, ...rest.flatMap(fileWords)];
}
