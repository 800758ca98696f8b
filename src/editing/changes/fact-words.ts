import { isDeepStrictEqual } from 'node:util';
import { toText } from '../../content-check/reading/file-text.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import type { FactName } from '../../content-schemas/collections.ts';
import { capital } from '../../text.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { plEditingChanges as words } from '../../words/pl-editing-changes.ts';
import { withFullStop } from '../../words/typography.ts';
import { dataOf, itemsOf, signOf } from '../facts/data.ts';
import { shapeOfFact } from '../facts/fact-form.ts';
import { labelOf } from '../facts/labels.ts';
import type { Shape } from '../facts/shape.ts';
import { daysText, dayText, titleOf } from '../facts/titles.ts';
import { differingParts, hoursText, shortened, valueText } from './value-words.ts';

const nameOf = (entry: unknown): string => shortened(titleOf(entry) ?? '');

function fromTo(before: string, after: string): string {
  const [old, fresh] = differingParts(before || words.nothing, after || words.nothing);
  return words.fromTo(shortened(old), shortened(fresh));
}

/** @returns an exception in Polish words: `klub zamknięty od 24 grudnia 2026 r. do 2 stycznia 2027 r.` */
function exceptionText(entry: unknown): string {
  const { od, do: last, rodzaj, godziny } = dataOf(entry);
  const hours = godziny ? `: ${hoursText(godziny)}` : '';
  const kind = words.exception[String(rodzaj)] ?? String(rodzaj ?? words.nothing);
  return `${kind} ${daysText(od, last)}${hours}`.trim();
}

/** Additional words for a new entry, after its name. */
const newEntryWords: Readonly<Record<string, (entry: unknown) => string>> = {
  wyjatki: (entry) => words.reason(nameOf(dataOf(entry)['powod'])),
  stawki: (entry) => words.amount(String(dataOf(entry)['kwota'] ?? ''), dayText(dataOf(entry)['od'])),
};

/** Lists whose entries have special wordings. */
const entryWords: Readonly<Record<string, (entry: unknown) => string>> = {
  wyjatki: exceptionText,
  komunikaty: (entry) => words.notice(nameOf(entry), daysText(dataOf(entry)['od'], dataOf(entry)['do'])),
};

/** @returns the entries of two lists in pairs; equal ones are left out */
function pairs(before: readonly unknown[], after: readonly unknown[]): [unknown, unknown][] {
  const old = before.filter((one) => !after.some((other) => isDeepStrictEqual(one, other)));
  const fresh = after.filter((one) => !before.some((other) => isDeepStrictEqual(one, other)));
  const found = fresh.map((entry, index): [unknown, unknown] => {
    const same = old.findIndex(
      (one) =>
        one !== undefined && signOf(one) !== undefined && isDeepStrictEqual(signOf(one), signOf(entry)),
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
  const more = newEntryWords[shape.key] ?? (() => '');
  return pairs(itemsOf(before), itemsOf(after)).flatMap(([old, fresh]) => {
    if (say !== undefined) {
      if (old === undefined) return [capital(say(fresh)) + more(fresh)];
      if (fresh === undefined) return [words.saidRemoved(say(old))];
      return say(old) === say(fresh)
        ? groupWords(shape.item ?? shape, old, fresh, `${withFullStop(capital(say(fresh)))} `)
        : [words.fromTo(capital(say(old)), say(fresh))];
    }
    if (old === undefined) return [about + words.entryAdded(shape.label, nameOf(fresh)) + more(fresh)];
    if (fresh === undefined) return [about + words.entryRemoved(shape.label, nameOf(old))];
    return valueWords(shape.item ?? shape, old, fresh, `${about}${words.entry(nameOf(fresh))}. `);
  });
}

const confirmation = ['potwierdzil', 'potwierdzono', 'sprawdzono', 'sprawdzic_do'];

/**
 * @param about prefix of each line
 * @returns the differences in a group of fields, one line each
 */
export function groupWords(shape: Shape, before: unknown, after: unknown, about: string): string[] {
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
    return [`${about}${labelOf(key)}: ${fromTo(nameOf(old[key]), nameOf(fresh[key]))}`];
  });
  if (!isConfirmed) return lines;
  const until = fresh['sprawdzic_do'] === undefined ? '' : dayText(fresh['sprawdzic_do']);
  return [...lines, about + words.confirmed(String(fresh['potwierdzil']), until)];
}

/** For fields with one entry a line: only added and removed lines are told. */
function lineWords(before: unknown, after: unknown): string {
  const [old, fresh] = [before, after].map((value) => itemsOf(value).map(String));
  const added = (fresh ?? []).filter((line) => !old?.includes(line)).join(', ');
  const removed = (old ?? []).filter((line) => !fresh?.includes(line)).join(', ');
  return [
    ...(added === '' ? [] : [words.linesAdded(shortened(added))]),
    ...(removed === '' ? [] : [words.linesRemoved(shortened(removed))]),
  ].join(', ');
}

function valueWords(shape: Shape, before: unknown, after: unknown, about: string): string[] {
  if (isDeepStrictEqual(before ?? null, after ?? null)) return [];
  if (shape.kind === 'list') return listWords(shape, before, after, about);
  if (shape.kind === 'group' && before && after) return groupWords(shape, before, after, about);
  if (shape.kind === 'by-language') {
    const [old, fresh] = [dataOf(before), dataOf(after)];
    return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
      .filter((language) => (old[language] ?? null) !== (fresh[language] ?? null))
      .map((language) => {
        const label =
          language === 'pl'
            ? shape.label
            : words.inLanguage(shape.label, labelOf(language).toLocaleLowerCase('pl'));
        const texts = [old[language], fresh[language]].map((text) => String(text ?? ''));
        return `${about}${label}: ${fromTo(texts[0] ?? '', texts[1] ?? '')}`;
      });
  }
  const lines = shape.kind === 'lines' ? lineWords(before, after) : '';
  return [`${about}${shape.label}: ${lines || fromTo(valueText(shape, before), valueText(shape, after))}`];
}

/** Fields that exist in several files: their lines need the name of the file. */
const shared = ['zrodlo', ...confirmation];

/** @returns the changes in a file of facts, one line each, with the labels of its form */
export function factWords(name: FactName, before: string, after: string): string[] {
  const about = `${plEditing.facts.titles[name]}. `;
  const [old, fresh] = [before, after].map((text) => readYaml(toText(text)));
  if (old?.kind !== 'data' || fresh?.kind !== 'data') return [about + words.unreadable];
  const shape = shapeOfFact(name);
  const only = (value: unknown, wanted: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(dataOf(value)).filter(([key]) => wanted(key)));
  const lines = [false, true].flatMap((isShared) => {
    const [from, to] = [old.data.value, fresh.data.value].map((value) =>
      only(value, (key) => shared.includes(key) === isShared),
    );
    return groupWords(shape, from, to, isShared ? about : '');
  });
  return lines.length > 0 ? lines : [about + words.sameContent];
}
