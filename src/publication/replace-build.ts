import { existsSync, renameSync, rmSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { syncFolder } from '../durable-file.ts';
import { errorCodeOf } from '../error-code.ts';

/** The folders of a build, all on one disk, so that a rename is enough. */
export interface BuildPlaces {
  readonly finished: string;
  /** The folder of the next build while it is made. */
  readonly draft: string;
  /** The folder of the previous build between two renames. */
  readonly previous: string;
}

/**
 * @param root the project's folder; unfinished builds are in `.astro/`, which git ignores
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
 * Flushes all files of a build to disk: after a power failure the new build must be as complete as the one that it
 * replaced.
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

/** After a build that was killed between its two renames, puts the previous one back. `serve.js` does the same. */
export function restoreBuild({ finished, previous }: BuildPlaces): void {
  if (!existsSync(finished) && existsSync(previous)) renameSync(previous, finished);
}

/**
 * Replaces the finished build by the draft. A process that has read its files goes on with them; for an instant there
 * is none, and readers try again. Only the holder of the build lock calls this.
 *
 * @throws errors of the file system; the previous build is then still there
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
      // A server that was started in this instant has put the previous build back.
      if (tries === mostTries || !['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCodeOf(fault))) throw fault;
    }
  }
  rmSync(previous, { recursive: true, force: true });
}
