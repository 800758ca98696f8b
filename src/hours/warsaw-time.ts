import { day as dayLength, hour as hourLength, minute as minuteLength } from '../durations.ts';
import { type Day, type Weekday, weekdayOf } from './days.ts';

/**
 * Warsaw time, independent of the time zone of the machine. Uses `Intl`, not `Temporal`: the site must also run on
 * Node 22 and 24, which have no `Temporal`.
 */

/** Date and time in Warsaw at a moment. `minute` counts from 00:00, 0 to 1439. */
export interface WarsawTime {
  readonly day: Day;
  readonly weekday: Weekday;
  readonly minute: number;
}

/** Made when it is first needed: it costs a start several milliseconds, and most requests ask for no day. */
let offsets: Intl.DateTimeFormat | undefined;

/** @returns milliseconds by which Warsaw time is ahead of UTC, from a name such as `GMT+02:00` */
function readOffset(milliseconds: number): number {
  offsets ??= new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Warsaw', timeZoneName: 'longOffset' });
  const name = offsets.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, hours, minutes] = /^GMT\+(\d\d):(\d\d)$/.exec(name) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new Error(`Unknown offset of Europe/Warsaw: ${name}`);
  return (Number(hours) * 60 + Number(minutes)) * minuteLength;
}

/** Cache by hour since 1970: the offset changes only at whole hours, and calling `Intl` is slow. */
const known = new Map<number, number>();
const mostKnown = 10_000;

function offsetAt(milliseconds: number): number {
  const hour = Math.floor(milliseconds / hourLength);
  const offset = known.get(hour) ?? readOffset(milliseconds);
  if (known.size >= mostKnown) known.clear();
  known.set(hour, offset);
  return offset;
}

/** @returns date and time in Warsaw at a moment; @throws RangeError for an invalid date */
export function warsawTime(moment: Date): WarsawTime {
  const shown = new Date(moment.getTime() + offsetAt(moment.getTime()));
  const day = shown.toISOString().slice(0, 10);
  return { day, weekday: weekdayOf(day), minute: shown.getUTCHours() * 60 + shown.getUTCMinutes() };
}

/**
 * @param day a day in Warsaw
 * @param minute minute of that day in Warsaw time, 0 to 1440
 * @returns the first moment with that time; for a minute that is skipped at the change to summer time, the moment of
 * the change
 */
export function momentOf(day: Day, minute: number): Date {
  const shown = Date.parse(`${day}T00:00:00Z`) + minute * minuteLength;
  const offsetBefore = offsetAt(shown - dayLength);
  const offsetAfter = offsetAt(shown + dayLength);
  for (const offset of [offsetBefore, offsetAfter]) {
    if (offsetAt(shown - offset) === offset) return new Date(shown - offset);
  }
  return momentOf(day, minute + 1);
}
