import { isDay } from '../../hours/days.ts';
import { dayInWords } from '../../page-data/texts.ts';
import { words } from '../../words/index.ts';
import { choiceLabel, labelOf } from './labels.ts';

const plain = (value: unknown): string | undefined => {
  const text = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['pl'] : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
};

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text);

/** @returns a day in words, `24 grudnia 2026 r.`; other values unchanged */
export const dayText = (value: unknown): string =>
  typeof value === 'string' && isDay(value)
    ? dayInWords(value, words.pl)
    : typeof value === 'object'
      ? ''
      : String(value ?? '');

/** @returns a range of days: `od 24 grudnia 2026 r. do 2 stycznia 2027 r.`, or one day */
export const daysText = (first: unknown, last: unknown): string =>
  first === last ? dayText(first) : `od ${dayText(first)} do ${dayText(last)}`;

/** @returns a short title of a list entry; undefined when none of its fields gives one */
export function titleOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return plain(entry);
  const fields = entry as Readonly<Record<string, unknown>>;
  const named = ['nazwa', 'slowo', 'tresc', 'szukaj', 'pl'].map((key) => plain(fields[key])).find(Boolean);
  if (named !== undefined) return shorten(named);
  const [key, language] = [plain(fields['klucz']), plain(fields['jezyk'])];
  const year = dayText(fields['rok']);
  if (key !== undefined) return `${choiceLabel(key)}${year ? ` (${year})` : ''}`;
  if (language !== undefined) return labelOf(language);
  if (fields['od'] === undefined) return undefined;
  const days = daysText(fields['od'], fields['do'] ?? fields['od']);
  const kind = plain(fields['rodzaj']);
  return kind === undefined ? days : `${choiceLabel(kind)}: ${days}`;
}
