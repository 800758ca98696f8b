import type { FieldWords } from './shapes.ts';
import type { Words } from './words.ts';

/**
 * @param field the words of the field
 * @param error its code; with the word that it is about, if it is about one
 * @param options.toPerson whether the contact details are those of a person for whom somebody else writes
 * @param options.inWord says in which word the error is
 * @returns what to do about the error
 */
export function fieldErrorText(
  { errors, errorsForOther }: FieldWords,
  { code, word }: { readonly code: string; readonly word?: string },
  { toPerson, inWord }: { readonly toPerson: boolean; readonly inWord: (word: string) => string },
): string {
  const sentence = (toPerson ? errorsForOther?.[code] : undefined) ?? errors[code] ?? '';
  return word === undefined ? sentence : `${sentence} ${inWord(word)}`;
}

/**
 * @param code of the error in a new telephone number
 * @returns the error message; it does not advise to write it in the message field, because this form has none
 */
export function newNumberError({ form, progress }: Words, code: string): string {
  const sentences: Readonly<Record<string, string>> = {
    ...form.phone.errors,
    ...progress.actions.phone.errors,
  };
  return sentences[code] ?? form.phone.errors.malformed;
}
