import { holdFileLock } from '../../file-lock.ts';

/** @returns the file that the courier of this store locks */
export const courierLockFile = (storeFile: string): string => `${storeFile}.courier`;

/**
 * Makes sure that one courier works on a store in an SQLite file: two couriers would exceed the limit of connections
 * to the mail server.
 *
 * @param storeFile the store's file
 * @returns a function that releases the lock; undefined while another process holds it
 * @throws when the lock's file cannot be made
 */
export const holdCourierLock = (storeFile: string): (() => void) | undefined =>
  holdFileLock(courierLockFile(storeFile));
