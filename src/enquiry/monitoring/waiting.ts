import { hour } from '../../durations.ts';
import { loginRefusals } from '../../mail/verdict.ts';
import { noRecipientCode } from '../recipients.ts';

/** From this age on, a waiting enquiry raises an alarm. */
export const lateMilliseconds = hour;

/** @returns whether an enquiry with this error code waits until a person has changed a setting */
export const needsPerson = (errorCode: string): boolean =>
  errorCode === noRecipientCode || loginRefusals.includes(errorCode);
