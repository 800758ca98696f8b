import {
  channels,
  contactLanguages,
  type Enquiry,
  type EnquiryField,
  type FieldError,
  type FieldErrorCode,
  type FormFields,
  forWhomValues,
  honeypotField,
  type Need,
  needs,
  textLimits,
  timesOfDay,
  topics,
} from '../schema.ts';
import { longestAddress, parseEmailAddress } from './email-address.ts';
import { readTelephone } from './telephone.ts';
import {
  codePoints,
  hasForbiddenCharacters,
  hasLineBreakOrTab,
  isBlank,
  isFarTooLong,
  tidyText,
} from './text.ts';

export type ParsedEnquiry =
  | { readonly kind: 'valid'; readonly enquiry: Enquiry; readonly honeypotFilled: boolean }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] };

/** A field's value, or what is wrong with it. An absent optional value is `undefined`. */
type Read<T> = { readonly value: T } | { readonly error: FieldErrorCode };

const wrong = (error: FieldErrorCode): { readonly error: FieldErrorCode } => ({ error });
const absent = { value: undefined } as const;

/** The front server refuses a doubled field, so the first value is the only one. */
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
  const read = choice(fields, name, ['yes']);
  return 'error' in read ? read : { value: read.value === 'yes' };
}

function readNeeds(fields: FormFields): Read<readonly Need[]> {
  const typed = (fields.get('needs') ?? []).filter((each) => each !== '');
  if (typed.some((each) => !needs.some((need) => need === each))) return wrong('unknown');
  return { value: needs.filter((need) => typed.includes(need)) };
}

function text(typed: string, limit: number, lines: 'one-line' | 'many-lines'): Read<string | undefined> {
  if (isFarTooLong(typed, limit)) return wrong('too-long');
  const value = tidyText(typed);
  if (hasForbiddenCharacters(value)) return wrong('control-characters');
  if (lines === 'one-line' && hasLineBreakOrTab(value)) return wrong('control-characters');
  if (codePoints(value) > limit) return wrong('too-long');
  return isBlank(value) ? absent : { value };
}

/**
 * A number has digits only once read, so direction marks copied with it are dropped there, not refused. One that can
 * be read in two ways stays as it was typed.
 */
function readPhone(fields: FormFields): Read<string | undefined> {
  if (isFarTooLong(first(fields, 'phone'), textLimits.phone)) return wrong('too-long');
  const typed = tidyText(first(fields, 'phone').replace(/[\u202a-\u202e\u2066-\u2069]/g, ''));
  if (hasForbiddenCharacters(typed) || hasLineBreakOrTab(typed)) return wrong('control-characters');
  if (typed === '') return absent;
  const [number, otherNumber] = readTelephone(typed);
  if (number === undefined) return wrong('malformed');
  return { value: otherNumber === undefined ? number : typed };
}

function readEmail(fields: FormFields): Read<string | undefined> {
  const typed = text(first(fields, 'email'), longestAddress, 'one-line');
  if ('error' in typed || typed.value === undefined) return typed;
  const value = parseEmailAddress(typed.value);
  return value === undefined ? wrong('malformed') : { value };
}

/** Collects what each field gave; the order of `errors` is the order of the calls. */
function createFieldReader() {
  const errors: FieldError[] = [];
  return {
    errors,
    /** @returns the value, or undefined after noting the error */
    take<T>(field: EnquiryField, read: Read<T | undefined>): T | undefined {
      if ('value' in read) return read.value;
      errors.push({ field, code: read.error });
      return undefined;
    },
  };
}

/** @returns an object with the one key, or without it when there is no value */
const optional = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });

/**
 * Checks a submitted form. Values that belong to a way of contact which was not chosen are dropped unread: who
 * typed a number and then chose another way may have someone at home who must not pick up.
 *
 * @param fields what the browser sent; names that are not the form's are ignored
 * @returns the enquiry, or every field to mend in the order of the form; never throws
 */
export function parseEnquiry(fields: FormFields): ParsedEnquiry {
  const { errors, take } = createFieldReader();
  const topic = take('topic', required(choice(fields, 'topic', topics)));
  const forWhom = take('forWhom', required(choice(fields, 'forWhom', forWhomValues)));
  const name = take('name', text(first(fields, 'name'), textLimits.name, 'one-line'));
  const channel = take('channel', required(choice(fields, 'channel', channels)));
  const calls = channel === 'phone' || channel === 'sms';
  const phone = take('phone', calls ? required(readPhone(fields)) : absent);
  const email = take('email', channel === 'email' ? required(readEmail(fields)) : absent);
  const viaText = () => required(text(first(fields, 'via'), textLimits.via, 'one-line'));
  const via = take('via', channel === 'via' ? viaText() : absent);
  const when = take('when', choice(fields, 'when', timesOfDay));
  const voicemail = take('voicemail', consent(fields, 'voicemail')) ?? false;
  const sayKis = take('sayKis', consent(fields, 'sayKis')) ?? false;
  const needsRead = take('needs', readNeeds(fields)) ?? [];
  const language = take('language', choice(fields, 'language', contactLanguages));
  const message = take('message', text(first(fields, 'message'), textLimits.message, 'many-lines'));

  if (topic === undefined || forWhom === undefined || channel === undefined || errors.length > 0) {
    return { kind: 'invalid', errors };
  }
  const enquiry: Enquiry = {
    topic,
    forWhom,
    ...optional('name', name),
    channel,
    ...optional('phone', phone),
    ...optional('email', email),
    ...optional('via', via),
    ...optional('when', when),
    voicemail,
    sayKis,
    needs: needsRead,
    ...optional('language', language),
    ...optional('message', message),
  };
  return { kind: 'valid', enquiry, honeypotFilled: first(fields, honeypotField).trim() !== '' };
}
