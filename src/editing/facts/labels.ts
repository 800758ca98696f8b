import { capital } from '../../text.ts';
import { plEditingFields as words } from '../../words/pl-editing-fields.ts';

/** @returns the first sentence of a description, without its full stop */
const firstSentence = (description: string): string => (/^[^.:;]+/.exec(description)?.[0] ?? '').trim();

/**
 * @param key the name of a field in its file; @param place its path with the file's name: `stawki.stawki.klucz`
 * @returns its label: by its path, by its name, else the first sentence of its description
 */
export const labelOf = (key: string, description = '', place = ''): string =>
  words.labelsByPlace[place] ??
  words.labels[key] ??
  (firstSentence(description) || capital(key.replaceAll('_', ' ')));

/** @returns the hint of a field; empty when its label is enough */
export function hintOf(label: string, description: string, place: string): string {
  const hint = words.hints[place] ?? description;
  return hint === `${label}.` ? '' : hint;
}

/** @returns the label of a choice: `w-pelni-zgodna` is „W pełni zgodna” */
export const choiceLabel = (value: string): string =>
  words.choices[value] ?? capital(value.replaceAll('-', ' '));
