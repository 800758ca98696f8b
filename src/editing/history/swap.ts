import { promises } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param directory `EDITING_DATA_DIR` @returns the folder of the history, as `git --git-dir` takes it */
export const historyFolder = (directory: string): string => join(directory, 'history');

/** Replaces the old history by the one in `history.new`. */
export async function swapHistory(directory: string): Promise<void> {
  const folder = historyFolder(directory);
  await promises.rename(folder, `${folder}.old`);
  await promises.rename(`${folder}.new`, folder);
  await promises.rm(`${folder}.old`, { recursive: true, force: true });
}

/** Replacing the history takes two renames; this finishes it after a crash between them. */
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
