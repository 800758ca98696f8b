import type { Mail } from '../../mail/mail.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { AdditionPayload } from '../addition.ts';
import { mailText, phoneLines } from './mail-lines.ts';
import { typedPrefix } from './typed-lines.ts';

/** A mail in the thread of an enquiry's mail. */
interface FollowUpParts {
  /** The reference and headers of this mail. */
  readonly reference: string;
  readonly messageId: string;
  readonly date: Date;
  /** The enquiry that it belongs to, with the name of its topic at that time. */
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
 * The second mail of an enquiry that staff answer by Reply: the link alone. It holds nothing that was typed and has
 * no `Reply-To`, so that no reply can send the link to the person.
 */
export function writeLinkMail(parts: FollowUpParts & { readonly link: string }): Mail {
  const { link, takeUp } = { link: parts.words.progress.link, takeUp: parts.words.progress.takeUp };
  const lines = [link.opening(parts.about.reference), link.why, '', takeUp, ''];
  return { ...envelope(parts), text: mailText(lines, parts.link) };
}

/**
 * A mail with what a person added. Equal parts give an equal mail, byte for byte, in every attempt.
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
