import type { plOperatorMail } from './pl-operator-mail.ts';
import type { Widened } from './shapes.ts';

export type { DigestNumbers } from './shapes.ts';

/** The words of the mails about the site itself, in the shape of `pl-operator-mail.ts`. */
export type OperatorMailWords = Widened<typeof plOperatorMail>;
