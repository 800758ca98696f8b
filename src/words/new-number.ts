import type { Words } from './words.ts';

/**
 * @param code of what is wrong with a number that somebody adds to their enquiry
 * @returns what to do, where there is no message to write the rest in
 */
export function newNumberError({ form, progress }: Words, code: string): string {
  const sentences: Readonly<Record<string, string>> = {
    ...form.phone.errors,
    ...progress.actions.phone.errors,
  };
  return sentences[code] ?? form.phone.errors.malformed;
}
