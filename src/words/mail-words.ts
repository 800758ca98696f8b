import type { NoticeWords } from './notice-words.ts';

/**
 * Every word of the mail to staff. The texts stand alone on a line; what a visitor typed comes on lines of its
 * own under them.
 */
export interface MailWords {
  /** The subject, made of the topic's name for staff and the reference only. */
  readonly subject: (topicName: string, reference: string) => string;
  readonly opening: string;
  readonly reference: (reference: string) => string;
  /** Where the person was told another reference than the enquiry has in the club. */
  readonly toldReference: (reference: string) => string;
  /** Takes an instant and tells it in the club's own time zone, in words. */
  readonly received: (instant: Date) => string;
  readonly suspect: string;
  readonly viaFallback: string;
  readonly contactHeading: string;
  /** How to reach the person; the number, address or place follows where there is one. */
  readonly channels: Readonly<Record<'phone' | 'sms' | 'email' | 'visit' | 'via', string>>;
  /** Under a number that can be read in more than one way: the readings, with the code of their country. */
  readonly phoneReadings: (readings: readonly string[]) => string;
  readonly name: string;
  readonly when: Readonly<Record<'morning' | 'midday' | 'afternoon' | 'any', string>>;
  readonly voicemail: { readonly allowed: string; readonly notAllowed: string };
  readonly sayKis: {
    readonly allowed: string;
    /** The warning for each way of contact in which someone else could learn of it. */
    readonly notAllowed: Readonly<Record<'phone' | 'sms' | 'email' | 'via', string>>;
  };
  readonly matterHeading: string;
  readonly topic: (topicName: string) => string;
  readonly forWhom: Readonly<Record<'self' | 'other', string>>;
  readonly language: (language: string) => string;
  readonly languages: Readonly<Record<'pl' | 'uk' | 'en' | 'other', string>>;
  readonly needs: string;
  readonly needNames: Readonly<
    Record<'sign-language' | 'interpreter' | 'step-free' | 'large-print' | 'companion', string>
  >;
  /** Takes the language tag of the page on which the form was filled in. */
  readonly pageLanguage: (tag: string) => string;
  readonly message: string;
  /** Says what the prefix of the visitor's lines means and that nobody checked who they are. */
  readonly unverified: (prefix: string) => string;
  /** Mails about the site itself. */
  readonly notices: NoticeWords;
}
