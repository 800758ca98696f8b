import { inPlainLetters } from '../../staff-files/plain-letters.ts';
import { languages } from '../../words/index.ts';
import { type Data, dataOf, isData, itemsOf } from './data.ts';
import type { Edit, Path } from './edits.ts';
import type { Field, FieldFault, GroupField, Posted } from './field.ts';
import { choiceLabel, labelOf } from './labels.ts';
import { mostItems, type Shape } from './shape.ts';
import { titleOf } from './titles.ts';
import { hoursNames, readGiven, shownHours, shownValue } from './values.ts';

/** Turns the data of a file into form fields, and posted values into edits of the file. */

const nameIn = (name: string, key: string | number): string => (name === '' ? String(key) : `${name}.${key}`);

/** The text of one language as a separate field. */
const inLanguage = (shape: Shape, language: string): Shape => ({
  ...shape,
  key: language,
  kind: 'long-text',
  label: labelOf(language),
  hint: '',
  required: shape.required && language === 'pl',
  nullable: false,
  omissible: language !== 'pl',
});

/** @returns the languages for which a text was posted */
const postedLanguages = (name: string, posted: Posted): string[] =>
  [...posted.keys()].flatMap((one) =>
    one.length === name.length + 3 && one.startsWith(`${name}.`) && /[a-z]{2}$/.test(one)
      ? one.slice(-2)
      : [],
  );

const shapesBelow = (shape: Shape, value: unknown, more: readonly string[] = []): readonly Shape[] =>
  shape.kind === 'by-language'
    ? [...new Set([...languages, ...Object.keys(dataOf(value)), ...more])].map((one) =>
        inLanguage(shape, one),
      )
    : shape.fields;

const isKey = ({ key, kind }: Shape): boolean => key === 'klucz' && kind === 'text';

/** The key of a new entry is made of its name. */
const withoutKey = (shape: Shape): Shape => ({
  ...shape,
  fields: shape.fields.filter((field) => !isKey(field)),
});

/**
 * @param value the data of the file at this field
 * @param name the field's path with full stops; empty for a whole file
 * @returns the field for the page
 */
function toField(shape: Shape, value: unknown, name: string): Field {
  const { label, hint, required, forStaff, kind, maxLength } = shape;
  const common = { name, label, hint, required, forStaff };
  switch (kind) {
    case 'group':
    case 'by-language':
      return { ...common, kind, fields: fieldsBelow(shape, value, name) };
    case 'list': {
      const items = itemsOf(value);
      const item = shape.item ?? shape;
      return {
        ...common,
        kind,
        items: items.map((one, index) => ({
          name: nameIn(name, index),
          title: titleOf(one) ?? `${label}: ${index + 1}`,
          field: toField(item, one, nameIn(name, index)),
        })),
        blank: toField(withoutKey(item), undefined, nameIn(name, items.length)),
      };
    }
    case 'hours':
    case 'day-hours':
      return { ...common, kind, ...shownHours(value) };
    case 'yes-no':
      return { ...common, kind, value: shownValue(shape, value) === 'tak' };
    case 'choice':
      return {
        ...common,
        kind,
        value: shownValue(shape, value),
        choices: shape.words.map((word) => ({ value: word, label: choiceLabel(word) })),
      };
    default:
      return { ...common, kind, value: shownValue(shape, value), maxLength };
  }
}

/** @returns the fields of a group; with an empty name, of a whole file */
export const fieldsBelow = (shape: Shape, value: unknown, name = ''): GroupField['fields'] =>
  shapesBelow(shape, value).map((one) => toField(one, dataOf(value)[one.key], nameIn(name, one.key)));

/** The value of an emptied field: no key at all, or `null`, which the check reports when the field is required. */
const emptied = (shape: Shape): null | undefined => (shape.omissible && !shape.nullable ? undefined : null);

/** @returns the value of a field that is not in the file yet; undefined when nothing was typed */
function newValue(shape: Shape, name: string, posted: Posted): unknown {
  if (shape.kind === 'list') {
    const made = newItems(shape, [], name, posted);
    return made.length > 0 ? made : undefined;
  }
  if (shape.kind !== 'group' && shape.kind !== 'by-language') {
    const given = readGiven(shape, undefined, name, posted);
    return given.kind === 'value' ? given.value : undefined;
  }
  const made = shapesBelow(shape, undefined, postedLanguages(name, posted)).map(
    (one) => [one, newValue(one, nameIn(name, one.key), posted)] as const,
  );
  // A select always has a value, so it does not count as typed.
  const isTyped = made.some(
    ([one, value]) => value !== undefined && one.kind !== 'choice' && one.kind !== 'yes-no',
  );
  if (!isTyped) return undefined;
  return Object.fromEntries(
    made
      .map(([one, value]) => [one.key, value ?? whenMissing(one)])
      .filter(([, value]) => value !== undefined),
  );
}

/** The value of a field that was not filled in, in a new entry. */
function whenMissing(shape: Shape): unknown {
  if (shape.kind === 'by-language' && !shape.nullable) return { pl: null };
  if (shape.kind === 'list' || shape.kind === 'lines') return shape.required ? [] : undefined;
  return emptied(shape);
}

/** @returns the indexes of posted new entries, in order */
function newIndexes(name: string, posted: Posted, from: number): number[] {
  const found = [...posted.keys()].flatMap((one) => {
    const index = one.startsWith(`${name}.`) ? /^\d{1,4}(?=\.|$)/.exec(one.slice(name.length + 1)) : null;
    return index !== null && Number(index[0]) >= from ? [Number(index[0])] : [];
  });
  return [...new Set(found)].sort((one, other) => one - other);
}

/** The longest key that every file takes. */
const longestKey = 30;

/**
 * Pages and enquiries name an entry by its key, which nobody should have to make up.
 *
 * @param items the entries that are there already
 * @returns the key of a new entry: the typed one in plain letters, else made of its name; of an amount, which is the same
 *   thing in another year, that of the last one
 */
function keyOf(shape: Shape, entry: Data, items: readonly unknown[]): unknown {
  const [typed, name] = [entry['klucz'], entry['slowo'] ?? dataOf(entry['nazwa'])['pl'] ?? entry['nazwa']];
  if (typeof typed === 'string') return keyFrom(typed) || typed;
  if (shape.key === 'stawki') return dataOf(items.at(-1))['klucz'] ?? typed;
  const made = typeof name === 'string' ? keyFrom(name) : '';
  if (made === '') return typed;
  const taken = items.map((one) => dataOf(one)['klucz']);
  let key = made;
  for (let count = 2; taken.includes(key); count += 1) key = `${made.slice(0, longestKey - 4)}-${count}`;
  return key;
}

const keyFrom = (text: string): string => inPlainLetters(text).slice(0, longestKey).replace(/-+$/, '');

function newItems(shape: Shape, items: readonly unknown[], name: string, posted: Posted): unknown[] {
  const item = shape.item ?? shape;
  const hasKey = item.fields.some(isKey);
  const made: unknown[] = [];
  for (const index of newIndexes(name, posted, items.length)) {
    const value = newValue(item, nameIn(name, index), posted);
    if (value === undefined) continue;
    const entry = dataOf(value);
    made.push(hasKey ? { ...entry, klucz: keyOf(shape, entry, [...items, ...made]) } : value);
  }
  return made;
}

interface Place {
  readonly path: Path;
  /** The keys of the group around the field, in their usual order. */
  readonly order: readonly string[];
  readonly isThere: boolean;
}

const whole: Place = { path: [], order: [], isThere: true };

function setOrRemove(shape: Shape, value: unknown, { path, order, isThere }: Place): Edit[] {
  const next = value ?? emptied(shape);
  if (next !== undefined) return [{ kind: 'set', path, value: next, order }];
  return isThere ? [{ kind: 'remove', path }] : [];
}

function groupEdits(shape: Shape, value: unknown, posted: Posted, place: Place): Edit[] {
  const name = place.path.join('.');
  if (place.path.length > 0 && !isData(value)) {
    const made = newValue(shape, name, posted);
    return made === undefined ? [] : [{ kind: 'set', path: place.path, value: made, order: place.order }];
  }
  const below = shapesBelow(shape, value, postedLanguages(name, posted));
  const edits = below.flatMap((one) =>
    editsOf(one, dataOf(value)[one.key], posted, {
      path: [...place.path, one.key],
      order: below.map(({ key }) => key),
      isThere: Object.hasOwn(dataOf(value), one.key),
    }),
  );
  const emptied = Object.keys(dataOf(value)).every((key) =>
    edits.some(
      (edit) =>
        edit.path.at(-1) === key && (edit.kind === 'remove' || (edit.kind === 'set' && edit.value === null)),
    ),
  );
  return shape.nullable &&
    edits.length > 0 &&
    emptied &&
    !edits.some((edit) => edit.kind === 'set' && edit.value !== null)
    ? [{ kind: 'set', path: place.path, value: null, order: place.order }]
    : edits;
}

function listEdits(shape: Shape, value: unknown, posted: Posted, { path, order }: Place): Edit[] {
  const name = path.join('.');
  const items = itemsOf(value);
  const kept = items.flatMap((one, index): Edit[] =>
    posted.get(`${nameIn(name, index)}.usun`) === 'tak'
      ? [{ kind: 'remove', path: [...path, index] }]
      : editsOf(shape.item ?? shape, one, posted, { path: [...path, index], order: [], isThere: true }),
  );
  const added = newItems(shape, items, name, posted);
  if (items.length === 0 && added.length > 0) return [{ kind: 'set', path, value: added, order }];
  return [...kept, ...added.map((one): Edit => ({ kind: 'append', path, value: one }))];
}

/**
 * @param value the data of the file at this field
 * @returns the edits of the file; none for a value that was not posted or has not changed
 */
export function editsOf(shape: Shape, value: unknown, posted: Posted, place: Place = whole): Edit[] {
  if (shape.kind === 'group' || shape.kind === 'by-language') return groupEdits(shape, value, posted, place);
  if (shape.kind === 'list') return listEdits(shape, value, posted, place);
  const given = readGiven(shape, value, place.path.join('.'), posted);
  return given.kind === 'same' ? [] : setOrRemove(shape, given.value, place);
}

const tooMany = (label: string): string =>
  `„${label}” ma już ${mostItems} wpisów. Usuń te, które są niepotrzebne.`;

/** @returns errors for values that exceed the limits; then nothing of the form is processed */
export function boundsOf(fields: readonly Field[], posted: Posted): FieldFault[] {
  return fields.flatMap((field): FieldFault[] => {
    if (field.kind === 'list') {
      const count = field.items.length + newIndexes(field.name, posted, field.items.length).length;
      return [
        ...(count > mostItems ? [{ name: field.name, message: tooMany(field.label) }] : []),
        ...boundsOf([...field.items.map((one) => one.field), field.blank], posted),
      ];
    }
    if ('fields' in field) return boundsOf(field.fields, posted);
    const names =
      field.kind === 'hours' || field.kind === 'day-hours' ? hoursNames(field.name) : [field.name];
    const most = 'maxLength' in field ? field.maxLength : 100;
    return names
      .filter(
        (name) =>
          (posted.get(name)?.length ?? 0) > most &&
          posted.get(name) !== ('value' in field ? field.value : ''),
      )
      .map(() => ({
        name: field.name,
        message: `„${field.label}” może mieć najwyżej ${most} znaków. Skróć tekst.`,
      }));
  });
}
