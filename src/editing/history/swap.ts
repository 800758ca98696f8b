import { promises } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param directory `EDITING_DATA_DIR` @returns the folder of the history, as `git --git-dir` takes it */
export const historyFolder = (directory: string): string => join(directory, 'history');

/** Puts the history that lies in `history.new` in place of the old one. */
export async function swapHistory(directory: string): Promise<void> {
  const folder = historyFolder(directory);
  await promises.rename(folder, `${folder}.old`);
  await promises.rename(`${folder}.new`, folder);
  await promises.rm(`${folder}.old`, { recursive: true, force: true });
}

/** A history that was written anew takes the place of the old one in two steps; a crash between them is mended here. */
export async function finishSwap(directory: string): Promise<void> {
  const folder = historyFolder(directory);
  const has = (path: string) =>
    promises.access(path).then(
      () => true,
      () => false,
    );
  await promises.mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  if (!(await has(folder)) && (await has(`${folder}.new`))) await promises.rename(`${folder}.new`, folder);
  await promises.rm(`${folder}.new`, { recursive: true, force: true });
  await promises.rm(`${folder}.old`, { recursive: true, force: true });
}
