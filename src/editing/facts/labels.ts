import { capital } from '../../text.ts';
import { plEditingFields as words } from '../../words/pl-editing-fields.ts';

/** @returns the first sentence of a description, without its full stop */
const firstSentence = (description: string): string => (/^[^.:;]+/.exec(description)?.[0] ?? '').trim();

/**
 * @param key the name of a field in its file; @param place the same from its file's name down: `stawki.stawki.klucz`
 * @returns what it is called: by its place, by its name, else by the first sentence of its description
 */
export const labelOf = (key: string, description = '', place = ''): string =>
  words.labelsByPlace[place] ??
  words.labels[key] ??
  (firstSentence(description) || capital(key.replaceAll('_', ' ')));

/** @returns what to write into a field; nothing where its label says it all */
export function hintOf(label: string, description: string, place: string): string {
  const hint = words.hints[place] ?? description;
  return hint === `${label}.` ? '' : hint;
}

/** @returns what a word of a choice is called: `w-pelni-zgodna` is „W pełni zgodna” */
export const choiceLabel = (value: string): string =>
  words.choices[value] ?? capital(value.replaceAll('-', ' '));
