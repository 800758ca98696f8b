import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './mail.ts';

/**
 * Encodes a mail as quoted-printable MIME, so that no line is too long and each ends in CRLF.
 *
 * @returns the whole message; the same mail gives the same bytes
 */
export function toMime(mail: Mail): Promise<Buffer> {
  const composer = new MailComposer({
    from: mail.from,
    // As objects: nodemailer could parse a text as more than one address.
    to: { name: '', address: mail.to },
    ...(mail.copyTo === undefined ? {} : { cc: { name: '', address: mail.copyTo } }),
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo, references: mail.inReplyTo }),
    ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    subject: mail.subject,
    messageId: mail.messageId,
    date: mail.date,
    // The second header is for Exchange: no out-of-office reply and no receipt is sent to the site's address.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    text: mail.text.replaceAll('\n', '\r\n'),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
