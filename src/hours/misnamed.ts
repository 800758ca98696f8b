import { type Day, daysFrom } from './days.ts';
import { openOn, sameSpans } from './opening.ts';
import type { Exception, Span, Week } from './schedule.ts';

/** An exception with hours that are not what it is called. */
export interface Misnamed {
  readonly fault: 'not-shorter' | 'not-longer' | 'as-usual' | 'closed-anyway';
  /** The first day on which this shows. */
  readonly day: Day;
  /** The ordinary hours of that day. */
  readonly ordinary: readonly Span[];
}

const minutes = (spans: readonly Span[]): number =>
  spans.reduce((sum, { opens, closes }) => sum + closes - opens, 0);

/** Whoever comes at the usual time finds it open for a part of it, and nobody needs another time. */
function isShorter(open: readonly Span[], ordinary: readonly Span[]): boolean {
  const [from, to] = [ordinary[0]?.opens, ordinary.at(-1)?.closes];
  if (from === undefined || to === undefined) return false;
  return (
    open.every(({ opens, closes }) => from <= opens && closes <= to) && minutes(open) < minutes(ordinary)
  );
}

/** @returns what is wrong with the hours of an exception against the ordinary week; undefined: nothing, or it has none */
export function misnamed(exception: Exception, week: Week): Misnamed | undefined {
  const { first, last, kind } = exception;
  if (kind !== 'shortened' && kind !== 'longer') return undefined;
  const days = daysFrom(first, 367)
    .filter((day) => day <= last)
    .map((day) => openOn({ week, exceptions: [exception] }, day));
  const [start] = days;
  if (start === undefined) return undefined;
  const held = days.filter(({ reason }) => reason.kind === 'exception');
  const [one] = held;
  if (one === undefined) return { fault: 'closed-anyway', day: start.day, ordinary: start.ordinary };
  if (held.every(({ open, ordinary }) => sameSpans(open, ordinary)))
    return { fault: 'as-usual', day: one.day, ordinary: one.ordinary };
  const unlike =
    kind === 'shortened'
      ? held.find(({ open, ordinary }) => !sameSpans(open, ordinary) && !isShorter(open, ordinary))
      : held.every(({ open, ordinary }) => isShorter(open, ordinary))
        ? one
        : undefined;
  const fault = kind === 'shortened' ? 'not-shorter' : 'not-longer';
  return unlike && { fault, day: unlike.day, ordinary: unlike.ordinary };
}
