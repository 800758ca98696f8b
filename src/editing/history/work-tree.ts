import { existsSync, promises, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { isSharedFolder, replaceDurably, syncFolder } from '../../durable-file.ts';
import { filesBelow } from '../../staff-files/files-below.ts';
import { isLeftBehind } from '../../staff-files/names.ts';
import type { Changes } from '../changes/change.ts';
import { hashOf, type Tree } from './durable-git.ts';

/** Larger files are ignored: the content check refuses smaller ones already. */
const mostBytes = 50_000_000;

const isContent = (path: string): boolean => !path.split('/').some(isLeftBehind);

/** @returns whether a folder is another one or inside it, after resolving links */
const isWithin = async (folder: string, outer: string): Promise<boolean> => {
  const [real, own] = await Promise.all([promises.realpath(folder), promises.realpath(outer)]);
  return real === own || real.startsWith(own + sep);
};

/**
 * @returns the absolute path of a file of the content; @throws when the path leads out of the folder, or to a hidden
 * name
 */
export function placeOf(folder: string, path: string): string {
  const place = resolve(folder, path);
  const isInside = place.startsWith(resolve(folder) + sep);
  if (!isInside || path.includes('\\') || path.split('/').some((part) => part === '' || isLeftBehind(part)))
    throw new Error('this path does not lie in the content folder');
  return place;
}

/** @returns the content of a file; undefined when there is none */
export async function readContent(folder: string, path: string): Promise<Uint8Array | undefined> {
  const place = placeOf(folder, path);
  const isOwn = await isWithin(dirname(place), folder).catch(() => false);
  const found = isOwn ? await promises.lstat(place).catch(() => undefined) : undefined;
  return found?.isFile() ? promises.readFile(place) : undefined;
}

interface Seen {
  readonly stamp: string;
  readonly oid: string;
}

/** Reads the content folder; a file is not read again while its times, size and inode are the same. */
export function createSnapshots(folder: string): () => Promise<Tree> {
  const seen = new Map<string, Seen>();
  return async () => {
    const found = new Map<string, string>();
    for (const { path, isFile } of filesBelow(folder)) {
      if (!isFile || !isContent(path)) continue;
      const { mtimeMs, ctimeMs, size, ino } = statSync(join(folder, path));
      if (size > mostBytes) continue;
      const stamp = [mtimeMs, ctimeMs, size, ino].join(' ');
      const known = seen.get(path);
      const oid = known?.stamp === stamp ? known.oid : await hashOf(readFileSync(join(folder, path)));
      seen.set(path, { stamp, oid });
      found.set(path, oid);
    }
    return found;
  };
}

/** Writes or removes one file of the content folder: written under a temporary name and renamed. */
async function writeOne(folder: string, path: string, content: Uint8Array | null): Promise<void> {
  const place = placeOf(folder, path);
  const below = dirname(place);
  if (content !== null) await promises.mkdir(below, { recursive: true });
  else if (!existsSync(below)) return;
  if (!(await isWithin(below, folder))) throw new Error('this folder is a link to elsewhere');
  if (content === null) {
    await promises.rm(place, { force: true });
    return syncFolder(below);
  }
  const draft = join(below, `.${basename(place)}.unfinished`);
  // The builder and people who edit by hand read the content too.
  await replaceDurably(place, content, { draft, mode: isSharedFolder(below) ? 0o664 : 0o644 });
}

/** @throws errors of the file system; each file then has its old or its new content */
export async function writeContent(folder: string, changes: Changes): Promise<void> {
  for (const [path, content] of changes) if (content !== null) await writeOne(folder, path, content);
  for (const [path, content] of changes) if (content === null) await writeOne(folder, path, content);
}
