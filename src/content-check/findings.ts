/** An error stops the build; a warning and a hint do not. */
export type Severity = 'error' | 'warning' | 'hint';

/** A message about one line of a file. */
export interface Finding {
  readonly severity: Severity;
  /**
   * Path within the content folder, with slashes: `pl/strony/klub.md`; relative to the project's folder if it starts
   * with a slash.
   */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong and what to write instead, in Polish. */
  readonly message: string;
  /** The path of its field, keys and indexes joined by full stops, when known: `wyjatki.2.od`. */
  readonly field?: string;
}

/** A finding without its file. */
export type Fault = Pick<Finding, 'line' | 'message' | 'field'>;

/** A fact that only staff can fill in or confirm before the site goes public. */
export type LaunchRow = Pick<Finding, 'file' | 'line' | 'message'>;

/** @returns the faults as errors of a file. */
export const errorsIn = (file: string, faults: readonly Fault[]): Finding[] =>
  faults.map((fault) => ({ severity: 'error', file, ...fault }));

/** @returns the faults as hints for a file. */
export const hintsIn = (file: string, faults: readonly Fault[]): Finding[] =>
  faults.map((fault) => ({ severity: 'hint', file, ...fault }));

/** Sorts findings by file, then by line. */
export const byPlace = (one: Finding, other: Finding): number =>
  one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1;
