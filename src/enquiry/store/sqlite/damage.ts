import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { columnsBeforeSteps, recordColumns, toRecord } from '../rows.ts';
import type { EnquiryRecord } from '../store.ts';

/** Suffixes of the files of one database; they are moved together. */
const companions = ['', '-wal', '-shm'] as const;

/** @returns the primary result code (sqlite.org/rescode.html): the low eight bits; the higher ones tell the kind */
function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error ? (error as Error & { errcode?: unknown }).errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

const corrupt = 11;
const notADatabase = 26;
const constraint = 19;

/** @returns whether the database file itself is damaged */
export const isDamage = (error: unknown): boolean =>
  [corrupt, notADatabase].some((code) => code === resultCode(error));

/** @returns whether the tables refuse such a row */
export const isConstraintViolation = (error: unknown): boolean => resultCode(error) === constraint;

/** @throws an error for which `isDamage` is true, when the integrity check fails */
export function requireSound(database: DatabaseSync): void {
  const found = Object.values(database.prepare('PRAGMA integrity_check(1)').get() ?? {})[0];
  if (found !== 'ok') throw Object.assign(new Error('the store is damaged'), { errcode: corrupt });
}

/**
 * Renames a database that is not open here, unchanged.
 *
 * @returns its new path
 */
export function setAside(file: string, now: Date): string {
  const aside = `${file}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
  for (const companion of companions) {
    if (existsSync(file + companion)) renameSync(file + companion, aside + companion);
  }
  return aside;
}

/** Used when even the highest row number cannot be read. */
const rowsToTry = 100_000;

function highestRow(database: DatabaseSync): number {
  try {
    return Number(database.prepare('SELECT max(rowid) AS highest FROM enquiry').get()?.['highest'] ?? 0);
  } catch {
    return rowsToTry;
  }
}

function prepareOne(database: DatabaseSync): StatementSync {
  const select = (columns: string) => database.prepare(`SELECT ${columns} FROM enquiry WHERE rowid = ?`);
  try {
    return select(recordColumns);
  } catch {
    return select(columnsBeforeSteps);
  }
}

function readRows(database: DatabaseSync): readonly EnquiryRecord[] {
  const one = prepareOne(database);
  const read: EnquiryRecord[] = [];
  for (let row = highestRow(database); row > 0; row -= 1) {
    try {
      const found = one.get(row);
      if (found !== undefined) read.push(toRecord(found));
    } catch {
      // This row is lost; the next one may be readable.
    }
  }
  return read.reverse();
}

/**
 * Reads the rows of a damaged database that are still readable. Works on a temporary copy: opening a database changes
 * it, and a person may want to try with better tools.
 *
 * @returns oldest first; may be empty
 */
export function salvage(file: string): readonly EnquiryRecord[] {
  const copy = `${file}.reading`;
  try {
    for (const companion of ['', '-wal'])
      if (existsSync(file + companion)) copyFileSync(file + companion, copy + companion);
    const database = new DatabaseSync(copy, { defensive: false });
    try {
      // Without this SQLite reads nothing from a truncated file.
      database.exec('PRAGMA writable_schema = ON');
      return readRows(database);
    } finally {
      database.close();
    }
  } catch {
    return [];
  } finally {
    for (const companion of companions) rmSync(copy + companion, { force: true });
  }
}
