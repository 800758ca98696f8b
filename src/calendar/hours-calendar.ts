import { addDays, type Day, type Weekday, weekdays } from '../hours/days.ts';
import type { DayHours } from '../hours/opening.ts';
import type { Span } from '../hours/schedule.ts';
import { type ContentLine, escapeText, toFile } from './content-lines.ts';

/** The values of the calendar file, as plain texts; the writer escapes them. */
export interface HoursCalendar {
  /** The hours of consecutive days. The file says nothing about later days. */
  readonly days: readonly DayHours[];
  /** When the file was made. */
  readonly stamp: Date;
  /** Domain of the site; events keep their identifiers when the file is made again. */
  readonly domain: string;
  readonly texts: {
    readonly name: string;
    /** Language tag of the texts. */
    readonly language: string;
    /** Title of an ordinary opening. */
    readonly open: string;
    readonly location: string;
    /** Added to every opening, for example that nobody has confirmed the hours. */
    readonly description: string | undefined;
    /** Title of a day that differs from the week, with the reason. */
    readonly different: (hours: DayHours) => string;
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

/** Central European time with the changes of Directive 2000/84/EC, the same since 1996. */
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

const firstSecond = Date.UTC(2026, 0, 1) / 1_000;

/**
 * A calendar program accepts a new version of an event only when its number is higher (RFC 5546, 3.2.1). Seconds fit
 * into its 32 bits until 2094.
 */
const sequenceOf = (moment: Date): number => Math.max(0, Math.floor(moment.getTime() / 1_000) - firstSecond);

function localOf(day: Day, minute: number): string {
  const [hours, minutes] = [Math.trunc(minute / 60), minute % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${dateOf(day)}T${hours}${minutes}00`;
}

const inWarsaw = (property: string, day: Day, minute: number): ContentLine =>
  `${property};TZID=Europe/Warsaw:${localOf(day, minute)}`;

const has = (spans: readonly Span[], span: Span): boolean =>
  spans.some(({ opens, closes }) => opens === span.opens && closes === span.closes);

function event(calendar: HoursCalendar, name: string, lines: readonly ContentLine[]): ContentLine[] {
  return [
    'BEGIN:VEVENT',
    `UID:${name}@${calendar.domain}`,
    `DTSTAMP:${utcOf(calendar.stamp)}`,
    `SEQUENCE:${sequenceOf(calendar.stamp)}`,
    ...lines,
    'END:VEVENT',
  ];
}

const opening = (calendar: HoursCalendar, day: Day, span: Span): ContentLine[] => [
  inWarsaw('DTSTART', day, span.opens),
  inWarsaw('DTEND', day, span.closes),
  `LOCATION:${escapeText(calendar.texts.location)}`,
  ...(calendar.texts.description === undefined
    ? []
    : [`DESCRIPTION:${escapeText(calendar.texts.description)}`]),
  'TRANSP:TRANSPARENT',
];

/**
 * In UTC because the start has a time zone (RFC 5545, 3.3.10). 21:59:59 UTC is on the same day in Warsaw all year.
 */
const everyWeekUntil = (last: DayHours): ContentLine =>
  `RRULE:FREQ=WEEKLY;BYDAY=${weekdayCodes[last.weekday]};UNTIL=${dateOf(last.day)}T215959Z`;

function weeklyOpenings(calendar: HoursCalendar, weekday: Weekday): ContentLine[] {
  const days = calendar.days.filter((one) => one.weekday === weekday);
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return [];
  return first.ordinary.flatMap((span, index) =>
    event(calendar, `week-${weekdayCodes[weekday].toLowerCase()}-${index + 1}`, [
      ...opening(calendar, first.day, span),
      everyWeekUntil(last),
      ...days.filter(({ open }) => !has(open, span)).map(({ day }) => inWarsaw('EXDATE', day, span.opens)),
      `SUMMARY:${escapeText(calendar.texts.open)}`,
    ]),
  );
}

/** The end of an all-day event is exclusive (RFC 5545, 3.6.1); Outlook needs it. */
function differentDay(calendar: HoursCalendar, hours: DayHours): ContentLine[] {
  const { day, open, ordinary } = hours;
  const summary = `SUMMARY:${escapeText(calendar.texts.different(hours))}`;
  const name = `day-${dateOf(day)}`;
  if (open.length === 0) {
    const dates = [`DTSTART;VALUE=DATE:${dateOf(day)}`, `DTEND;VALUE=DATE:${dateOf(addDays(day, 1))}`];
    return event(calendar, name, [...dates, 'TRANSP:TRANSPARENT', summary]);
  }
  return open
    .filter((span) => !has(ordinary, span))
    .flatMap((span, index) =>
      event(calendar, `${name}-${index + 1}`, [...opening(calendar, day, span), summary]),
    );
}

/**
 * @returns the opening hours as an iCalendar file (RFC 5545; name and refresh interval by RFC 7986): each opening of
 * the week repeats weekly except on days that differ, and those are separate events
 */
export function writeHoursCalendar(calendar: HoursCalendar): string {
  const name = escapeText(calendar.texts.name);
  return toFile([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//${calendar.domain}//opening hours//${calendar.texts.language.toUpperCase()}`,
    'METHOD:PUBLISH',
    `NAME:${name}`,
    // Google and Apple read this older property.
    `X-WR-CALNAME:${name}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...warsawZone,
    ...weekdays.flatMap((weekday) => weeklyOpenings(calendar, weekday)),
    ...calendar.days.filter(({ differs }) => differs).flatMap((hours) => differentDay(calendar, hours)),
    'END:VCALENDAR',
  ]);
}
