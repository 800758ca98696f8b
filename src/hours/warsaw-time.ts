import { type Day, type Weekday, weekdayOf } from './days.ts';

/**
 * Warsaw's clocks, whatever the zone of the machine. By `Intl`, not `Temporal`: the site must also run on
 * Node 22 and 24, which have no `Temporal`.
 */

/** What calendars and clocks in Warsaw show at a moment. `minute` counts from 00:00, 0 to 1439. */
export interface WarsawTime {
  readonly day: Day;
  readonly weekday: Weekday;
  readonly minute: number;
}

const minuteInMilliseconds = 60_000;
const hourInMilliseconds = 60 * minuteInMilliseconds;
const dayInMilliseconds = 24 * 60 * minuteInMilliseconds;

const offsets = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Warsaw', timeZoneName: 'longOffset' });

/** @returns milliseconds by which Warsaw's clocks are ahead of UTC, from a name such as `GMT+02:00`. */
function readOffset(milliseconds: number): number {
  const name = offsets.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, hours, minutes] = /^GMT\+(\d\d):(\d\d)$/.exec(name) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new Error(`Unknown offset of Europe/Warsaw: ${name}`);
  return (Number(hours) * 60 + Number(minutes)) * minuteInMilliseconds;
}

/** By the hour since 1970: clocks are changed at whole hours, and `Intl` takes as long as all else about a moment. */
const known = new Map<number, number>();
const mostKnown = 10_000;

function offsetAt(milliseconds: number): number {
  const hour = Math.floor(milliseconds / hourInMilliseconds);
  const offset = known.get(hour) ?? readOffset(milliseconds);
  if (known.size >= mostKnown) known.clear();
  known.set(hour, offset);
  return offset;
}

/** @returns what Warsaw's clocks show at a moment; @throws RangeError on an invalid date. */
export function warsawTime(moment: Date): WarsawTime {
  const shown = new Date(moment.getTime() + offsetAt(moment.getTime()));
  const day = shown.toISOString().slice(0, 10);
  return { day, weekday: weekdayOf(day), minute: shown.getUTCHours() * 60 + shown.getUTCMinutes() };
}

/**
 * @param day a day in Warsaw
 * @param minute minute of that day by Warsaw's clocks, 0 to 1440
 * @returns the first moment at which the clocks show that minute; for a minute that the change to summer
 * time leaves out, the moment of the change
 */
export function momentOf(day: Day, minute: number): Date {
  const shown = Date.parse(`${day}T00:00:00Z`) + minute * minuteInMilliseconds;
  const offsetBefore = offsetAt(shown - dayInMilliseconds);
  const offsetAfter = offsetAt(shown + dayInMilliseconds);
  for (const offset of [offsetBefore, offsetAfter]) {
    if (offsetAt(shown - offset) === offset) return new Date(shown - offset);
  }
  return momentOf(day, minute + 1);
}
