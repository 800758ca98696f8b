import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Answer, SqlValue } from '../statements.ts';

/** Runs one statement synchronously. @throws the errors of SQLite */
type SyncQuery = (statement: string, values?: readonly SqlValue[]) => Answer;

interface Prepared {
  readonly statement: StatementSync;
  /** Whether it answers with rows; asked once, because describing the columns costs as much as a small query. */
  readonly hasRows: boolean;
}

function prepare(database: DatabaseSync, text: string): Prepared {
  const statement = database.prepare(text);
  return { statement, hasRows: statement.columns().length > 0 };
}

/** @returns a function that runs statements, and prepares each at its first run */
export function createSyncQuery(database: DatabaseSync): SyncQuery {
  const known = new Map<string, Prepared>();
  return (text, values = []) => {
    const prepared = known.get(text) ?? prepare(database, text);
    known.set(text, prepared);
    const named = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
    if (!prepared.hasRows) return { rows: [], count: Number(prepared.statement.run(named).changes) };
    const rows = prepared.statement.all(named);
    return { rows, count: rows.length };
  };
}
