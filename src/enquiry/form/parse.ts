import { longestMailAddress } from '../../mail-address.ts';
import {
  answerToValues,
  channels,
  contactLanguages,
  type Enquiry,
  type EnquiryField,
  type FieldError,
  type FieldErrorCode,
  type FormFields,
  forWhomValues,
  honeypotField,
  knowsValues,
  type Need,
  needs,
  textLimits,
  timesOfDay,
  topics,
} from '../schema.ts';
import { parseEmailAddress, tidyEmailAddress } from './email-address.ts';
import { readTelephone } from './telephone.ts';
import { codePoints, forbiddenWord, isBlank, isFarTooLong, tidyLine, tidyText } from './text.ts';

export type ParsedEnquiry =
  | { readonly kind: 'valid'; readonly enquiry: Enquiry; readonly honeypotFilled: boolean }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] };

/** The value of a field, or its error. An absent optional value is `undefined`. */
type Read<T> = { readonly value: T } | Wrong;
interface Wrong {
  readonly error: FieldErrorCode;
  readonly word?: string;
}

const wrong = (error: FieldErrorCode): Wrong => ({ error });
const absent = { value: undefined } as const;

/** The server refuses a repeated field, so the first value is the only one. */
const first = (fields: FormFields, name: string): string => fields.get(name)?.[0] ?? '';

function choice<T extends string>(
  fields: FormFields,
  name: string,
  offered: readonly T[],
): Read<T | undefined> {
  const typed = first(fields, name);
  if (typed === '') return absent;
  const value = offered.find((each) => each === typed);
  return value === undefined ? wrong('unknown') : { value };
}

function required<T>(read: Read<T | undefined>): Read<T> {
  if ('error' in read) return read;
  return read.value === undefined ? wrong('missing') : { value: read.value };
}

function consent(fields: FormFields, name: string): Read<boolean> {
  const typed = (fields.get(name) ?? []).filter((each) => each !== '');
  return typed.every((each) => each === 'yes') ? { value: typed.length > 0 } : wrong('unknown');
}

function readNeeds(fields: FormFields): Read<readonly Need[]> {
  const typed = (fields.get('needs') ?? []).filter((each) => each !== '');
  if (typed.some((each) => !needs.some((need) => need === each))) return wrong('unknown');
  return { value: needs.filter((need) => typed.includes(need)) };
}

function text(
  typed: string,
  limit: number,
  tidy: (text: string) => string = tidyLine,
): Read<string | undefined> {
  if (isFarTooLong(typed, limit)) return wrong('too-long');
  const value = tidy(typed);
  const word = forbiddenWord(value);
  if (word !== undefined) return { error: 'control-characters', word };
  if (codePoints(value) > limit) return wrong('too-long');
  return isBlank(value) ? absent : { value };
}

/**
 * @returns the number in E.164; a number that can be read in two ways, as typed; undefined when nothing is typed; or
 * the error
 */
export function readPhone(typed: string): Read<string | undefined> {
  if (isFarTooLong(typed, textLimits.phone)) return wrong('too-long');
  const value = tidyLine(typed);
  if (isBlank(value)) return absent;
  const reading = readTelephone(value);
  switch (reading.kind) {
    case 'certain':
      return { value: reading.number };
    case 'uncertain':
      // It is read as a text, so invisible characters are removed.
      return { value: value.replace(/[\p{Cc}\p{Cf}]/gu, '') };
    case 'fault':
      return wrong(reading.fault);
  }
}

function readEmail(typed: string): Read<string | undefined> {
  const read = text(typed, longestMailAddress, (each) => tidyEmailAddress(tidyLine(each)));
  if ('error' in read || read.value === undefined) return read;
  const value = parseEmailAddress(read.value);
  return value === undefined ? wrong('malformed') : { value };
}

/** @returns an object with the one key, or an empty one when there is no value */
const optional = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });

/** Collects the results of the fields; the order of `errors` is the order of the calls. */
function createFieldReader() {
  const errors: FieldError[] = [];
  return {
    errors,
    /** @returns the value, or undefined after adding the error */
    take<T>(field: EnquiryField, read: Read<T | undefined>): T | undefined {
      if ('value' in read) return read.value;
      errors.push({ field, code: read.error, ...optional('word', read.word) });
      return undefined;
    },
  };
}

/** Channels on which staff contact somebody at a time of the day, and another person may answer. */
const isCalledOn = (channel: Enquiry['channel'] | undefined): boolean =>
  channel === 'phone' || channel === 'sms' || channel === 'via';

/**
 * Checks a submitted form. Values that belong to an answer which was not chosen are dropped, and those of another
 * channel are not even read: somebody who typed a number and then chose another channel may live with a person who
 * must not pick up.
 *
 * @param fields the sent fields; unknown names are ignored
 * @returns the enquiry, or every field to correct in the order of the form; never throws
 */
export function parseEnquiry(fields: FormFields): ParsedEnquiry {
  const { errors, take } = createFieldReader();
  const typed = (field: EnquiryField) => first(fields, field);
  const topic = take('topic', required(choice(fields, 'topic', topics)));
  const forWhom = take('forWhom', required(choice(fields, 'forWhom', forWhomValues)));
  const forOther = forWhom === 'other';
  const helper = take('helper', forOther ? text(typed('helper'), textLimits.helper) : absent);
  const knows = take('knows', forOther ? choice(fields, 'knows', knowsValues) : absent);
  const answerTo = take('answerTo', forOther ? choice(fields, 'answerTo', answerToValues) : absent);
  const name = take('name', text(typed('name'), textLimits.name));
  const channel = take('channel', required(choice(fields, 'channel', channels)));
  const byNumber = channel === 'phone' || channel === 'sms';
  const phone = take('phone', byNumber ? required(readPhone(typed('phone'))) : absent);
  const email = take('email', channel === 'email' ? required(readEmail(typed('email'))) : absent);
  const via = take('via', channel === 'via' ? required(text(typed('via'), textLimits.via)) : absent);
  const voicemail = take('voicemail', consent(fields, 'voicemail')) ?? false;
  const sayKis = take('sayKis', consent(fields, 'sayKis')) ?? false;
  const when = take('when', choice(fields, 'when', timesOfDay));
  const message = take('message', text(typed('message'), textLimits.message, tidyText));
  const needsRead = take('needs', readNeeds(fields)) ?? [];
  const language = take('language', choice(fields, 'language', contactLanguages));
  const languageName = take(
    'languageName',
    language === 'other' ? text(typed('languageName'), textLimits.languageName) : absent,
  );

  if (topic === undefined || forWhom === undefined || channel === undefined || errors.length > 0) {
    return { kind: 'invalid', errors };
  }
  const enquiry: Enquiry = {
    topic,
    forWhom,
    ...optional('helper', helper),
    ...optional('knows', knows),
    ...optional('answerTo', answerTo),
    ...optional('name', name),
    channel,
    ...optional('phone', phone),
    ...optional('email', email),
    ...optional('via', via),
    ...optional('when', isCalledOn(channel) ? when : undefined),
    voicemail: voicemail && channel === 'phone',
    sayKis: sayKis && isCalledOn(channel),
    needs: needsRead,
    ...optional('language', language),
    ...optional('languageName', languageName),
    ...optional('message', message),
  };
  return { kind: 'valid', enquiry, honeypotFilled: first(fields, honeypotField).trim() !== '' };
}
