import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Creates a file that is never overwritten. It is written under another name and then linked, so that two processes
 * starting at once agree on one file; an existing file stays.
 *
 * @param mode for example that of `fileModeIn`; default: only the owner may read the file
 */
export function keepOnce(file: string, content: string | Uint8Array, mode: number = 0o600): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx', flush: true });
  if (mode !== 0o600) chmodSync(draft, mode);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
