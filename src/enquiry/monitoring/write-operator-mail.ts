import type { Mail } from '../../mail/mail.ts';

interface OperatorMailText {
  /** Name of the mail: the same name gives the same `Message-ID`, so that a second copy is recognised. */
  readonly name: string;
  readonly mailFrom: string;
  readonly to: string;
  readonly date: Date;
  readonly subject: string;
  readonly lines: readonly string[];
}

/** @returns a mail about the site itself, without an enquiry */
export function writeOperatorMail({ name, mailFrom, to, date, subject, lines }: OperatorMailText): Mail {
  const domain = /@([^@>\s]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
  return {
    reference: name,
    from: mailFrom,
    to,
    subject,
    messageId: `<${name}@${domain}>`,
    date,
    text: `${lines.join('\n')}\n`,
  };
}
