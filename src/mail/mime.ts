import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './mail.ts';

/**
 * Puts a mail into the form in which it is sent: quoted-printable, so that no line is long and each ends in CRLF.
 *
 * @returns the whole message; the same mail gives the same bytes
 */
export function toMime(mail: Mail): Promise<Buffer> {
  const composer = new MailComposer({
    from: mail.from,
    // As objects: given as text, nodemailer could find more than one address in them.
    to: { name: '', address: mail.to },
    ...(mail.copyTo === undefined ? {} : { cc: { name: '', address: mail.copyTo } }),
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo, references: mail.inReplyTo }),
    ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    subject: mail.subject,
    messageId: mail.messageId,
    date: mail.date,
    // The second is Exchange's: no notice of absence and no receipt goes back to the site's own address.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    text: mail.text.replaceAll('\n', '\r\n'),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
