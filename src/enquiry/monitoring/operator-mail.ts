import type { Log } from '../../log.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../../mail/circuit-breaker.ts';
import type { Mailer } from '../../mail/mailer.ts';
import type { Timer } from '../../timer.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { ClubFacts } from '../progress/club-facts.ts';
import type { Recipients } from '../recipients.ts';
import type { ClockStore } from '../store/progress-store.ts';
import type { FlagStore, QueueStore } from '../store/store.ts';
import { type AlarmMail, createAlarmMail } from './alarm-mail.ts';
import type { Alarms } from './alarms.ts';
import { createDigest, type Digest } from './digest.ts';
import { createNotices, type Notices } from './notices.ts';

/** Optional parts of the mails about the site itself. */
export interface OperatorMailParts {
  /** Another mail server for alarms. Left out: that of the enquiries. */
  readonly alarmMailer?: Mailer;
  /** @returns the number of enquiries in the spool. Left out: not known. */
  readonly spooled?: () => number;
}

/** The mails about the site itself. */
export interface OperatorMail {
  /** Left out: no address is set. */
  readonly alarmMail?: AlarmMail;
  /** Whether alarms use another mail server than enquiries. */
  readonly alarmsHaveServer: boolean;
  readonly digest?: Digest;
  readonly notices?: Notices;
}

/**
 * @returns the writers of those mails: alarms and the digest go to the fallback mailbox, or to the ordinary one if
 * there is no other
 */
export function createOperatorMail(
  parts: OperatorMailParts & {
    readonly store: QueueStore & FlagStore & ClockStore;
    readonly alarms: Alarms;
    readonly facts: () => ClubFacts;
    readonly mailer: Mailer;
    readonly recipients: Recipients;
    readonly mailFrom: string;
    readonly words: MailWords;
    readonly clock: () => Date;
    readonly random: (bytes: number) => Uint8Array;
    readonly log: Log;
    readonly timer: Timer;
  },
): OperatorMail {
  const { mailer, alarmMailer, recipients, log } = parts;
  // Separate circuit breakers: a failure of such a mail must not delay an enquiry.
  const breakerFor = (server: Mailer): CircuitBreaker =>
    createCircuitBreaker({
      ...parts,
      mailer: server,
      onOpen: (kind, errorCode) => log('error', 'notice-not-sent', { state: kind, cause: errorCode }),
    });
  const about = { ...parts, breaker: breakerFor(mailer) };
  const alarmTo = recipients.fallback ?? recipients.to;
  const digestTo = recipients.fallback ?? recipients.to;
  return {
    alarmsHaveServer: alarmMailer !== undefined,
    ...(alarmTo === undefined
      ? {}
      : {
          alarmMail: createAlarmMail({
            ...parts,
            words: parts.words.operatorMail,
            breaker: breakerFor(alarmMailer ?? mailer),
            to: alarmTo,
          }),
        }),
    ...(digestTo === undefined ? {} : { digest: createDigest({ ...about, to: digestTo }) }),
    notices: createNotices({ ...about, words: parts.words.progress }),
  };
}
