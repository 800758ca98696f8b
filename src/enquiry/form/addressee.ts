import type { FormFields } from '../schema.ts';

/** @returns whether the way of contact in a form, as it was sent, leads to a person for whom somebody else writes */
export const leadsToPerson = (fields: FormFields): boolean =>
  fields.get('forWhom')?.[0] === 'other' && fields.get('answerTo')?.[0] !== 'helper';
