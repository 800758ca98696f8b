import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Makes a file that is written once and kept. Written whole under another name and then linked, so that two processes
 * starting at once agree on one: where the file is there already, it stays.
 *
 * @param mode for example that of `fileModeIn`; as it stands, only the owner may read the file
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
