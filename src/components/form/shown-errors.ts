import { leadsToPerson } from '../../enquiry/form/addressee.ts';
import type { EnquiryField, FieldError, FormFields } from '../../enquiry/schema.ts';
import { fieldErrorText } from '../../words/field-errors.ts';
import type { Words } from '../../words/words.ts';

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
  return errors.map((error) => ({
    field: error.field,
    text: fieldErrorText(form[error.field], error, { toPerson, inWord: form.inWord }),
  }));
}
