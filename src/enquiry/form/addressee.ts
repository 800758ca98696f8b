import type { FormFields } from '../schema.ts';

/** @returns whether the contact details of a sent form are those of a person for whom somebody else writes */
export const leadsToPerson = (fields: FormFields): boolean =>
  fields.get('forWhom')?.[0] === 'other' && fields.get('answerTo')?.[0] !== 'helper';
