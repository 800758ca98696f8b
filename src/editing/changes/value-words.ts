import { toSpan } from '../../content-schemas/hours.ts';
import { weekdayOf } from '../../hours/days.ts';
import { dayAndMonth, spansInWords } from '../../page-data/texts.ts';
import { words } from '../../words/index.ts';
import { plEditingChanges } from '../../words/pl-editing-changes.ts';
import { choiceLabel } from '../facts/labels.ts';
import type { Shape } from '../facts/shape.ts';
import { dayText, titleOf } from '../facts/titles.ts';
import { shownHours, shownValue } from '../facts/values.ts';

const longest = 90;

/** @returns a text short enough for a list of changes */
export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;

/** Number of words shown before and after a difference. */
const context = 3;

/**
 * @returns the differing parts of two texts, with some words around them when they are long: „…we wtorek o 9…”; short
 * texts whole
 */
export function differingParts(before: string, after: string): readonly [string, string] {
  if (before.length <= longest && after.length <= longest) return [before, after];
  const [old, fresh] = [before.split(/\s+/), after.split(/\s+/)];
  const most = Math.min(old.length, fresh.length);
  let first = 0;
  while (first < most && old[first] === fresh[first]) first += 1;
  let last = 0;
  while (last < most - first && old.at(-1 - last) === fresh.at(-1 - last)) last += 1;
  const [from, behind] = [Math.max(0, first - context), Math.max(0, last - context)];
  const part = (all: readonly string[]): string =>
    `${from > 0 ? '…' : ''}${shortened(all.slice(from, all.length - behind).join(' '))}${behind > 0 ? '…' : ''}`;
  return [part(old), part(fresh)];
}

const isSpan = (text: string): boolean => /^\d{1,2}:\d{2}-\d{1,2}:\d{2}$/.test(text);

/** @returns hours in Polish words, `7.30–17.00`, or the word for closed; other values unchanged */
export function hoursText(value: unknown): string {
  if (shownHours(value).closed) return words.pl.hours.closed;
  const written = (Array.isArray(value) ? value : [value]).filter((one) => one !== null && one !== undefined);
  if (written.length === 0) return plEditingChanges.nothing;
  return written.every((one) => isSpan(String(one)))
    ? spansInWords(
        written.map((one) => toSpan(String(one))),
        words.pl,
      )
    : written.join(', ');
}

/** @returns the value of a field in full, as an editor reads it */
export function valueText(shape: Shape, value: unknown): string {
  if (shape.kind === 'hours' || shape.kind === 'day-hours') return hoursText(value);
  const shown = shownValue(shape, value);
  if (shown === '') return plEditingChanges.nothing;
  if (shape.kind === 'date') return dayText(value);
  if (shape.kind === 'choice') return choiceLabel(shown);
  if (shape.kind === 'group' || shape.kind === 'by-language')
    return shortened(titleOf(value) ?? plEditingChanges.filledIn);
  return shown;
}

/**
 * @returns `w czwartek 24 grudnia`, `od czwartku 24 grudnia do soboty 2 stycznia`; with the year when it is not this
 * year
 */
export function onDays(first: string, last: string, today: string): string {
  const named = (day: string) =>
    day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(day, words.pl) : dayText(day);
  if (first === last) return `${words.pl.hours.onWeekdays[weekdayOf(first)]} ${named(first)}`;
  // After both words, "od" and "do", Polish uses the same case.
  const { untilWeekdays } = words.pl.hours;
  return `od ${untilWeekdays[weekdayOf(first)]} ${named(first)} do ${untilWeekdays[weekdayOf(last)]} ${named(last)}`;
}
