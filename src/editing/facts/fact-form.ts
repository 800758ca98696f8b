import { toText } from '../../content-check/reading/file-text.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import { type FactName, factFiles } from '../../content-schemas/collections.ts';
import { addDays, type Day } from '../../hours/days.ts';
import { dataOf, isData, itemsOf } from './data.ts';
import { type Edit, type Path, valueAt } from './edits.ts';
import type { Edited, FormReading, Posted } from './field.ts';
import { boundsOf, editsOf, fieldsBelow } from './form.ts';
import { type Shape, shapeOf } from './shape.ts';
import { titleOf } from './titles.ts';
import { editYaml } from './yaml-edit.ts';

const shapes = new Map<FactName, Shape>();

/** @returns the shape of a file of facts */
export function shapeOfFact(name: FactName): Shape {
  const shape = shapes.get(name) ?? shapeOf(factFiles[name].schema, name);
  shapes.set(name, shape);
  return shape;
}

/**
 * @param text YAML, or the fields of a page; empty when there is no file
 * @returns the fields with their values
 */
export function yamlForm(shape: Shape, text: string): FormReading {
  const reading = readYaml(toText(text));
  if (reading.kind === 'faults') {
    const [fault] = reading.faults;
    return { kind: 'unreadable', line: fault?.line ?? 1, message: fault?.message ?? '' };
  }
  const { value } = reading.data;
  if (value !== null && !isData(value))
    return { kind: 'unreadable', line: 1, message: 'Plik ma się składać z pól: nazwa, dwukropek, wartość.' };
  return { kind: 'form', fields: fieldsBelow(shape, value) };
}

/**
 * @param posted values by the names of the form's fields; fields that are left out do not change
 * @returns the text with the changes, all other bytes kept; @throws when the text cannot be parsed
 */
export function editYamlForm(shape: Shape, text: string, posted: Posted): Edited {
  const form = yamlForm(shape, text);
  if (form.kind === 'unreadable') throw new Error(`line ${form.line}: this YAML cannot be read`);
  const faults = boundsOf(form.fields, posted);
  if (faults.length > 0) return { kind: 'faults', faults };
  return { kind: 'text', text: editYaml(text, editsOf(shape, valueIn(text), posted)) };
}

/** @returns what a file of facts holds; undefined of one that cannot be read */
export function valueIn(text: string): unknown {
  const reading = readYaml(toText(text));
  return reading.kind === 'data' ? reading.data.value : undefined;
}

/** @returns the form of a file of facts */
export const factForm = (name: FactName, text: string): FormReading => yamlForm(shapeOfFact(name), text);

/** @returns the file after the posted changes; the same bytes when nothing was changed */
export const editFact = (name: FactName, text: string, posted: Posted): Edited =>
  editYamlForm(shapeOfFact(name), text, posted);

/** Something that the club confirms: a whole file (`at` is '') or an entry of its list (`stawki.0`). */
export interface Confirmation {
  readonly at: string;
  readonly title: string;
  /** As written in the file: text written by hand may not be a valid day. */
  readonly confirmedBy: string | null;
  readonly checkedOn: string | null;
  readonly checkBy: string | null;
}

/** @returns the path of what `confirmations` names */
export const pathOf = (at: string): Path =>
  at === '' ? [] : at.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));

const dayField = (shape: Shape): 'potwierdzono' | 'sprawdzono' =>
  shape.fields.some(({ key }) => key === 'potwierdzono') ? 'potwierdzono' : 'sprawdzono';

const isConfirmed = (shape: Shape): boolean => shape.fields.some(({ key }) => key === 'potwierdzil');

const written = (value: unknown): string | null =>
  value === null || value === undefined || typeof value === 'object' ? null : String(value);

/** @returns everything in a file that can be confirmed, with its state */
export function confirmations(name: FactName, text: string): Confirmation[] {
  const file = shapeOfFact(name);
  const value = valueIn(text);
  const state = (shape: Shape, at: string, data: unknown): Confirmation => {
    const fields = dataOf(data);
    return {
      at,
      title: titleOf(data) ?? '',
      confirmedBy: written(fields['potwierdzil']),
      checkedOn: written(fields[dayField(shape)]),
      checkBy: written(fields['sprawdzic_do']),
    };
  };
  if (isConfirmed(file)) return [state(file, '', value)];
  return file.fields.flatMap(({ key, item }) =>
    item !== undefined && isConfirmed(item)
      ? itemsOf(dataOf(value)[key]).map((one, index) => state(item, `${key}.${index}`, one))
      : [],
  );
}

/** @returns the proposed last day of a confirmation: a quarter of a year later */
export const proposedCheckBy = (today: Day): Day => addDays(today, 91);

/**
 * Records a confirmation („Potwierdzam, że to się zgadza”).
 *
 * @param at what is confirmed, as in `confirmations`
 * @returns the file with the role that confirmed, the day, and the day of the next check
 */
export function confirmFact(
  name: FactName,
  text: string,
  at: string,
  { role, today, checkBy }: { readonly role: string; readonly today: Day; readonly checkBy: Day },
): Edited {
  const file = shapeOfFact(name);
  const path = pathOf(at);
  const shape = at === '' ? file : file.fields.find(({ key }) => key === path[0])?.item;
  const known = confirmations(name, text).some((one) => one.at === at);
  if (shape === undefined || !known)
    return { kind: 'faults', faults: [{ name: at, message: 'Tego wpisu już nie ma.' }] };
  const order = shape.fields.map(({ key }) => key);
  const edits = Object.entries({ potwierdzil: role, [dayField(shape)]: today, sprawdzic_do: checkBy })
    .filter(([key, value]) => valueAt(valueIn(text), [...path, key]) !== value)
    .map(([key, value]): Edit => ({ kind: 'set', path: [...path, key], value, order }));
  return { kind: 'text', text: editYaml(text, edits) };
}
