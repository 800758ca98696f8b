import { simpleParser } from 'mailparser';
import { plMail } from '../../../src/words/pl-mail.ts';
import type { HandedOver } from './mail-script.ts';
import type { NaughtyField } from './naughty-oracle.ts';

const longestLine = 998;
const ourHeaders = [
  'From',
  'To',
  'Reply-To',
  'Subject',
  'Message-ID',
  'Content-Transfer-Encoding',
  'Date',
  'MIME-Version',
  'Auto-Submitted',
  'X-Auto-Response-Suppress',
  'Content-Type',
];

/** A mail as its recipient reads it. */
export interface ReadMail {
  readonly reference: string;
  readonly subject: string;
  readonly replyTo: string | undefined;
  /** Our own lines, without the parts that differ from mail to mail. */
  readonly ours: readonly string[];
  /** The typed texts, by our line above each. */
  readonly typed: ReadonlyMap<string, string>;
}

/** @returns faults in the bytes of a session, by RFC 5321 and `threats.md` */
export function wireFaults({ commands, content }: HandedOver, mailbox: string): string[] {
  const faults: string[] = [];
  const text = content.toString('latin1');
  const verbs = commands.map((each) => each.split(/[ :]/)[0]).join(' ');
  if (!/^EHLO MAIL RCPT DATA( QUIT)?$/.test(verbs)) faults.push(`the session is ${verbs}`);
  if (!commands.includes(`RCPT TO:<${mailbox}>`)) faults.push('another recipient');
  if (/\r(?!\n)|(?<!\r)\n/.test(text)) faults.push('a bare CR or LF');
  if (/[^\t\r\n\u0020-\u007e]/.test(text)) faults.push('a byte that 7-bit mail cannot carry');
  const lines = text.split('\r\n');
  if (lines.some((line) => line.length > longestLine)) faults.push('a line over 998 bytes');
  if (lines.some((line) => /^\.(?!\.)/.test(line))) faults.push('a dot that is not doubled');
  const names = lines
    .slice(0, lines.indexOf(''))
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.split(':')[0] ?? '');
  if (new Set(names).size !== names.length) faults.push('a header twice');
  const foreign = names.filter((name) => !ourHeaders.includes(name));
  if (foreign.length > 0) faults.push(`headers that we did not write: ${foreign.join(', ')}`);
  return faults;
}

/**
 * @returns whether the mail is an enquiry, and not the second one with the link of an enquiry by e-mail (RFC 5322
 * 3.6.4)
 */
export const isEnquiry = ({ content }: HandedOver): boolean => {
  const text = content.toString('latin1');
  return !/^In-Reply-To: /im.test(text.slice(0, text.indexOf('\r\n\r\n')));
};

/** @returns the mail as its server stores it, without the doubled dots (RFC 5321 4.5.2) */
export const asKept = ({ content }: HandedOver): Buffer =>
  Buffer.from(content.toString('latin1').replace(/^\.\./gm, '.'), 'latin1');

/** Reads a mail with a mail program's parser. */
export async function readMail(mail: Buffer): Promise<ReadMail> {
  const { text = '', subject = '', headerLines } = await simpleParser(mail);
  // The parser would show a domain as readers see it, not as it is written.
  const replyTo = headerLines.find(({ key }) => key === 'reply-to')?.line.replace(/^[^:]*:\s*<?|>?\s*$/g, '');
  return { subject, replyTo, reference: referenceIn(subject), ...readText(text) };
}

const referenceIn = (subject: string): string => /KIS-\w{3}-\w{3}/.exec(subject)?.[0] ?? '';

/** Possible readings of an ambiguous number are listed only under it. */
const isInEveryMail = (line: string): boolean =>
  !line.startsWith('Uwaga: nie wiemy na pewno, jaki to numer.');

/** @returns the text without blanks, where lines are broken, and without zero-width characters between them */
export const withoutBlanks = (text: string): string =>
  text.replace(/[\s\u115f\u1160\u2800\u3164\uffa0\p{Default_Ignorable_Code_Point}]+/gu, '');

/** Separates our lines from the typed ones. @param text with LF line ends */
export function readText(text: string): Pick<ReadMail, 'ours' | 'typed'> {
  const ours: string[] = [];
  const typed = new Map<string, string>();
  for (const line of text.split('\n')) {
    const above = ours.at(-1) ?? '';
    if (/^ {2}\|(?: |$)/.test(line)) {
      const before = typed.get(above);
      typed.set(above, before === undefined ? line.slice(4) : `${before}\n${line.slice(4)}`);
    } else ours.push(line);
  }
  return {
    ours: ours
      .filter(isInEveryMail)
      .map((line) =>
        /^(?:Numer zgłoszenia|Przyszło): |^https?:\/\/[^/ ]+\/odbior\/[\w-]+\/$/.test(line) ? '' : line,
      ),
    typed,
  };
}

/** Our line above the text typed into a field. */
export const headingOf: Partial<Readonly<Record<NaughtyField, string>>> = {
  message: plMail.message,
  name: plMail.name,
  helper: plMail.forOther.helper,
  languageName: plMail.languageNamed,
  via: plMail.channels.via,
  phone: plMail.channels.phone,
  email: plMail.channels.email,
};
