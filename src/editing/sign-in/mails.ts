import { setTimeout as pause } from 'node:timers/promises';
import { minute } from '../../durations.ts';
import { errorCodeOf } from '../../error-code.ts';
import type { Log } from '../../log.ts';
import type { Mailer } from '../../mail/mailer.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { codeLimits } from './codes.ts';

/** After a temporary failure a mail is tried a second and a third time; the code is valid for ten minutes. */
const retryMilliseconds = [0, 10_000, minute] as const;
const deadlineMilliseconds = minute;

/** Mails to people who sign in. */
export interface SignInMails {
  code(address: string, code: string): Promise<void>;
  signedIn(address: string, device: string): Promise<void>;
}

/** @returns mails whose promises never reject; a failure is logged */
export function createSignInMails(parts: {
  mailer: Mailer;
  from: string;
  /** The address of the editing pages. */
  url: URL;
  log: Log;
  clock: () => Date;
  random: (bytes: number) => Uint8Array;
}): SignInMails {
  const { mailer, from, url, log, clock, random } = parts;
  const words = plEditing.mail;

  async function send(to: string, { subject, text }: { subject: string; text: string }): Promise<void> {
    const reference = `redakcja-${Buffer.from(random(8)).toString('hex')}`;
    const messageId = `<${reference}@${from.replace(/^.*@/, '').replace(/>$/, '')}>`;
    const mail = { reference, from, to, subject, messageId, date: clock(), text };
    for (const milliseconds of retryMilliseconds) {
      await pause(milliseconds, undefined, { ref: false });
      const result = await mailer.send(mail, AbortSignal.timeout(deadlineMilliseconds));
      if (result.kind === 'accepted') return;
      log('warn', 'editing-mail-failed', { cause: result.errorCode });
    }
  }
  const sent = (to: string, mail: { subject: string; text: string }): Promise<void> =>
    send(to, mail).catch((fault: unknown) => {
      log('error', 'editing-mail-failed', { cause: errorCodeOf(fault) });
    });

  return {
    code: (address, code) => sent(address, words.code(code, url.host, codeLimits.minutes)),
    signedIn: (address, device) =>
      sent(address, words.signedIn(device, clock(), new URL('/urzadzenia/', url).href)),
  };
}
