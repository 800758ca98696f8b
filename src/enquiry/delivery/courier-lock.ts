import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFile, makeFolder } from '../../durable-file.ts';
import { errorCodeOf } from '../../error-code.ts';

const busy = 'SQLITE_5';

/** Connections that hold a lock: were one collected as garbage, its lock would be given back unnoticed. */
const held = new Set<DatabaseSync>();

/** @returns the file whose lock says that a courier works on this store */
export const courierLockFile = (storeFile: string): string => `${storeFile}.courier`;

/**
 * Makes sure that one courier works on a store in an SQLite file: two would not know of each other's limit of
 * connections. The lock is the system's own, on an empty database of its own beside the store, and is free again
 * however the process ends.
 *
 * @param storeFile the store's file
 * @returns what gives the lock back; undefined while another process holds it
 * @throws when the lock's file cannot be made
 */
export function holdCourierLock(storeFile: string): (() => void) | undefined {
  const file = courierLockFile(storeFile);
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
