import { loginRefusals } from '../../mail/verdict.ts';
import { noRecipientCode } from '../recipients.ts';

/** From this age on, an enquiry that waits is a reason to alarm. */
export const lateMilliseconds = 60 * 60 * 1000;

/** @returns whether an enquiry that waits for this error code waits until a person has changed a setting */
export const needsPerson = (errorCode: string): boolean =>
  errorCode === noRecipientCode || loginRefusals.includes(errorCode);
