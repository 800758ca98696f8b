import type { plMail } from './pl-mail.ts';
import type { Widened } from './shapes.ts';

/** The words of the mail to staff, in the shape of `pl-mail.ts`. */
export type MailWords = Widened<typeof plMail>;
