/**
 * The enquiry as all rooms know it: the values each field may take and the limits that the
 * form, the parser and the store share.
 */

import type { Topic } from '../topics.ts';
import type { TelephoneFault } from './form/telephone-text.ts';

export { type Topic, topics } from '../topics.ts';

export const forWhomValues = ['self', 'other'] as const;
export const channels = ['phone', 'sms', 'email', 'visit', 'via'] as const;
/** A browser such as lynx sends the first choice of a question that was passed over: it must claim nothing. */
export const timesOfDay = ['any', 'morning', 'midday', 'afternoon'] as const;
export const needs = ['sign-language', 'interpreter', 'step-free', 'large-print', 'companion'] as const;
/** Does the person know that somebody writes for them? First what claims less, for browsers as above. */
export const knowsValues = ['no', 'yes'] as const;
/** Whose way of contact is given. */
export const answerToValues = ['person', 'helper'] as const;
export const contactLanguages = ['pl', 'uk', 'en', 'other'] as const;

export type ForWhom = (typeof forWhomValues)[number];
export type Channel = (typeof channels)[number];
export type TimeOfDay = (typeof timesOfDay)[number];
export type Need = (typeof needs)[number];
export type Knows = (typeof knowsValues)[number];
export type AnswerTo = (typeof answerToValues)[number];
export type ContactLanguage = (typeof contactLanguages)[number];

/** Longest accepted texts, in Unicode code points after NFC. */
export const textLimits = {
  helper: 100,
  name: 100,
  phone: 100,
  via: 200,
  languageName: 40,
  message: 2000,
} as const;

/** Name of the field that people never see; filled, it marks the enquiry suspect and drops nothing. */
export const honeypotField = 'website';

/** Name of the field with the signed token the page was rendered with. */
export const tokenField = 'form';

/** Name of the field that only the switch of languages sends: the language to show the form in. */
export const switchField = 'to';

/**
 * The form posts to its own page under another address: a POST makes a browser forget what it keeps of the address
 * (RFC 9111 4.4), and then Back would fetch another form instead of showing the same one.
 */
export const sendQuery = '?wyslij';

/** Fields of which a form may send several; a consent given twice is the same consent. */
export const repeatableFields: readonly string[] = ['needs', 'voicemail', 'sayKis'];

/** An enquiry whose every field has been checked. Optional texts are absent rather than empty. */
export interface Enquiry {
  readonly topic: Topic;
  readonly forWhom: ForWhom;
  /** Who writes for the person, and from where. With `forWhom` `other` only, as the next two. */
  readonly helper?: string;
  readonly knows?: Knows;
  /** Absent: the person. */
  readonly answerTo?: AnswerTo;
  readonly name?: string;
  readonly channel: Channel;
  /**
   * E.164, for example `+48322810185`; as it was typed where that is not certain. Present for the channels
   * `phone` and `sms`, never otherwise.
   */
  readonly phone?: string;
  /** Present for the channel `email`, never otherwise. */
  readonly email?: string;
  /** Present for the channel `via`, never otherwise. */
  readonly via?: string;
  /** Absent for the channel `visit`, where nobody calls or writes. */
  readonly when?: TimeOfDay;
  /** May a message be left on voicemail? */
  readonly voicemail: boolean;
  /** May the caller say to whoever answers that the call is from the club? */
  readonly sayKis: boolean;
  readonly needs: readonly Need[];
  readonly language?: ContactLanguage;
  /** Which one the language `other` is. */
  readonly languageName?: string;
  readonly message?: string;
}

/** What a browser sent, by field name, each value in the order it came. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

/** The fields a message may stand beside. */
export type EnquiryField =
  | 'topic'
  | 'forWhom'
  | 'helper'
  | 'knows'
  | 'answerTo'
  | 'name'
  | 'channel'
  | 'phone'
  | 'email'
  | 'via'
  | 'when'
  | 'voicemail'
  | 'sayKis'
  | 'needs'
  | 'language'
  | 'languageName'
  | 'message';

/**
 * What is wrong with a field: `missing` (required and empty), `unknown` (not one of the offered values),
 * `too-long`, `malformed` (not a telephone number, not one e-mail address), `control-characters` (characters
 * that steer a terminal or a mail and have no place in a text); the others are those of a telephone number.
 */
export type FieldErrorCode =
  | 'missing'
  | 'unknown'
  | 'too-long'
  | 'malformed'
  | 'control-characters'
  | TelephoneFault;

export interface FieldError {
  readonly field: EnquiryField;
  readonly code: FieldErrorCode;
  /** The word with a character that cannot be seen, which here can. */
  readonly word?: string;
}
