import type { Godziny } from '../content-schemas/godziny.ts';
import { type Weekday, type Words, weekdays } from '../words/words.ts';

/** @returns a telephone number as a `tel:` address; numbers in content are Polish, without the +48. */
export const telephoneAddress = (number: string): string => `tel:+48${number.replaceAll(' ', '')}`;

/** @returns a text that never parts at the end of a line: a telephone number, a post code with its town. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** @returns a street whose house number stays with the last word of its name. */
export const houseNumberBound = (street: string): string =>
  street.replace(/ (?=\S+$)|(?<=^ul\.) /g, '\u00a0');

/** @returns a day `RRRR-MM-DD` in the words of a language, for example `1 czerwca 2025 r.` */
export function dayInWords(day: string, words: Words): string {
  const text = new Intl.DateTimeFormat(words.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  return (words.tag === 'pl' ? `${text} r.` : text).replaceAll(' ', '\u00a0');
}

/** @returns a moment as Warsaw's clocks show it, for example `22 listopada 2026 r., 14.05`. */
export function momentInWords(moment: Date, words: Words): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Warsaw', ...options }).format(moment);
  const day = part({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${dayInWords(day, words)}, ${words.hours.time(minuteOf(time))}`;
}

const minuteOf = (time: string): number => {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
};

/** @returns a day's spans (`7:30-17:00`) as people read them (`7.30–17.00`), or the word for closed. */
export function spansInWords(spans: readonly string[], words: Words): string {
  if (spans.length === 0) return words.hours.closed;
  return spans
    .map((span) =>
      span
        .split('-')
        .map((time) => words.hours.time(minuteOf(time)))
        .join(words.hours.to),
    )
    .join(', ');
}

/**
 * @returns the open days of the week, neighbours with the same hours taken together:
 * `[['pon.', '7.30–17.00'], ['wt.–czw.', '7.30–15.30'], …]`
 */
export function weekInShort(week: Godziny['tydzien'], words: Words): [days: string, hours: string][] {
  const runs: { first: Weekday; last: Weekday; hours: string }[] = [];
  for (const [index, weekday] of weekdays.entries()) {
    if (week[weekday].length === 0) continue;
    const hours = spansInWords(week[weekday], words);
    const run = runs.at(-1);
    if (run && run.hours === hours && run.last === weekdays[index - 1]) run.last = weekday;
    else runs.push({ first: weekday, last: weekday, hours });
  }
  const short = words.hours.weekdaysShort;
  return runs.map(({ first, last, hours }) => [
    first === last ? short[first] : `${short[first]}${words.hours.to}${short[last]}`,
    hours,
  ]);
}
