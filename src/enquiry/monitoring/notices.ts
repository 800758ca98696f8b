import type { Log } from '../../log.ts';
import { createRelay, type Relay } from '../../mail/circuit-breaker.ts';
import type { Mailer } from '../../mail/mailer.ts';
import type { Later } from '../../timer.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { Routes } from '../recipients.ts';
import type { EnquiryStore } from '../store/store.ts';
import { type AlarmMail, createAlarmMail } from './alarm-mail.ts';
import { type Calendar, createDigest, type Digest } from './digest.ts';

/** What the mails about the site itself need. */
export interface NoticeParts {
  readonly calendar: Calendar;
  /** For alarms, by another mail server. Left out: by the enquiries' own. */
  readonly alarmMailer?: Mailer;
  /** @returns enquiries accepted beside the store. Left out: not known. */
  readonly spooled?: () => number;
}

/** The mails about the site itself. */
export interface Notices {
  /** Left out: nobody is set to get them. */
  readonly alarmMail?: AlarmMail;
  /** Whether alarms go by another mail server than enquiries. */
  readonly alarmsHaveServer: boolean;
  readonly digest?: Digest;
}

/** @returns what writes those mails: alarms to the fallback mailbox, the digest to the ordinary one if there is no other */
export function createNotices(
  parts: NoticeParts & {
    readonly store: EnquiryStore;
    readonly mailer: Mailer;
    readonly routes: Routes;
    readonly mailFrom: string;
    readonly words: MailWords;
    readonly clock: () => Date;
    readonly random: (bytes: number) => Uint8Array;
    readonly log: Log;
    readonly later: Later;
  },
): Notices {
  const { mailer, alarmMailer, routes, log } = parts;
  // Each rests on its own: a notice that fails must not hold up an enquiry.
  const relayTo = (server: Mailer): Relay =>
    createRelay({
      ...parts,
      mailer: server,
      onRest: (kind, cause) => log('error', 'notice-not-sent', { state: kind, cause }),
    });
  const common = { ...parts, words: parts.words.notices };
  const alarmTo = routes.fallback;
  const digestTo = routes.fallback ?? routes.to;
  return {
    alarmsHaveServer: alarmMailer !== undefined,
    ...(alarmTo === undefined
      ? {}
      : { alarmMail: createAlarmMail({ ...common, relay: relayTo(alarmMailer ?? mailer), to: alarmTo }) }),
    ...(digestTo === undefined
      ? {}
      : { digest: createDigest({ ...common, relay: relayTo(mailer), to: digestTo }) }),
  };
}
