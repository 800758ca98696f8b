import type { FieldError } from '../../enquiry/schema.ts';
import type { Words } from '../../words/words.ts';

/** @returns what to do about an error, with the word that it is about where there is one */
export function errorSentence({ field, code, word }: FieldError, { form }: Words): string {
  const errors: Readonly<Record<string, string>> = form[field].errors;
  return `${errors[code] ?? ''}${word === undefined ? '' : ` ${form.inWord(word)}`}`;
}
