import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Answer, SqlValue } from '../statements.ts';

/** Runs one statement synchronously. @throws the errors of SQLite */
type SyncQuery = (statement: string, values?: readonly SqlValue[]) => Answer;

/** @returns a function that runs statements, and prepares each at its first run */
export function createSyncQuery(database: DatabaseSync): SyncQuery {
  const prepared = new Map<string, StatementSync>();
  return (text, values = []) => {
    const statement = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, statement);
    const named = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
    if (statement.columns().length === 0) return { rows: [], count: Number(statement.run(named).changes) };
    const rows = statement.all(named);
    return { rows, count: rows.length };
  };
}
