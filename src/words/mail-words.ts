import type { plMail } from './pl-mail.ts';
import type { Widened } from './shapes.ts';

/** Every word of the mail to staff, as `pl-mail.ts` has it. */
export type MailWords = Widened<typeof plMail>;
