import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Set group ID, and the group may write (inode(7)): what `chmod 2770` gives a folder. */
const sharedBits = 0o2020;

/**
 * @returns whether the folder belongs to several users with one group, as `chmod 2770` makes it; where it does not exist,
 *   what the nearest folder above it says
 */
export function isSharedFolder(directory: string): boolean {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found !== undefined) return (found.mode & sharedBits) === sharedBits;
  const above = dirname(directory);
  return above !== directory && isSharedFolder(above);
}

/** @returns the mode of a file that all users of the folder need: 0660 where it has several, else 0600 */
export const fileModeIn = (directory: string): number => (isSharedFolder(directory) ? 0o660 : 0o600);

/** Makes a folder, unless it is there, for the users of the folder above it. @throws what the file system says */
export function makeFolder(directory: string): void {
  if (existsSync(directory)) return;
  const above = dirname(directory);
  makeFolder(above);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  // The mode of `mkdir` cannot ask for the group bit, and the umask takes away from the rest (mkdir(2)).
  if (isSharedFolder(above)) chmodSync(directory, 0o2770);
}

/** Makes an empty file for the users of its folder, unless it is there. @throws what the file system says */
export function makeFile(file: string): void {
  const mode = fileModeIn(dirname(file));
  closeSync(openSync(file, 'a', 0o600));
  const found = statSync(file);
  // Only its owner may set the mode (chmod(2)).
  if (found.uid === process.getuid?.() && (found.mode & 0o777) !== mode) chmodSync(file, mode);
}

/**
 * Writes a file and waits until it is on the disk.
 *
 * @param mode for example that of `fileModeIn`
 * @throws what the file system says
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

/** Waits until the names in a folder are on the disk. @throws what the file system says */
export async function syncFolder(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file that is either as it was or as it is to be, however the process ends.
 *
 * @param draft where it is written first, in the same file system; what was interrupted lies there
 * @throws what the file system says
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
 * Makes a new file that is whole as soon as it has its name. What was interrupted lies beside it as `FILE.unfinished`,
 * and the next try replaces that.
 *
 * @param write fills the draft: an empty file that only its owner may read
 * @throws `EEXIST` when there is such a file already, and what `write` or the file system says
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
