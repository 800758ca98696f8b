import { plainWord } from '../../content-schemas/fields.ts';
import { withLineFeeds } from '../../text.ts';
import { cleanLine, cleanText } from '../clean-text.ts';
import { readDay } from '../read-day.ts';
import type { Posted, SpanValue } from './field.ts';
import type { Shape } from './shape.ts';

/** Converts values of fields between the file, the controls of a form, and what was posted. */

const time = /^(\d{1,2})(?:[:.,](\d{2}))?$/;

/** @returns a time for an input of type time, `07:30`; other texts unchanged */
function shownTime(text: string): string {
  const [, hours, minutes = '00'] = time.exec(text.trim()) ?? [];
  return hours === undefined ? text.trim() : `${hours.padStart(2, '0')}:${minutes}`;
}

/** @returns a time as it is written in the files, `7:30` */
function writtenTime(text: string): string {
  const [, hours, minutes = '00'] = time.exec(text.trim()) ?? [];
  return hours === undefined ? cleanLine(text) : `${Number(hours)}:${minutes}`;
}

/** @returns the hours of a field for its controls */
export function shownHours(value: unknown): { closed: boolean; spans: SpanValue[] } {
  const written = (Array.isArray(value) ? value : [value]).filter((one) => one !== null && one !== undefined);
  if (plainWord(written[0]) === 'zamkniete') return { closed: true, spans: [] };
  const spans = written.map((one) => {
    const [opens = '', ...closes] = String(one).split('-');
    return { opens: shownTime(opens), closes: shownTime(closes.join('-')) };
  });
  return { closed: false, spans };
}

const isYes = (value: unknown): boolean => ['tak', 'true'].includes(String(plainWord(String(value ?? ''))));

/** @returns the value of a field with one control for that control; empty for no value */
export function shownValue(shape: Shape, value: unknown): string {
  if (shape.kind === 'yes-no') return isYes(value) ? 'tak' : 'nie';
  if (value === null || value === undefined) return '';
  if (shape.kind === 'choice') {
    const plain = String(plainWord(value));
    return shape.words.includes(plain) ? plain : String(value);
  }
  if (shape.kind === 'lines') return (Array.isArray(value) ? value : [value]).map(String).join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** First digits of Polish mobile numbers (numbering plan of UKE). */
const mobile = /^(?:45|50|51|53|57|60|66|69|72|73|78|79|88)/;

function readTelephone(text: string): string {
  const digits = text.replace(/^\s*(?:\+|00)48/, '').replace(/[\s()./-]/g, '');
  if (!/^\d{9}$/.test(digits)) return text;
  return mobile.test(digits)
    ? digits.replace(/^(...)(...)(...)$/, '$1 $2 $3')
    : digits.replace(/^(..)(...)(..)(..)$/, '$1 $2 $3 $4');
}

function readAmount(text: string): string {
  const [, whole, part = ''] = /^(\d{1,5})(?:[,.](\d{1,2}))?(?: ?zł)?$/.exec(text) ?? [];
  return whole === undefined ? text : `${whole},${part.padEnd(2, '0')}`;
}

const readWebAddress = (text: string): string =>
  /^(?:www\.)?[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:[/?#].*)?$/u.test(text) ? `https://${text}` : text;

/**
 * @param given the typed value, not empty
 * @param before the value in the file; its style of yes and no is kept
 * @returns the value for the file
 */
function writtenValue(shape: Shape, given: string, before: unknown): unknown {
  const line = cleanLine(given);
  switch (shape.kind) {
    case 'yes-no':
      return typeof before === 'boolean' ? isYes(line) : line;
    case 'number':
      return /^\d{1,9}$/.test(line) ? Number(line) : line;
    case 'lines':
      return cleanText(given)
        .split('\n')
        .map(cleanLine)
        .filter((one) => one !== '');
    case 'date':
      return readDay(line);
    case 'amount':
      return readAmount(line);
    case 'telephone':
      return readTelephone(line);
    case 'web-address':
      return readWebAddress(line);
    default:
      return line;
  }
}

const parts = ['', '2', '3', '4'];

/** @returns the control names of a field with hours */
export const hoursNames = (name: string): string[] => [
  `${name}.zamkniete`,
  ...parts.flatMap((part) => [`${name}.od${part}`, `${name}.do${part}`]),
];

function writtenHours(shape: Shape, name: string, posted: Posted): unknown {
  if (posted.get(`${name}.zamkniete`) === 'tak') return 'zamknięte';
  const spans = parts.flatMap((part) => {
    const [opens, closes] = ['od', 'do'].map((end) => writtenTime(posted.get(`${name}.${end}${part}`) ?? ''));
    return opens || closes ? [`${opens}-${closes}`] : [];
  });
  return shape.kind === 'hours' || spans.length < 2 ? spans[0] : spans;
}

/** A posted value: `same` when it equals the one in the file, or nothing was posted. */
export type Given = { readonly kind: 'same' } | { readonly kind: 'value'; readonly value: unknown };

const same: Given = { kind: 'same' };

/**
 * @param before the value in the file
 * @returns the value for the file, undefined when it was emptied
 */
export function readGiven(shape: Shape, before: unknown, name: string, posted: Posted): Given {
  if (shape.kind === 'hours' || shape.kind === 'day-hours') {
    if (!hoursNames(name).some((one) => posted.has(one))) return same;
    const value = writtenHours(shape, name, posted);
    const isSame = JSON.stringify(shownHours(value)) === JSON.stringify(shownHours(before));
    return isSame ? same : { kind: 'value', value };
  }
  const given = posted.get(name);
  const shown = shownValue(shape, before);
  if (given === undefined || withLineFeeds(given) === withLineFeeds(shown)) return same;
  const isEmpty = cleanLine(given) === '';
  const value = isEmpty ? undefined : writtenValue(shape, given, before);
  return shownValue(shape, value) === shown ? same : { kind: 'value', value };
}
