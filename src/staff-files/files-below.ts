import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** An entry below a folder. */
export interface Found {
  /** Path below the folder, with slashes. */
  readonly path: string;
  readonly isFile: boolean;
}

/**
 * Node's own recursive reading follows links to folders, and so may run in circles or through the whole disk.
 *
 * @returns every file below a folder, and entries that are neither file nor folder (links, pipes), in order of their
 * paths
 * @throws when the folder cannot be read
 */
export function filesBelow(folder: string): Found[] {
  const visit = (below: string): Found[] =>
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? visit(path) : [{ path, isFile: entry.isFile() }];
    });
  return visit('').sort((one, other) => (one.path < other.path ? -1 : 1));
}
