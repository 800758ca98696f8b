import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Day } from '../hours/days.ts';
import { type CheckResult, checkFiles } from './check-files.ts';

/** @returns every file below a folder with its bytes, by its path with slashes; links to elsewhere are not followed. */
async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = await Promise.all(
    paths.map(
      async (path) =>
        [path.slice(join(folder, sep).length).split(sep).join('/'), await readFile(path)] as const,
    ),
  );
  return new Map(files);
}

/** @returns the names of the files in a folder as addresses (`/favicon.svg`); none if there is no such folder. */
async function addressesIn(folder: string): Promise<Set<string>> {
  const files = await readFolder(folder).catch(() => new Map());
  return new Set([...files.keys()].map((path) => `/${path}`));
}

/**
 * Checks all content before Astro reads it.
 *
 * @param folder the content folder
 * @param today the day in Warsaw, `RRRR-MM-DD`
 * @param publicFolder files that are served as they are
 * @returns everything found; @throws when the folder cannot be read
 */
export async function checkContent(folder: string, today: Day, publicFolder: string): Promise<CheckResult> {
  const [files, publicFiles] = await Promise.all([readFolder(folder), addressesIn(publicFolder)]);
  return checkFiles({ files, publicFiles }, today);
}
