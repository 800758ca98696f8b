import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file of mode 0600 and waits until it is on the disk. @throws what the file system says */
export async function writeDurably(file: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
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
