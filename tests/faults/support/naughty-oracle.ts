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
  'helper',
  'languageName',
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

/** The required result of a string in a field, by `contract.md` and `threats.md`. */
export type Verdict =
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-large' }
  /** `typed`: the lines of their own in the mail, by the heading above them. */
  | { readonly kind: 'accepted'; readonly typed?: string }
  /** Accepted and held back as suspect. */
  | { readonly kind: 'suspect' }
  /** The program may refuse it, or accept it in a form that `mayStandInMail` allows. */
  | { readonly kind: 'either' };

const refused: Verdict = { kind: 'refused' };
const accepted: Verdict = { kind: 'accepted' };
const edges = /^[\s\ufeff]+|[\s\ufeff]+$/g;
const largestBody = 64 * 1024;

/** Control characters that are refused, after those are removed that nobody types on purpose. */
function isForbidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 0x20 && code !== 0x09 && code !== 0x0a) || code === 0x7f;
}

const isDirectionMark = (code: number): boolean =>
  (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x206f);
const isTag = (code: number): boolean => code >= 0xe0000 && code <= 0xe007f;
const flags = ['gbeng', 'gbsct', 'gbwls'].map(
  (name) =>
    `${[...name].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}\u{e007f}`,
);

/** The text that a person meant, by issue 14: invisible characters are removed, line ends normalised. */
function meant(typed: string): string {
  const text = typed.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').replaceAll('\u0002', '-');
  let kept = '';
  for (let place = 0; place < text.length; ) {
    const code = text.codePointAt(place) ?? 0;
    const character = String.fromCodePoint(code);
    const flag = code === 0x1f3f4 ? flags.find((each) => text.startsWith(each, place + 2)) : undefined;
    const gone = isDirectionMark(code) || isTag(code) || (code >= 0x80 && code <= 0x9f);
    if (!gone) kept += character + (flag ?? '');
    place += character.length + (flag?.length ?? 0);
  }
  return kept.replace(edges, '');
}

/** More than ten marks on a letter are cut off, including joiners between them. */
function withoutSurplusMarks(text: string): string {
  let run = 0;
  return Array.from(text, (character) => {
    run = /[\p{M}\p{Cf}]/u.test(character) ? run + 1 : 0;
    return run > 10 ? '' : character;
  }).join('');
}

function judgeText(typed: string, limit: number, lines: 'one' | 'many', needed: boolean): Verdict {
  // Checked before any other work on it.
  if (typed.trim().length > 4 * limit) return refused;
  const tidied = withoutSurplusMarks(meant(typed)).normalize('NFC');
  const text = lines === 'one' ? tidied.replace(/[\t\n]+/g, ' ') : tidied;
  const characters = [...text];
  if (characters.some(isForbidden) || characters.length > limit) return refused;
  if (/^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u.test(text)) return needed ? refused : accepted;
  return { kind: 'accepted', typed: text };
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
    case 'helper':
      return judgeText(typed, textLimits.helper, 'one', false);
    case 'languageName':
      return judgeText(typed, textLimits.languageName, 'one', false);
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

/** Real addresses of this kind exist. */
const surelyAddresses = ['anna@poczta.pl', 'anna+kis@poczta.pl', "o'neill@poczta.pl", 'ANNA@POCZTA.PL'];
/** Real telephone numbers. */
const surelyNumbers = ['600100200', '+48 600 100 200', '٣٢٢٨١٠١٨٥', '۶۰۰۱۰۰۲۰۰'];

/** @returns whether refusing this would wrongly refuse a person */
export const mustBeAccepted = (field: NaughtyField, typed: string): boolean =>
  (field === 'email' && surelyAddresses.includes(typed)) ||
  (field === 'phone' && surelyNumbers.includes(typed));

const address =
  /^[!#-'*+/-9=?A-Z^-~-]+(\.[!#-'*+/-9=?A-Z^-~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** @returns whether a number or address shown in the mail may result from what was typed */
export function mayStandInMail(field: 'phone' | 'email', typed: string, shown: string): boolean {
  if (field === 'phone') {
    const digits = shown.replace(/\D/g, '');
    const surely = /^\+[1-9][0-9 ()-]{6,20}$/.test(shown) && digits.length >= 7 && digits.length <= 15;
    return surely || digits === typed.replace(/\D/g, '');
  }
  const [local = ''] = shown.split('@');
  const visible = typed.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return address.test(shown) && visible.includes(`${local}@`) && shown.length <= 254;
}
