import {
  channels,
  contactLanguages,
  forWhomValues,
  needs,
  textLimits,
  timesOfDay,
  topics,
} from '../../../src/enquiry/schema.ts';

/** A field of the form; `dropped`: in the fields of a way of contact that was not chosen; `unknown`: as a name. */
export const naughtyFields = [
  'message',
  'name',
  'via',
  'email',
  'phone',
  'topic',
  'forWhom',
  'channel',
  'when',
  'voicemail',
  'sayKis',
  'needs',
  'language',
  'form',
  'website',
  'dropped',
  'unknown',
] as const;
export type NaughtyField = (typeof naughtyFields)[number];

/** What must become of a string in a field, as `contract.md` and `threats.md` have it. */
export type Verdict =
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-large' }
  /** `typed`: what stands in the mail on lines of its own, by the heading above them. */
  | { readonly kind: 'accepted'; readonly typed?: string }
  /** Accepted and held back as suspect. */
  | { readonly kind: 'suspect' }
  /** Only its reader can say: refused, or in the mail in a form that `mayStandInMail` allows. */
  | { readonly kind: 'either' };

const refused: Verdict = { kind: 'refused' };
const accepted: Verdict = { kind: 'accepted' };
const edges = /^[\s\ufeff]+|[\s\ufeff]+$/g;
const largestBody = 64 * 1024;

function isForbidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code !== 0x09 && code !== 0x0a;
  const bidi = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  return bidi || (code >= 0x7f && code <= 0x9f);
}

function judgeText(typed: string, limit: number, lines: 'one' | 'many', needed: boolean): Verdict {
  const text = typed.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(edges, '').normalize('NFC');
  const characters = [...text];
  if (characters.some(isForbidden) || characters.length > limit) return refused;
  if (lines === 'one' && /[\t\n\u2028\u2029]/.test(text)) return refused;
  if (/^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u.test(text)) return needed ? refused : accepted;
  return { kind: 'accepted', typed: text.replaceAll(/[\u2028\u2029]/g, '\n') };
}

const judgeChoice = (typed: string, offered: readonly string[], needed: boolean): Verdict =>
  offered.includes(typed) || (typed === '' && !needed) ? accepted : refused;

/** @param body the form as it is sent */
export function judge(field: NaughtyField, typed: string, body: string): Verdict {
  if (body.length > largestBody) return { kind: 'too-large' };
  switch (field) {
    case 'message':
      return judgeText(typed, textLimits.message, 'many', false);
    case 'name':
      return judgeText(typed, textLimits.name, 'one', false);
    case 'via':
      return judgeText(typed, textLimits.via, 'one', true);
    case 'phone':
    case 'email':
      return { kind: 'either' };
    case 'topic':
      return judgeChoice(typed, topics, true);
    case 'forWhom':
      return judgeChoice(typed, forWhomValues, true);
    case 'channel':
      return judgeChoice(
        typed,
        channels.filter((each) => each === 'visit'),
        true,
      );
    case 'when':
      return judgeChoice(typed, timesOfDay, false);
    case 'voicemail':
    case 'sayKis':
      return judgeChoice(typed, ['yes'], false);
    case 'needs':
      return judgeChoice(typed, needs, false);
    case 'language':
      return judgeChoice(typed, contactLanguages, false);
    case 'form':
      return refused;
    case 'website':
      return typed.replace(edges, '') === '' ? accepted : { kind: 'suspect' };
    default:
      return accepted;
  }
}

/** Every one of these is an address that people have. */
const surelyAddresses = ['anna@poczta.pl', 'anna+kis@poczta.pl', "o'neill@poczta.pl", 'ANNA@POCZTA.PL'];
/** And these are telephone numbers. */
const surelyNumbers = ['600100200', '+48 600 100 200', '٣٢٢٨١٠١٨٥', '۶۰۰۱۰۰۲۰۰'];

/** @returns whether refusing this would turn a person away */
export const mustBeAccepted = (field: NaughtyField, typed: string): boolean =>
  (field === 'email' && surelyAddresses.includes(typed)) ||
  (field === 'phone' && surelyNumbers.includes(typed));

const address =
  /^[!#-'*+/-9=?A-Z^-~-]+(\.[!#-'*+/-9=?A-Z^-~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** @returns whether a number or an address that the mail shows is one that may come of what was typed */
export function mayStandInMail(field: 'phone' | 'email', typed: string, shown: string): boolean {
  if (field === 'phone') {
    const digits = shown.replace(/\D/g, '');
    return /^\+[1-9][0-9 ]{7,18}$/.test(shown) && digits.length >= 8 && digits.length <= 15;
  }
  const local = typed.replace(edges, '').split('@')[0];
  return address.test(shown) && shown.startsWith(`${local}@`) && shown.length <= 254;
}
