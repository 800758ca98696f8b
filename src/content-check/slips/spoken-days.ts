import { addDays, type Day, isDay, weekdayOf } from '../../hours/days.ts';
import { holidayOn } from '../../hours/holidays.ts';
import { fold } from '../../search/fold.ts';
import { pl } from '../../words/pl.ts';
import type { Fault } from '../findings.ts';
import { monthNames } from '../polish-dates.ts';
import { type Block, lineWithin } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** Beginnings of the names of weekdays in any grammatical case, without diacritics, from Monday on. */
const weekdayStarts = ['poniedzial', 'wtor', 'srod', 'czwart', 'piat', 'sobo', 'niedziel'];

const weekday =
  '(?:poniedział(?:ek|ku)|wtor(?:ek|ku)|środ[aęy]|czwart(?:ek|ku)|piąt(?:ek|ku)|sobot[aęy]|niedziel[aęi])';
const date = `(\\d{1,2})(?:\\.(\\d{1,2})(?:\\.(\\d{4}))?(?!\\d)|\\s+(${monthNames.join('|')})(?:\\s+(\\d{4}))?)`;
/** "we wtorek, 16 grudnia 2026"; "16.12.2026 (wtorek)". */
const weekdayFirst = new RegExp(`(?<!\\p{L})(${weekday}),?\\s+\\(?(?:dnia\\s+)?${date}`, 'giu');
const weekdayLast = new RegExp(`(?<![\\d.])${date}(?:\\s+(?:roku|r\\.))?\\s*\\((${weekday})[),]`, 'giu');

/**
 * @param written the groups of `date`
 * @param near the day on which the text was written; without it a date without a year is ignored
 * @returns the day; for a date without a year the first one from some weeks before `near` on
 */
function dayOf(written: readonly (string | undefined)[], near: Day | undefined): Day | undefined {
  const [day = '', monthNumber, shortYear, monthName, longYear] = written;
  const month = monthNumber ?? String(monthNames.indexOf((monthName ?? '').toLowerCase()) + 1);
  const rest = `-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const year = shortYear ?? longYear;
  if (year !== undefined) return isDay(year + rest) ? year + rest : undefined;
  if (near === undefined || !isDay(near)) return undefined;
  const thisYear = Number(near.slice(0, 4));
  return [thisYear, thisYear + 1]
    .map((one) => one + rest)
    .find((one) => isDay(one) && one >= addDays(near, -60));
}

const inWords = (day: Day): string =>
  `${Number(day.slice(8))} ${monthNames[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

/** @returns hints for weekdays that do not match the date beside them */
function wrongWeekdays(block: Block, near: Day | undefined): Fault[] {
  const found = [
    ...[...block.text.matchAll(weekdayFirst)].map(({ index, 1: name, ...match }) => ({
      index,
      name,
      day: dayOf([match[2], match[3], match[4], match[5], match[6]], near),
    })),
    ...[...block.text.matchAll(weekdayLast)].map(({ index, 6: name, ...match }) => ({
      index,
      name,
      day: dayOf([match[1], match[2], match[3], match[4], match[5]], near),
    })),
  ];
  return found.flatMap(({ index, name = '', day }): Fault[] => {
    if (day === undefined) return [];
    const is = weekdayOf(day);
    if (fold(name).startsWith(weekdayStarts[is - 1] ?? '')) return [];
    return [
      {
        line: lineWithin(block, index),
        message: `Dzień tygodnia nie pasuje do daty: ${inWords(day)} to ${pl.hours.weekdays[is]}, a tu jest „${name}”. Sprawdź w kalendarzu i popraw jedno z nich.`,
      },
    ];
  });
}

/** Consecutive days on which the club is not open as usual. */
export interface DayRange {
  readonly first: Day;
  readonly last: Day;
}

const anyDate = new RegExp(`(?<![\\d.:])${date}`, 'giu');
const saysClosed = (sentence: string): boolean =>
  /(?<!\p{L})(?:klub|KIS(?!\p{L}))/iu.test(sentence) && /(?<!\p{L})(?:zamknięt|nieczynn)/iu.test(sentence);
const sentenceEnd = /(?<=\p{L}{2}[.!?])\s+(?=[\p{Lu}\d])/u;

/**
 * @param exceptions the days of `przerwy.yaml`; undefined when that file has faults
 * @returns hints for days on which a piece of news says that the club is closed, while the site shows it as open
 */
export function untoldClosures(
  { folder, language, draft, title, blocks, frontMatter }: Page,
  exceptions: readonly DayRange[] | undefined,
  today: Day,
): Fault[] {
  if (folder !== 'aktualnosci' || language !== 'pl' || draft || exceptions === undefined) return [];
  const fields = (frontMatter.value ?? {}) as Readonly<Record<string, unknown>>;
  const published = typeof fields['data'] === 'string' ? fields['data'] : undefined;
  const texts: Block[] = [
    { text: title ?? '', line: frontMatter.lineOf(['tytul']), official: false },
    ...blocks,
  ];
  const told = new Set<Day>();
  return texts.flatMap(({ text, line }) =>
    text
      .split(sentenceEnd)
      .filter(saysClosed)
      .flatMap((sentence) => [...sentence.matchAll(anyDate)])
      .flatMap((match): Fault[] => {
        const day = dayOf(match.slice(1), published);
        if (day === undefined || day < today || weekdayOf(day) > 5 || holidayOn(day) || told.has(day))
          return [];
        if (exceptions.some(({ first, last }) => first <= day && day <= last)) return [];
        told.add(day);
        return [
          {
            line,
            message: `Jeśli ${inWords(day)} klub jest zamknięty, dopisz ten dzień w fakty/przerwy.yaml. Inaczej portal pokaże wtedy, że jest otwarty.`,
          },
        ];
      }),
  );
}

/** Words that are true on one day only; "dziś" may also mean "in our time", so only notices are checked for it. */
const passing = /(?<!\p{L})(?:jutro|pojutrze|wczoraj)(?!\p{L})/giu;
const passingInNotices = /(?<!\p{L})(?:dziś|dzisiaj|jutro|pojutrze|wczoraj)(?!\p{L})/giu;

const passingWords = (block: Block, pattern: RegExp, until: string): Fault[] =>
  [...block.text.matchAll(pattern)].map(({ 0: word, index }) => ({
    line: lineWithin(block, index),
    message: `Słowo „${word}” jest prawdą tylko jednego dnia, a ${until}. Napisz datę, na przykład: w czwartek 24 grudnia.`,
  }));

/** @returns hints for statements about days on a page or in a piece of news that are wrong when it is read later */
export function checkSpokenDays({ folder, language, title, blocks, frontMatter }: Page): Fault[] {
  if (language !== 'pl') return [];
  const fields = (frontMatter.value ?? {}) as Readonly<Record<string, unknown>>;
  const own: Block[] = [
    { text: title ?? '', line: frontMatter.lineOf(['tytul']), official: false },
    { text: String(fields['opis'] ?? ''), line: frontMatter.lineOf(['opis']), official: false },
    ...blocks.filter(({ official }) => !official),
  ];
  const isNews = folder === 'aktualnosci';
  const published = isNews && typeof fields['data'] === 'string' ? fields['data'] : undefined;
  return own.flatMap((block) => [
    ...wrongWeekdays(block, published),
    ...(isNews ? passingWords(block, passing, 'wiadomość czyta się też później') : []),
  ]);
}

/**
 * @param block a text of an entry with a range of days
 * @param isNotice whether it is shown on every page on all these days
 * @returns hints for statements about days that cannot be right
 */
export const spokenDaysOfEntry = (block: Block, first: Day, last: Day, isNotice: boolean): Fault[] => [
  ...wrongWeekdays(block, first),
  ...(isNotice && first < last
    ? passingWords(block, passingInNotices, `komunikat widać od ${first} do ${last}`)
    : []),
];
