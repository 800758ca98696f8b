import { statSync } from 'node:fs';

/**
 * A file that is open goes on taking what is written even after it was removed or replaced, and loses it with the
 * process.
 *
 * @param file the store's file, open by now; or `:memory:`
 * @returns throws, with the code `STORE_GONE`, once another file or none stands in its place
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
