import type { Day, Weekday } from './days.ts';

/** A part of a day in minutes from 00:00, Warsaw time: open from `opens`, closed from `closes`. */
export interface Span {
  readonly opens: number;
  readonly closes: number;
}

/** The spans of each day of an ordinary week, in order; empty on a day that is closed. */
export type Week = Readonly<Record<Weekday, readonly Span[]>>;

interface Range {
  readonly first: Day;
  readonly last: Day;
  /** The reason, for readers, by language (`pl`, `uk`, `en`). */
  readonly reason: Readonly<Record<string, string>>;
}

/**
 * Days that differ from the ordinary week. Exceptions do not overlap. A range that includes an ordinarily open day
 * applies to such days only: two weeks of longer hours do not open a Sunday. A range of a single Saturday does open
 * it.
 */
export type Exception = Range &
  (
    | { readonly kind: 'closed' | 'by-appointment' }
    | { readonly kind: 'shortened' | 'longer'; readonly span: Span }
  );

export interface Schedule {
  readonly week: Week;
  readonly exceptions: readonly Exception[];
}
