import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSharedFolder } from '../durable-file.ts';

/** Bits of a file mode: other users, and the group too, unless the folder is shared with it on purpose. */
const othersBits = (directory: string): number => (isSharedFolder(directory) ? 0o007 : 0o077);

/**
 * @returns a warning when other users of this machine may read enquiries; undefined when not, or where file modes
 * mean nothing
 */
export function exposureWarning(dataDirectory: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const others = othersBits(dataDirectory);
  // Nobody can open a file in a folder that is closed to them.
  if ((statSync(dataDirectory).mode & others) === 0) return undefined;
  const open = readdirSync(dataDirectory).filter((name) => {
    const found = statSync(join(dataDirectory, name), { throwIfNoEntry: false });
    return found !== undefined && (found.mode & others) !== 0;
  });
  const what = open.length === 0 ? 'see the names of the files' : `read ${open.join(', ')}`;
  return `others on this machine may ${what} in ${dataDirectory}; close it: chmod ${others === 0o007 ? 'o-rwx' : 'go-rwx'} ${dataDirectory}`;
}
