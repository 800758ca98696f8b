import { createHash } from 'node:crypto';
import type { Mail } from '../../mail/mail.ts';
import type { MailWords } from '../../words/mail-words.ts';
import { decodeAddition } from '../addition.ts';
import { decodePayload } from '../payload.ts';
import type { StaffLinks } from '../progress/staff-link.ts';
import type { Recipients } from '../recipients.ts';
import type { ProgressStore } from '../store/progress-store.ts';
import type { LinkMail, QueueStore, StoredEnquiry } from '../store/store.ts';
import { writeAdditionMail, writeLinkMail } from './follow-up-mail.ts';
import { writeStaffMail } from './staff-mail.ts';

interface MailWriterParts {
  readonly store: Pick<QueueStore & ProgressStore, 'find' | 'progress'>;
  readonly links: StaffLinks;
  /** The origin of the site. */
  readonly siteOrigin: string;
  readonly recipients: Recipients;
  readonly mailFrom: string;
  readonly words: MailWords;
  /** Decrypts the content of an enquiry. */
  readonly open: (enquiry: StoredEnquiry) => Promise<Uint8Array>;
}

/** A mail of the queue. */
interface WrittenMail {
  readonly mail: Mail;
  /** The mail to send after this one was delivered. */
  readonly link?: LinkMail;
}

/**
 * The names of the second mail are derived from the first one, so that it is queued once, however often the delivery is
 * recorded.
 */
function linkMailOf({ reference, messageId }: StoredEnquiry): LinkMail {
  const name = `${reference}.link`;
  return {
    reference: name,
    keyHash: createHash('sha256').update(name).digest(),
    messageId: messageId.replace('<', '<link.'),
  };
}

/** @returns a function that writes each mail of the queue; it gives undefined when the enquiry is erased */
export function createMailWriter(
  parts: MailWriterParts,
): (enquiry: StoredEnquiry, to: string) => Promise<WrittenMail | undefined> {
  const { store, links, open, recipients, mailFrom, words } = parts;

  const linkOf = (reference: string, { topic, route }: StoredEnquiry): string =>
    `${parts.siteOrigin}/odbior/${links.tokenOf(reference, { topic, route })}/`;

  async function writeEnquiry(enquiry: StoredEnquiry, to: string): Promise<WrittenMail> {
    const payload = decodePayload(await open(enquiry));
    const isAnsweredByReply = payload.enquiry.channel === 'email';
    const mail = writeStaffMail({
      ...enquiry,
      viaFallback: enquiry.route === 'fallback',
      payload,
      to,
      mailFrom,
      words,
      ...(isAnsweredByReply ? {} : { link: linkOf(enquiry.reference, enquiry) }),
    });
    return isAnsweredByReply ? { mail, link: linkMailOf(enquiry) } : { mail };
  }

  return async (enquiry, to) => {
    const { followUp, reference, messageId, receivedAt } = enquiry;
    if (followUp === undefined) return writeEnquiry(enquiry, to);
    const parent = await store.find(followUp.about);
    if (parent === undefined) return undefined;
    const { topicName } = decodePayload(await open(parent));
    const about = { reference: parent.reference, messageId: parent.messageId, topicName };
    const envelope = { reference, messageId, date: receivedAt, about, to, mailFrom, words };
    if (followUp.kind === 'link')
      return { mail: writeLinkMail({ ...envelope, link: linkOf(parent.reference, enquiry) }) };
    const { answerBy, visit = false } = (await store.progress(parent.reference)) ?? {};
    // The fallback mailbox gets a copy when the promise is broken.
    const isBroken =
      followUp.kind === 'nobody-called' && !visit && answerBy !== undefined && answerBy <= receivedAt;
    const copyTo = isBroken ? recipients.fallback : undefined;
    const payload = decodeAddition(await open(enquiry));
    return {
      mail: writeAdditionMail({ ...envelope, payload, visit, ...(copyTo === undefined ? {} : { copyTo }) }),
    };
  };
}
