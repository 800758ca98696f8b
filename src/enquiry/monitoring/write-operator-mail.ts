import type { Mail } from '../../mail/mail.ts';

interface OperatorMailText {
  /** Names the mail: the same name gives the same `Message-ID`, so that a second copy is known as one. */
  readonly name: string;
  readonly mailFrom: string;
  readonly to: string;
  readonly date: Date;
  readonly subject: string;
  readonly lines: readonly string[];
}

/** @returns a mail about the site itself, with no enquiry behind it */
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
