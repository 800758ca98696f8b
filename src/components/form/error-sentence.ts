import { leadsToPerson } from '../../enquiry/form/addressee.ts';
import type { EnquiryField, FieldError, FormFields } from '../../enquiry/schema.ts';
import type { FieldWords, Words } from '../../words/words.ts';

/** An error as it is read. */
export interface ShownError {
  readonly field: EnquiryField;
  /** What to do about it. */
  readonly text: string;
}

/**
 * @param fields what was sent
 * @returns the errors in the words of a language, each with the word that it is about where there is one
 */
export function shownErrors(
  errors: readonly FieldError[],
  fields: FormFields,
  { form }: Words,
): readonly ShownError[] {
  const toPerson = leadsToPerson(fields);
  return errors.map(({ field, code, word }) => {
    const { errors: sentences, errorsForOther }: FieldWords = form[field];
    const sentence = (toPerson ? errorsForOther?.[code] : undefined) ?? sentences[code] ?? '';
    return { field, text: word === undefined ? sentence : `${sentence} ${form.inWord(word)}` };
  });
}
