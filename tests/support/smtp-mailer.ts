import { createSmtpMailer, type Mailer } from '../../src/mail/mailer.ts';
import { readSmtpUrl } from '../../src/mail/smtp-url.ts';

/** @returns a mailer to the server at this address, `smtp://…` or `smtps://…` */
export function smtpMailerTo(url: string, name = 'kis.example'): Mailer {
  const server = readSmtpUrl(url);
  if (server === undefined) throw new TypeError(`not the address of a mail server: ${url}`);
  return createSmtpMailer({ server, name });
}
