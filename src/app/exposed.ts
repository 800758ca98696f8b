import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of the bits of a mode: anybody on this machine. */
const others = 0o007;

/**
 * @returns a warning when others on this machine than the site's own users may read what people wrote; undefined when
 *   not, or where modes mean nothing
 */
export function exposureWarning(dataDirectory: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  // Nobody gets at what lies in a folder that is closed.
  if ((statSync(dataDirectory).mode & others) === 0) return undefined;
  const open = readdirSync(dataDirectory).filter((name) => {
    const found = statSync(join(dataDirectory, name), { throwIfNoEntry: false });
    return found !== undefined && (found.mode & others) !== 0;
  });
  const what = open.length === 0 ? 'see the names of the files' : `read ${open.join(', ')}`;
  return `others on this machine may ${what} in ${dataDirectory}; close it: chmod o-rwx ${dataDirectory}`;
}
