import type { Day, Weekday } from './days.ts';

/** A part of a day in minutes from 00:00 by Warsaw's clocks: open at `opens`, no longer open at `closes`. */
export interface Span {
  readonly opens: number;
  readonly closes: number;
}

/** Spans of each day of an ordinary week, earlier ones first; none on a day without opening. */
export type Week = Readonly<Record<Weekday, readonly Span[]>>;

interface Range {
  readonly first: Day;
  readonly last: Day;
  /** Why, for readers, by language (`pl`, `uk`, `en`). */
  readonly reason: Readonly<Record<string, string>>;
}

/**
 * Days that differ from the ordinary week. Exceptions do not overlap. A range that holds a day of ordinary
 * opening speaks of such days only: two weeks of longer hours open no Sunday. A Saturday by itself opens.
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
