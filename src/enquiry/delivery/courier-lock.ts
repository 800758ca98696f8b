import { holdFileLock } from '../../file-lock.ts';

/** @returns the file whose lock says that a courier works on this store */
export const courierLockFile = (storeFile: string): string => `${storeFile}.courier`;

/**
 * Makes sure that one courier works on a store in an SQLite file: two would not know of each other's limit of
 * connections.
 *
 * @param storeFile the store's file
 * @returns what gives the lock back; undefined while another process holds it
 * @throws when the lock's file cannot be made
 */
export const holdCourierLock = (storeFile: string): (() => void) | undefined =>
  holdFileLock(courierLockFile(storeFile));
