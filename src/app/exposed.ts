import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSharedFolder } from '../durable-file.ts';

/** Of the bits of a mode: anybody on this machine, and the group too, unless the folder is shared with it on purpose. */
const othersBits = (directory: string): number => (isSharedFolder(directory) ? 0o007 : 0o077);

/**
 * @returns a warning when others on this machine than the site's own users may read what people wrote; undefined when
 *   not, or where modes mean nothing
 */
export function exposureWarning(dataDirectory: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const others = othersBits(dataDirectory);
  // Nobody gets at what lies in a folder that is closed.
  if ((statSync(dataDirectory).mode & others) === 0) return undefined;
  const open = readdirSync(dataDirectory).filter((name) => {
    const found = statSync(join(dataDirectory, name), { throwIfNoEntry: false });
    return found !== undefined && (found.mode & others) !== 0;
  });
  const what = open.length === 0 ? 'see the names of the files' : `read ${open.join(', ')}`;
  return `others on this machine may ${what} in ${dataDirectory}; close it: chmod ${others === 0o007 ? 'o-rwx' : 'go-rwx'} ${dataDirectory}`;
}
