import type { Mail } from '../../mail/mail.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { AdditionPayload } from '../addition.ts';
import { mailText, phoneLines } from './mail-lines.ts';
import { typedPrefix } from './typed-lines.ts';

/** A mail that follows an enquiry's in its thread. */
interface FollowUpParts {
  /** Of the mail itself. */
  readonly reference: string;
  readonly messageId: string;
  readonly date: Date;
  /** The enquiry that it belongs to, with the topic's name of the day when it came. */
  readonly about: { readonly reference: string; readonly messageId: string; readonly topicName: string };
  readonly to: string;
  readonly copyTo?: string;
  readonly mailFrom: string;
  readonly words: MailWords;
}

function envelope({ about, words, mailFrom, ...parts }: FollowUpParts): Omit<Mail, 'text'> {
  const { reference, messageId, date, to, copyTo } = parts;
  return {
    reference,
    messageId,
    date,
    from: mailFrom,
    to,
    ...(copyTo === undefined || copyTo === to ? {} : { copyTo }),
    inReplyTo: about.messageId,
    subject: words.progress.replySubject(words.subject(about.topicName, about.reference)),
  };
}

/**
 * The second mail of an enquiry that staff answer by Reply: the link alone. It holds nothing that was typed and leads
 * to nobody, so that it can be neither sent on by a reply nor answered to the person.
 */
export function writeLinkMail(parts: FollowUpParts & { readonly link: string }): Mail {
  const { link, takeUp } = { link: parts.words.progress.link, takeUp: parts.words.progress.takeUp };
  const lines = [link.opening(parts.about.reference), link.why, '', takeUp, ''];
  return { ...envelope(parts), text: mailText(lines, parts.link) };
}

/**
 * What a person added: the same parts give the same mail, byte for byte, on every attempt.
 *
 * @param parts.visit the person has left no way to contact them
 */
export function writeAdditionMail(
  parts: FollowUpParts & { readonly payload: AdditionPayload; readonly visit: boolean },
): Mail {
  const { payload, about, words, visit } = parts;
  const { phone, ...others } = words.progress.additions;
  const next = visit ? others['nobody-called'].nextOfVisit : others['nobody-called'].next;
  const lines =
    payload.kind === 'phone'
      ? [
          phone.opening(about.reference),
          '',
          ...phoneLines(phone.number, payload.phone ?? '', words.phoneReadings),
          phone.beside,
          '',
          words.unverified(typedPrefix.trim()),
        ]
      : [
          others[payload.kind].opening(about.reference),
          payload.kind === 'nobody-called' ? next : others[payload.kind].next,
        ];
  return { ...envelope(parts), text: mailText(lines) };
}
