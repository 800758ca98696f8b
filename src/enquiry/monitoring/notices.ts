import { minute } from '../../durations.ts';
import type { Log } from '../../log.ts';
import type { CircuitBreaker } from '../../mail/circuit-breaker.ts';
import type { Mail } from '../../mail/mail.ts';
import type { SendResult } from '../../mail/verdict.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { ClubFacts } from '../progress/club-facts.ts';
import { judgeClock, type NoticeKind } from '../progress/notices.ts';
import { type Recipients, recipientFor } from '../recipients.ts';
import type { ClockedEnquiry, ClockStore, Look } from '../store/progress-store.ts';
import type { Alarms } from './alarms.ts';
import { writeOperatorMail } from './write-operator-mail.ts';

const noticeMailLimits = {
  /** Enquiries looked at in one round. */
  looks: 100,
  /** After this time, in working time, a temporarily refused mail is tried again. */
  againMilliseconds: 5 * minute,
} as const;

interface NoticesParts {
  readonly store: Pick<ClockStore, 'dueForLook' | 'noteLook' | 'claimNotice' | 'giveBackNotice'>;
  readonly breaker: CircuitBreaker;
  readonly alarms: Alarms;
  readonly recipients: Recipients;
  readonly facts: () => ClubFacts;
  readonly mailFrom: string;
  readonly words: MailWords['progress'];
  readonly clock: () => Date;
  readonly log: Log;
}

/** Mails about enquiries that nobody takes up, or nobody answers. */
export interface Notices {
  /**
   * Sends the due mails, one after another, until the mail server fails.
   *
   * @throws when the store does not answer
   */
  send(breakOff: AbortSignal): Promise<void>;
}

/**
 * @returns whether the mail server certainly has not taken the mail: it was never handed over, or refused by a reply
 */
const isSurelyRefused = (result: SendResult): boolean =>
  result.kind === 'failed' && (result.stage !== 'message' || result.replyCode !== undefined);

/** @returns the one or two mailboxes for a notice; undefined: none is set */
function addressesOf(
  { topic, route }: ClockedEnquiry,
  notice: NoticeKind,
  recipients: Recipients,
): Pick<Mail, 'to' | 'copyTo'> | undefined {
  const fallback = recipients.fallback ?? recipients.to;
  const mailbox = (route === 'fallback' ? recipients.fallback : undefined) ?? recipientFor(topic, recipients);
  const to = notice === 'escalation' ? fallback : (mailbox ?? fallback);
  if (to === undefined) return undefined;
  return notice === 'silence' && fallback !== undefined && fallback !== to
    ? { to, copyTo: fallback }
    : { to };
}

/**
 * A notice is recorded in the store before it is sent, and the record is removed only when the mail server certainly
 * has not taken it: after a crash or a broken connection one may be missing, but none is sent twice. A missing one is
 * in the digest of the next working morning.
 */
export function createNotices(parts: NoticesParts): Notices {
  const { store, breaker, alarms, recipients, facts, words, clock, log } = parts;

  /** Lines about where the mail of the enquiry is, and what the reader should do. */
  function whereIs({ deliveredAt, parked }: ClockedEnquiry, notice: NoticeKind): readonly string[] {
    const { where, waiting, parked: nowhere, escalation } = words.notices;
    if (parked) return [nowhere];
    if (deliveredAt === undefined) return [waiting];
    return notice === 'escalation' ? [escalation.delivered, where] : [where];
  }

  function write(
    enquiry: ClockedEnquiry,
    notice: NoticeKind,
    { answerBy, promised }: Look['promise'],
  ): Mail | undefined {
    const { reference, topic, receivedAt } = enquiry;
    const addresses = addressesOf(enquiry, notice, recipients);
    if (addresses === undefined) return undefined;
    const { subject, text } = words.notices[notice];
    return {
      ...writeOperatorMail({
        name: `${notice}-${reference}`,
        mailFrom: parts.mailFrom,
        to: addresses.to,
        date: clock(),
        subject: subject(reference),
        lines: [
          text,
          '',
          words.notices.reference(reference),
          words.notices.topic(facts().topicName(topic)),
          words.notices.received(receivedAt),
          (promised ? words.notices.until : words.notices.measure)(answerBy),
          '',
          ...whereIs(enquiry, notice),
          '',
          words.notices.closing,
        ],
      }),
      ...addresses,
      // The topic's mailbox has the enquiry's mail; the fallback does not.
      ...(notice === 'escalation' ? {} : { inReplyTo: enquiry.messageId }),
    };
  }

  /** @returns whether the next mail may be sent */
  async function sendOne(
    { reference }: ClockedEnquiry,
    notice: NoticeKind,
    mail: Mail,
    breakOff: AbortSignal,
  ): Promise<boolean> {
    const result = await breaker.send(mail, breakOff);
    const verdict = breaker.settle(result);
    const cause = result.kind === 'failed' ? result.errorCode : '';
    if (verdict.kind === 'delivered') log('info', 'reminder-sent', { reference, state: notice });
    else log('warn', 'reminder-not-sent', { reference, state: notice, cause });
    // That mailbox will refuse it tomorrow too; the other notices and the digest go elsewhere.
    if (verdict.kind === 'refused') alarms.raise('mailbox-refused', { reference, cause, state: notice });
    else if (isSurelyRefused(result))
      await store.giveBackNotice(
        reference,
        notice,
        new Date(clock().getTime() + noticeMailLimits.againMilliseconds),
      );
    return verdict.kind === 'delivered' || verdict.kind === 'refused' || breaker.openFor() === 0;
  }

  return {
    async send(breakOff) {
      for (const enquiry of await store.dueForLook(clock(), noticeMailLimits.looks)) {
        if (breakOff.aborted || breaker.openFor() > 0) return;
        const { promise, due, lookAt } = judgeClock(enquiry, facts().time, clock());
        const look = { promise, ...(lookAt === undefined ? {} : { lookAt }) };
        const mail = due === undefined ? undefined : write(enquiry, due, promise);
        if (due === undefined || mail === undefined) await store.noteLook(enquiry, look);
        else if (await store.claimNotice(enquiry, due, look))
          if (!(await sendOne(enquiry, due, mail, breakOff))) return;
      }
    },
  };
}
