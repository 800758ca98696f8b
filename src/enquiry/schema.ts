/**
 * The enquiry as all rooms know it: the values each field may take and the limits that the
 * form, the parser and the store share.
 */

import type { Topic } from '../topics.ts';

export { type Topic, topics } from '../topics.ts';

export const forWhomValues = ['self', 'other'] as const;
export const channels = ['phone', 'sms', 'email', 'visit', 'via'] as const;
/** A browser such as lynx sends the first choice of a question that was passed over: it must claim nothing. */
export const timesOfDay = ['any', 'morning', 'midday', 'afternoon'] as const;
export const needs = ['sign-language', 'interpreter', 'step-free', 'large-print', 'companion'] as const;
export const contactLanguages = ['pl', 'uk', 'en', 'other'] as const;

export type ForWhom = (typeof forWhomValues)[number];
export type Channel = (typeof channels)[number];
export type TimeOfDay = (typeof timesOfDay)[number];
export type Need = (typeof needs)[number];
export type ContactLanguage = (typeof contactLanguages)[number];

/** Longest accepted texts, in Unicode code points after NFC. */
export const textLimits = { name: 100, phone: 100, via: 200, message: 2000 } as const;

/** Name of the field that people never see; filled, it marks the enquiry suspect and drops nothing. */
export const honeypotField = 'website';

/** Name of the field with the signed token the page was rendered with. */
export const tokenField = 'form';

/** Fields of which a form may send several. */
export const repeatableFields: readonly string[] = ['needs'];

/** An enquiry whose every field has been checked. Optional texts are absent rather than empty. */
export interface Enquiry {
  readonly topic: Topic;
  readonly forWhom: ForWhom;
  readonly name?: string;
  readonly channel: Channel;
  /**
   * E.164, for example `+48322810185`; as it was typed where it can be read in two ways. Present for the channels
   * `phone` and `sms`, never otherwise.
   */
  readonly phone?: string;
  /** Present for the channel `email`, never otherwise. */
  readonly email?: string;
  /** Present for the channel `via`, never otherwise. */
  readonly via?: string;
  readonly when?: TimeOfDay;
  /** May a message be left on voicemail? */
  readonly voicemail: boolean;
  /** May the caller say to whoever answers that the call is from the club? */
  readonly sayKis: boolean;
  readonly needs: readonly Need[];
  readonly language?: ContactLanguage;
  readonly message?: string;
}

/** What a browser sent, by field name, each value in the order it came. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

/** The fields a message may stand beside. */
export type EnquiryField =
  | 'topic'
  | 'forWhom'
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
  | 'message';

/**
 * What is wrong with a field: `missing` (required and empty), `unknown` (not one of the offered values),
 * `too-long`, `malformed` (not a telephone number, not one e-mail address), `control-characters` (characters
 * that steer a terminal or the direction of text and have no place in a message).
 */
export type FieldErrorCode = 'missing' | 'unknown' | 'too-long' | 'malformed' | 'control-characters';

export interface FieldError {
  readonly field: EnquiryField;
  readonly code: FieldErrorCode;
}
