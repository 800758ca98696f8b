import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFile, makeFolder } from './durable-file.ts';
import { errorCodeOf } from './error-code.ts';

const busy = 'SQLITE_5';

/** Connections that hold a lock: were one collected as garbage, its lock would be given back unnoticed. */
const held = new Set<DatabaseSync>();

/**
 * A lock between processes. It is the system's own, on an empty database, and is free again however the process ends.
 *
 * @param file made when it is not there, with its folder, for the users of the folder above
 * @returns what gives the lock back; undefined while another process holds it
 * @throws when the file cannot be made
 */
export function holdFileLock(file: string): (() => void) | undefined {
  makeFolder(dirname(file));
  // Not opened when it exists: closing it would give up a lock that this process holds through SQLite (fcntl(2)).
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
