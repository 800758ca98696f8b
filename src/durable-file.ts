import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Set-group-ID bit and group write permission (inode(7)), as after `chmod 2770`. */
const sharedBits = 0o2020;

/**
 * @returns whether several users share the folder by its group, as after `chmod 2770`; for a missing folder the nearest
 * existing one above it decides
 */
export function isSharedFolder(directory: string): boolean {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found !== undefined) return (found.mode & sharedBits) === sharedBits;
  const above = dirname(directory);
  return above !== directory && isSharedFolder(above);
}

/** @returns the mode for a file that all users of the folder need: 0660 in a shared folder, else 0600 */
export const fileModeIn = (directory: string): number => (isSharedFolder(directory) ? 0o660 : 0o600);

/** Creates a missing folder, shared like the folder above it. @throws errors of the file system */
export function makeFolder(directory: string): void {
  if (existsSync(directory)) return;
  const above = dirname(directory);
  makeFolder(above);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  // `mkdir` cannot set the group bit, and the umask removes other bits (mkdir(2)).
  if (isSharedFolder(above)) chmodSync(directory, 0o2770);
}

/** Creates a missing empty file, for the users of its folder. @throws errors of the file system */
export function makeFile(file: string): void {
  const mode = fileModeIn(dirname(file));
  closeSync(openSync(file, 'a', 0o600));
  const found = statSync(file);
  // Only its owner may set the mode (chmod(2)).
  if (found.uid === process.getuid?.() && (found.mode & 0o777) !== mode) chmodSync(file, mode);
}

/**
 * Writes a file and flushes it to disk.
 *
 * @param mode for example that of `fileModeIn`
 * @throws errors of the file system
 */
export async function writeDurably(
  file: string,
  content: Uint8Array | string,
  mode: number = 0o600,
): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    if (mode !== 0o600) await handle.chmod(mode);
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes the names in a folder to disk. @throws errors of the file system */
export async function syncFolder(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Replaces a file atomically: after a crash it has its old or its new content.
 *
 * @param draft the temporary file, in the same file system; an interrupted write leaves it there
 * @throws errors of the file system
 */
export async function replaceDurably(
  file: string,
  content: Uint8Array | string,
  { draft = `${file}.unfinished`, mode = 0o600 } = {},
): Promise<void> {
  try {
    await writeDurably(draft, content, mode);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/**
 * Creates a new file atomically. An interrupted write leaves `FILE.unfinished`, which the next try replaces.
 *
 * @param write fills the draft: an empty file that only its owner may read
 * @throws `EEXIST` when the file exists already, and errors of `write` or the file system
 */
export async function writeWhole(file: string, write: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(file)) throw Object.assign(new Error('there is such a file already'), { code: 'EEXIST' });
  const draft = `${file}.unfinished`;
  const clear = () => {
    for (const companion of ['', '-wal', '-shm', '-journal']) rmSync(draft + companion, { force: true });
  };
  clear();
  await writeDurably(draft, '');
  try {
    await write(draft);
    const handle = await open(draft, 'r+');
    await handle.sync().finally(() => handle.close());
    renameSync(draft, file);
  } finally {
    clear();
  }
  await syncFolder(dirname(file));
}
