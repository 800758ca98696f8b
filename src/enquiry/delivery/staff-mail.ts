import type { Mail } from '../../mail/mail.ts';
import type { MailWords } from '../../words/mail-words.ts';
import { readTelephone } from '../form/telephone.ts';
import type { EnquiryPayload } from '../payload.ts';
import type { Enquiry } from '../schema.ts';

/** Begins every line that a visitor typed, so that none can be taken for ours. */
export const typedPrefix = '|';

/** All that a mail program may show as the end of a line: every control character except tab; LS and PS. */
const lineEnds = /\r\n|[[\p{Cc}\p{Zl}\p{Zp}]--[\t]]/v;

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
}

const typed = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : text.split(lineEnds).map((line) => `${typedPrefix} ${line}`);

/** @returns an E.164 number in groups that can be read out; Polish and Ukrainian numbers */
const readable = (phone: string): string =>
  phone
    .replace(/^(\+48)(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4')
    .replace(/^(\+380)(\d{2})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3 $4 $5');

/** The number; where it can be read in two ways, what was typed and both readings, for staff to choose from. */
function phoneLines(phone: string, words: MailWords): readonly string[] {
  const [number, ...others] = readTelephone(phone);
  if (number === undefined || others.length === 0) return typed(readable(phone));
  return [...typed(phone), words.phoneReadings([number, ...others].map(readable))];
}

function contactLines(enquiry: Enquiry, words: MailWords): readonly string[] {
  const { channel } = enquiry;
  const reached =
    enquiry.phone === undefined ? typed(enquiry.email ?? enquiry.via) : phoneLines(enquiry.phone, words);
  const lines = [words.channels[channel], ...reached];
  if (enquiry.name !== undefined) lines.push(words.name, ...typed(enquiry.name));
  if (enquiry.when !== undefined) lines.push(words.when[enquiry.when]);
  if (channel === 'phone') {
    lines.push(enquiry.voicemail ? words.voicemail.allowed : words.voicemail.notAllowed);
  }
  if (enquiry.sayKis) lines.push(words.sayKis.allowed);
  // Nobody is called when the person comes to the club.
  else if (channel !== 'visit') lines.push(words.sayKis.notAllowed[channel]);
  return lines;
}

function matterLines(
  { enquiry, topicName, pageLanguage }: EnquiryPayload,
  words: MailWords,
): readonly string[] {
  const lines = [words.topic(topicName), words.forWhom[enquiry.forWhom]];
  if (enquiry.language !== undefined) lines.push(words.language(words.languages[enquiry.language]));
  if (enquiry.needs.length > 0) {
    lines.push(words.needs, ...enquiry.needs.map((need) => `- ${words.needNames[need]}`));
  }
  if (pageLanguage !== 'pl') lines.push(words.pageLanguage(pageLanguage));
  if (enquiry.message !== undefined) lines.push(words.message, ...typed(enquiry.message));
  return lines;
}

/**
 * Writes the mail that staff get. The same parts give the same mail, byte for byte, on every attempt. Nothing
 * that a visitor typed stands in a header but the checked address in `replyTo`.
 */
export function writeStaffMail(parts: StaffMailParts): Mail {
  const { reference, receivedAt, payload, words } = parts;
  const { enquiry } = payload;
  const lines = [
    words.opening,
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
    words.unverified(typedPrefix),
  ];
  return {
    reference,
    from: parts.mailFrom,
    to: parts.to,
    subject: words.subject(payload.topicName, reference),
    messageId: parts.messageId,
    date: receivedAt,
    ...(enquiry.email === undefined ? {} : { replyTo: enquiry.email }),
    text: `${lines.join('\n')}\n`,
  };
}
