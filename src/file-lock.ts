import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFile, makeFolder } from './durable-file.ts';
import { errorCodeOf } from './error-code.ts';

const busy = 'SQLITE_5';

/** Connections that hold a lock: garbage collection of one would release its lock. */
const held = new Set<DatabaseSync>();

/**
 * A lock between processes: a system lock on an empty database, which is released however the process ends.
 *
 * @param file created when missing, with its folder, for the users of the folder above
 * @returns a function that releases the lock; undefined while another process holds it
 * @throws when the file cannot be created
 */
export function holdFileLock(file: string): (() => void) | undefined {
  makeFolder(dirname(file));
  // An existing file is not opened: closing it would release a lock that this process holds through SQLite
  // (fcntl(2)).
  if (!existsSync(file)) makeFile(file);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    held.add(database);
    return () => {
      held.delete(database);
      database.close();
    };
  } catch (error) {
    database.close();
    if (errorCodeOf(error) === busy) return undefined;
    throw error;
  }
}
