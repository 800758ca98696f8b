import type { plOperatorMail } from './pl-operator-mail.ts';
import type { Widened } from './shapes.ts';

export type { DigestNumbers } from './shapes.ts';

/** Every word of the mails about the site itself, as `pl-operator-mail.ts` has it. */
export type OperatorMailWords = Widened<typeof plOperatorMail>;
