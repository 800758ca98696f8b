import { existsSync, renameSync, rmSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { syncFolder } from '../durable-file.ts';
import { errorCodeOf } from '../error-code.ts';

/** Where a build comes about and where it ends up, all on one disk, so that renaming is enough. */
export interface BuildPlaces {
  readonly finished: string;
  /** Where the next one is made. */
  readonly draft: string;
  /** Where the one before lies for the moment between two renamings. */
  readonly previous: string;
}

/**
 * @param root the project's folder; what is not finished lies in `.astro/`, which git ignores
 * @param finished the folder of the finished build
 */
export const buildPlaces = (root: string, finished: string): BuildPlaces => ({
  finished,
  draft: join(root, '.astro', `${basename(finished)}-draft`),
  previous: join(root, '.astro', `${basename(finished)}-previous`),
});

const syncedAtOnce = 16;
const mostTries = 3;

/**
 * Waits until a build is on the disk with all its files: after a power cut the new one must be as whole as the one that
 * it takes the place of.
 */
export async function syncBuild(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const waiting = entries.values();
  async function work(): Promise<void> {
    for (const entry of waiting) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) await syncFolder(path);
      else if (entry.isFile()) {
        const handle = await open(path, 'r+');
        await handle.sync().finally(() => handle.close());
      }
    }
  }
  await Promise.all(Array.from({ length: syncedAtOnce }, work));
  await syncFolder(directory);
}

/** After a build that was killed between its two renamings: the one before comes back. `serve.js` does the same. */
export function restoreBuild({ finished, previous }: BuildPlaces): void {
  if (!existsSync(finished) && existsSync(previous)) renameSync(previous, finished);
}

/**
 * Puts the draft in the place of the finished build. Whoever has read its files goes on with them; for an instant there
 * is none, and whoever looks in it looks again. Only the holder of the build's lock does this.
 *
 * @throws what the file system says; the finished build is there then, too
 */
export function replaceBuild(places: BuildPlaces): void {
  const { finished, draft, previous } = places;
  for (let tries = 1; ; tries += 1) {
    rmSync(previous, { recursive: true, force: true });
    if (existsSync(finished)) renameSync(finished, previous);
    try {
      renameSync(draft, finished);
      break;
    } catch (fault) {
      restoreBuild(places);
      // A server that was started in this instant has brought the one before back.
      if (tries === mostTries || !['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCodeOf(fault))) throw fault;
    }
  }
  rmSync(previous, { recursive: true, force: true });
}
