import type { Mail } from '../../mail/mail.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { EnquiryPayload } from '../payload.ts';
import type { Enquiry } from '../schema.ts';
import { mailText, phoneLines, withTyped } from './mail-lines.ts';
import { typedLines, typedPrefix } from './typed-lines.ts';

export interface StaffMailParts {
  readonly reference: string;
  readonly messageId: string;
  readonly receivedAt: Date;
  readonly suspect: boolean;
  readonly viaFallback: boolean;
  readonly payload: EnquiryPayload;
  readonly to: string;
  readonly mailFrom: string;
  readonly words: MailWords;
  /**
   * The staff's link. Left out where staff answer by Reply: a reply quotes the whole mail, so the person would get
   * the link.
   */
  readonly link?: string;
}

/** Who writes for whom comes first, because it changes the meaning of the rest. */
function openingLines({ forWhom, helper, knows, answerTo, channel }: Enquiry, words: MailWords) {
  if (forWhom === 'self') return [words.opening];
  const { forOther } = words;
  return [
    forOther.opening,
    ...(helper === undefined ? [forOther.helperUnknown] : withTyped(forOther.helper, helper)),
    forOther.knows[knows ?? 'unknown'],
    ...(channel === 'visit' ? [] : [forOther.answerTo[answerTo ?? 'person']]),
    forOther.tellWhence,
    '',
  ];
}

function contactLines(enquiry: Enquiry, words: MailWords): readonly string[] {
  const { channel, forWhom, answerTo = 'person', phone, name } = enquiry;
  const forOther = forWhom === 'other';
  const line = forOther && channel === 'visit' ? words.forOther.visit[answerTo] : words.channels[channel];
  const reached = enquiry.email ?? enquiry.via;
  const lines =
    phone === undefined
      ? [line, ...typedLines(reached), '']
      : [...phoneLines(line, phone, words.phoneReadings)];
  if (name !== undefined) lines.push(...withTyped(forOther ? words.forOther.name : words.name, name));
  if (enquiry.when !== undefined) lines.push(words.when[enquiry.when]);
  if (channel === 'phone') {
    lines.push(enquiry.voicemail ? words.voicemail.allowed : words.voicemail.notAllowed);
  }
  const warnings = forOther && answerTo === 'person' ? words.forOther.sayKis : words.sayKis.notAllowed;
  if (enquiry.sayKis) lines.push(words.sayKis.allowed);
  // When the person comes to the club, nobody is called.
  else if (channel !== 'visit') lines.push(warnings[channel]);
  return lines;
}

function matterLines(
  { enquiry, topicName, pageLanguage }: EnquiryPayload,
  words: MailWords,
): readonly string[] {
  const { language, languageName, message } = enquiry;
  const lines = [words.topic(topicName), words.forWhom[enquiry.forWhom]];
  if (languageName !== undefined) lines.push(...withTyped(words.languageNamed, languageName));
  else if (language !== undefined) lines.push(words.language(words.languages[language]));
  if (enquiry.needs.length > 0) {
    lines.push(words.needs, ...enquiry.needs.map((need) => `  - ${words.needNames[need]}`), '');
  }
  if (pageLanguage !== 'pl') lines.push(words.pageLanguage(pageLanguage));
  if (pageLanguage !== 'pl' && language === undefined) lines.push(words.languageNotSaid);
  if (message !== undefined) lines.push(...withTyped(words.message, message));
  return lines;
}

/**
 * Writes the mail that staff get. Equal parts give an equal mail, byte for byte, in every attempt. Of the typed
 * values only the checked address is in a header, in `replyTo`.
 */
export function writeStaffMail(parts: StaffMailParts): Mail {
  const { reference, receivedAt, payload, words } = parts;
  const { enquiry } = payload;
  const lines = [
    ...openingLines(enquiry, words),
    words.reference(reference),
    ...(payload.reference === undefined || payload.reference === reference
      ? []
      : [words.toldReference(payload.reference)]),
    words.received(receivedAt),
    ...(parts.suspect ? ['', words.suspect] : []),
    ...(parts.viaFallback ? ['', words.viaFallback] : []),
    '',
    words.contactHeading,
    '',
    ...contactLines(enquiry, words),
    '',
    words.matterHeading,
    '',
    ...matterLines(payload, words),
    '',
    words.unverified(typedPrefix.trim()),
  ];
  return {
    reference,
    from: parts.mailFrom,
    to: parts.to,
    subject: words.subject(payload.topicName, reference),
    messageId: parts.messageId,
    date: receivedAt,
    ...(enquiry.email === undefined ? {} : { replyTo: enquiry.email }),
    text: mailText(parts.link === undefined ? lines : [...lines, '', words.progress.takeUp, ''], parts.link),
  };
}
