/**
 * The enquiry as all rooms use it: the values of each field, and the limits that the form, the parser and the store
 * share.
 */

import type { Topic } from '../topics.ts';
import type { TelephoneFault } from './form/telephone-text.ts';

export { type Topic, topics } from '../topics.ts';

export const forWhomValues = ['self', 'other'] as const;
export const channels = ['phone', 'sms', 'email', 'visit', 'via'] as const;
/**
 * A text browser such as lynx sends the first choice of an unanswered question, so the first choice must claim
 * nothing.
 */
export const timesOfDay = ['any', 'morning', 'midday', 'afternoon'] as const;
export const needs = ['sign-language', 'interpreter', 'step-free', 'large-print', 'companion'] as const;
/** Whether the person knows that somebody writes for them. The first value claims less, because of such browsers. */
export const knowsValues = ['no', 'yes'] as const;
/** Whose contact details are given. */
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

/**
 * Name of the hidden field against spam programs; filled in, it makes the enquiry suspect, and nothing is dropped.
 */
export const honeypotField = 'website';

/** Name of the field with the signed token of the page. */
export const tokenField = 'form';

/** Name of the field that only the language switch sends: the language to show the form in. */
export const switchField = 'to';

/**
 * The form posts to its own page under another address: after a POST a browser drops its cached copy of the address
 * (RFC 9111 4.4), and then Back would fetch a new form instead of showing the same one.
 */
export const sendQuery = '?wyslij';

/** Fields that a form may send more than once; a consent given twice is the same consent. */
export const repeatableFields: readonly string[] = ['needs', 'voicemail', 'sayKis'];

/** An enquiry whose every field has been checked. Optional texts are absent rather than empty. */
export interface Enquiry {
  readonly topic: Topic;
  readonly forWhom: ForWhom;
  /** Who writes for the person, and from where. Only when `forWhom` is `other`, as the next two. */
  readonly helper?: string;
  readonly knows?: Knows;
  /** Absent: the person. */
  readonly answerTo?: AnswerTo;
  readonly name?: string;
  readonly channel: Channel;
  /** E.164, for example `+48322810185`; as typed when it is not certain. Only for the channels `phone` and `sms`. */
  readonly phone?: string;
  /** Only for the channel `email`. */
  readonly email?: string;
  /** Only for the channel `via`. */
  readonly via?: string;
  /** Absent for the channel `visit`, where nobody calls or writes. */
  readonly when?: TimeOfDay;
  /** Whether a message may be left on voicemail. */
  readonly voicemail: boolean;
  /** Whether the caller may tell anyone who answers that the call is from the club. */
  readonly sayKis: boolean;
  readonly needs: readonly Need[];
  readonly language?: ContactLanguage;
  /** The name of the language, when `language` is `other`. */
  readonly languageName?: string;
  readonly message?: string;
}

/** The fields of a sent form by name, each with its values in the order of the body. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

/** The fields at which an error can be shown. */
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
 * What is wrong with a field: `missing` (required and empty), `unknown` (not one of the offered values), `too-long`,
 * `malformed` (not a telephone number, not one e-mail address), `control-characters` (characters that control a
 * terminal or a mail program and are not part of any text); the others are faults of a telephone number.
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
  /** The word with the invisible character, which is replaced by a visible sign. */
  readonly word?: string;
}
