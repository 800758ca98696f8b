import { statSync } from 'node:fs';

/**
 * A database file that was removed or replaced while it was open still takes writes, and all of them are lost when
 * the process ends.
 *
 * @param file the store's file, already open; or `:memory:`
 * @returns a function that throws, with the code `STORE_GONE`, when the file is no longer in its place
 */
export function createPlaceGuard(file: string): () => void {
  if (file === ':memory:') return () => {};
  const identity = () => {
    const status = statSync(file, { bigint: true, throwIfNoEntry: false });
    return status && `${status.dev}:${status.ino}`;
  };
  const opened = identity();
  return () => {
    if (identity() === opened) return;
    throw Object.assign(new Error('another file stands where the store was'), { code: 'STORE_GONE' });
  };
}
