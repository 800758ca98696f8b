import { leadsToPerson } from '../../enquiry/form/addressee.ts';
import type { EnquiryField, FieldError, FormFields } from '../../enquiry/schema.ts';
import type { FieldWords, Words } from '../../words/words.ts';

/** An error with its message. */
export interface ShownError {
  readonly field: EnquiryField;
  /** The message: what to do about it. */
  readonly text: string;
}

/**
 * @param fields the sent fields
 * @returns the errors with messages in a language; when an error concerns one word, with that word
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
