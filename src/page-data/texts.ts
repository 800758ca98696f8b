import { type Day, type Weekday, weekdayOf, weekdays } from '../hours/days.ts';
import type { DayHours } from '../hours/opening.ts';
import type { Span, Week } from '../hours/schedule.ts';
import type { Deviation } from '../hours/upcoming.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import type { Deadline } from '../hours/working-time.ts';
import { defaultLanguage } from '../paths.ts';
import type { Words } from '../words/words.ts';
import { inLanguage } from './polish-within.ts';

/** @returns a telephone number as a `tel:` address; numbers in the content are Polish, without the +48 */
export const telephoneAddress = (number: string): string => `tel:+48${number.replaceAll(' ', '')}`;

/** English dates as in Europe: day, month, year. */
const dateTag = (tag: string): string => (tag === 'en' ? 'en-GB' : tag);

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** One for each language: creating it takes longer than rendering the page. */
function dayFormat(tag: string): Intl.DateTimeFormat {
  const made =
    dayFormats.get(tag) ?? new Intl.DateTimeFormat(dateTag(tag), { dateStyle: 'long', timeZone: 'UTC' });
  dayFormats.set(tag, made);
  return made;
}

/** @returns a day `RRRR-MM-DD` in the words of a language, for example `1 czerwca 2025 r.` */
export function dayInWords(day: Day, words: Words): string {
  // The Russian and Ukrainian abbreviation of "year" must not begin a line, like the Polish one.
  const text = dayFormat(words.tag)
    .format(new Date(`${day}T00:00:00Z`))
    .replace(/ (?=р\.)/, '\u00a0');
  return words.tag === defaultLanguage ? `${text}\u00a0r.` : text;
}

const monthFormats = new Map<string, Intl.DateTimeFormat>();

/** @returns a day `RRRR-MM-DD` without its year, for example `24 grudnia` */
export function dayAndMonth(day: Day, words: Words): string {
  const format =
    monthFormats.get(words.tag) ??
    new Intl.DateTimeFormat(dateTag(words.tag), { day: 'numeric', month: 'long', timeZone: 'UTC' });
  monthFormats.set(words.tag, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** @returns a moment in Warsaw time, for example `22 listopada 2026 r., 14.05` */
export function momentInWords(moment: Date, words: Words): string {
  const { day, minute } = warsawTime(moment);
  return `${dayInWords(day, words)}, ${words.hours.time(minute)}`;
}

/** @returns a deadline: `środy 25 listopada 2026 r., godz. 15.30` */
function deadlineInWords({ day, weekday, minute }: Deadline, words: Words): string {
  return `${words.hours.untilWeekdays[weekday]} ${dayInWords(day, words)}, ${words.hours.atTime(words.hours.time(minute))}`;
}

/** @returns the same for a stored moment: its day and time in Warsaw */
export function untilInWords(moment: Date, words: Words): string {
  const { day, minute } = warsawTime(moment);
  return deadlineInWords({ day, weekday: weekdayOf(day), minute, moment }, words);
}

/** @returns the spans of one day (`7.30–17.00`), or the word for closed */
export function spansInWords(spans: readonly Span[], words: Words): string {
  const { closed, time, to } = words.hours;
  if (spans.length === 0) return closed;
  return spans.map(({ opens, closes }) => `${time(opens)}${to}${time(closes)}`).join(', ');
}

/** @returns the reason why a day has unusual hours; in Polish and marked when there is no text in the language */
export function reasonInWords(reason: DayHours['reason'], words: Words, language: string): string {
  if (reason.kind === 'ordinary') return '';
  if (reason.kind === 'holiday') return words.hours.holidays[reason.holiday];
  return inLanguage(reason.exception.reason, language);
}

/** @returns the hours of an unusual day, with the reason: `zamknięte (Wigilia)` */
export function differenceInWords({ open, reason }: DayHours, words: Words, language: string): string {
  const hours = spansInWords(open, words);
  if (reason.kind === 'ordinary') return hours;
  const byAppointment = reason.kind === 'exception' && reason.exception.kind === 'by-appointment';
  return `${byAppointment ? words.hours.byAppointment : hours} (${reasonInWords(reason, words, language)})`;
}

/**
 * @returns one sentence with dates, so that it is true whenever it is read: `Klub jest zamknięty od 24 grudnia do 2
 * stycznia (przerwa świąteczna).`
 */
export function deviationInWords(deviation: Deviation, words: Words, language: string): string {
  const { first, last, kind, open, reasons } = deviation;
  const days =
    first === last
      ? `${words.hours.onWeekdays[weekdayOf(first)]} ${dayAndMonth(first, words)}`
      : words.hours.fromTo(dayAndMonth(first, words), dayAndMonth(last, words));
  const reason = reasons.map((one) => reasonInWords(one, words, language)).join(', ');
  return words.hours.deviation[kind](days, reason, spansInWords(open, words));
}

/** @returns the title of an unusual day for a calendar, with the name of the club: `Klub zamknięty (Wigilia)` */
export function eventTitle(hours: DayHours, words: Words, language: string): string {
  const { calendarByAppointment, calendarClosed, calendarOpen, calendarOpenDifferently } = words.hours;
  const { open, reason } = hours;
  if (reason.kind === 'ordinary') return open.length === 0 ? calendarClosed : calendarOpen;
  const state =
    reason.kind === 'exception' && reason.exception.kind === 'by-appointment'
      ? calendarByAppointment
      : open.length === 0
        ? calendarClosed
        : calendarOpenDifferently(spansInWords(open, words));
  return `${state} (${reasonInWords(reason, words, language)})`;
}

/** Consecutive open days with the same hours. */
interface Run {
  readonly first: Weekday;
  last: Weekday;
  readonly spans: readonly Span[];
  readonly hours: string;
}

function runsOf(week: Week, words: Words): Run[] {
  const runs: Run[] = [];
  for (const weekday of weekdays) {
    const spans = week[weekday];
    if (spans.length === 0) continue;
    const hours = spansInWords(spans, words);
    const run = runs.at(-1);
    if (run && run.hours === hours && run.last === weekday - 1) run.last = weekday;
    else runs.push({ first: weekday, last: weekday, spans, hours });
  }
  return runs;
}

/**
 * @returns the open days of the week, consecutive days with the same hours together: `[['poniedziałek',
 * '7.30–17.00'], ['wtorek–czwartek', '7.30–15.30'], …]`
 */
export function weekInShort(week: Week, words: Words): [days: string, hours: string][] {
  const { weekdays: names, to } = words.hours;
  return runsOf(week, words).map(({ first, last, hours }) => [
    first === last ? names[first] : `${names[first]}${to}${names[last]}`,
    hours,
  ]);
}

/**
 * @returns the week in a short form, one text for each group of days: `['pon 7.30–17', 'wt–czw 7.30–15.30', 'pt
 * 7.30–14']`
 */
export function weekInBrief(week: Week, words: Words): string[] {
  const { time, to, shortWeekdays: day } = words.hours;
  const hour = (minute: number) => time(minute).replace(/\D00$/, '');
  return runsOf(week, words).map(({ first, last, spans }) => {
    const days = first === last ? day[first] : `${day[first]}${to}${day[last]}`;
    return `${days} ${spans.map(({ opens, closes }) => `${hour(opens)}${to}${hour(closes)}`).join(', ')}`;
  });
}
