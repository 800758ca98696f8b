import type { Row } from './progress-rows.ts';

/** A parameter of a statement: `$1` is the first one, in SQLite as in PostgreSQL. */
export type SqlValue = string | number | Uint8Array | null;

/** The result of a statement. */
export interface Answer {
  readonly rows: readonly Row[];
  /** Number of rows written, or read. */
  readonly count: number;
}

/** Runs one statement as a separate transaction: when it resolves, the data are on disk. */
export type Query = (statement: string, values?: readonly SqlValue[]) => Promise<Answer>;

/** Runs statements as one transaction: when it resolves, all are on disk; when it rejects, none is done. */
export type Transact = (
  statements: readonly (readonly [statement: string, values: readonly SqlValue[]])[],
) => Promise<readonly Answer[]>;
