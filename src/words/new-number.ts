import type { Words } from './words.ts';

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
