import type { Day, Weekday } from '../hours/days.ts';
import type { DayHours } from '../hours/opening.ts';
import type { Span, Week } from '../hours/schedule.ts';
import { type ContentLine, escapeText, toFile } from './content-lines.ts';

/** What the file of opening hours is made of. Texts are plain; the writer escapes them. */
export interface HoursCalendar {
  readonly week: Week;
  /** First and last day that the file speaks of. After the last one it claims no opening: no one knows yet. */
  readonly first: Day;
  readonly last: Day;
  /** Days of that time that differ from the week, in their order. */
  readonly deviations: readonly DayHours[];
  /** When the file was made. */
  readonly stamp: Date;
  /** Domain of the site; events keep their identifiers from one making of the file to the next. */
  readonly domain: string;
  readonly texts: {
    readonly name: string;
    /** Language tag of the texts. */
    readonly language: string;
    /** Title of an ordinary opening. */
    readonly open: string;
    readonly location: string;
    /** Title of a day that differs: closed or by appointment, and why. */
    readonly deviation: (hours: DayHours) => string;
  };
}

const weekdayCodes: Readonly<Record<Weekday, string>> = {
  1: 'MO',
  2: 'TU',
  3: 'WE',
  4: 'TH',
  5: 'FR',
  6: 'SA',
  7: 'SU',
};
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];

/** Central European time with the changes of Directive 2000/84/EC, unaltered since 1996. */
const warsawZone: readonly ContentLine[] = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Warsaw',
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'END:STANDARD',
  'END:VTIMEZONE',
];

const dateOf = (day: Day): string => day.replaceAll('-', '');

const utcOf = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

function localOf(day: Day, minute: number): string {
  const [hours, minutes] = [Math.trunc(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'));
  return `${dateOf(day)}T${hours}${minutes}00`;
}

const inWarsaw = (property: string, day: Day, minute: number): ContentLine =>
  `${property};TZID=Europe/Warsaw:${localOf(day, minute)}`;

/** @returns the day so many days after another. */
function after(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

/** @returns the first day, from the given one on, that falls on a weekday. */
function firstOn(weekday: Weekday, from: Day): Day {
  const daysAhead = (weekday - new Date(from).getUTCDay() + 7) % 7;
  return after(from, daysAhead);
}

function event(calendar: HoursCalendar, name: string, lines: readonly ContentLine[]): ContentLine[] {
  return [
    'BEGIN:VEVENT',
    `UID:${name}@${calendar.domain}`,
    `DTSTAMP:${utcOf(calendar.stamp)}`,
    ...lines,
    'END:VEVENT',
  ];
}

const opening = (calendar: HoursCalendar, day: Day, span: Span): ContentLine[] => [
  inWarsaw('DTSTART', day, span.opens),
  inWarsaw('DTEND', day, span.closes),
  `LOCATION:${escapeText(calendar.texts.location)}`,
  'TRANSP:TRANSPARENT',
];

/** The last day is in UTC because the start has a time zone (RFC 5545, 3.3.10); its end, by any offset. */
const everyWeek = (weekday: Weekday, last: Day): ContentLine =>
  `RRULE:FREQ=WEEKLY;BYDAY=${weekdayCodes[weekday]};UNTIL=${dateOf(last)}T220000Z`;

function weeklyOpening(calendar: HoursCalendar, weekday: Weekday, span: Span, index: number): ContentLine[] {
  const day = firstOn(weekday, calendar.first);
  if (day > calendar.last) return [];
  const excluded = calendar.deviations.filter((one) => one.weekday === weekday);
  return event(calendar, `week-${weekdayCodes[weekday].toLowerCase()}-${index + 1}`, [
    ...opening(calendar, day, span),
    everyWeek(weekday, calendar.last),
    ...excluded.map((one) => inWarsaw('EXDATE', one.day, span.opens)),
    `SUMMARY:${escapeText(calendar.texts.open)}`,
  ]);
}

function differentDay(calendar: HoursCalendar, hours: DayHours): ContentLine[] {
  const summary = `SUMMARY:${escapeText(calendar.texts.deviation(hours))}`;
  const name = `day-${dateOf(hours.day)}`;
  if (hours.open.length === 0) {
    return event(calendar, name, [
      `DTSTART;VALUE=DATE:${dateOf(hours.day)}`,
      `DTEND;VALUE=DATE:${dateOf(after(hours.day, 1))}`,
      'TRANSP:TRANSPARENT',
      summary,
    ]);
  }
  return hours.open.flatMap((span, index) =>
    event(calendar, `${name}-${index + 1}`, [...opening(calendar, hours.day, span), summary]),
  );
}

/**
 * @returns the opening hours as an iCalendar file (RFC 5545; names and refreshing by RFC 7986): each opening
 * of the week repeats weekly but for the days that differ, and those are events of their own
 */
export function writeHoursCalendar(calendar: HoursCalendar): string {
  const { week, texts, deviations } = calendar;
  const name = escapeText(texts.name);
  return toFile([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//${calendar.domain}//opening hours//${texts.language.toUpperCase()}`,
    'METHOD:PUBLISH',
    `NAME:${name}`,
    // Google and Apple read this older name of the property.
    `X-WR-CALNAME:${name}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...warsawZone,
    ...weekdays.flatMap((weekday) =>
      week[weekday].flatMap((span, index) => weeklyOpening(calendar, weekday, span, index)),
    ),
    ...deviations.flatMap((hours) => differentDay(calendar, hours)),
    'END:VCALENDAR',
  ]);
}
