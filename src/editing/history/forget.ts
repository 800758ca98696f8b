import { commitsOf } from './bundle.ts';
import { createRepository, type Tree } from './durable-git.ts';
import { forgottenWords } from './entry.ts';
import { finishSwap, historyFolder, swapHistory } from './swap.ts';

export interface Forgotten {
  /** The number of changes in which the file was. */
  readonly changes: number;
  /** Files removed in the change in which this one appeared: possible earlier names of it. */
  readonly earlierNames: readonly string[];
}

/**
 * Removes a file with all its versions from the history (art. 17 RODO): the history is rewritten without it, and the
 * words of changes that touched it, which may quote it, are removed too. After a crash there is the old history or
 * the new one.
 *
 * @param directory `EDITING_DATA_DIR`; the caller holds the editing lock
 * @param path below the content folder
 */
export async function forgetFile(directory: string, path: string): Promise<Forgotten> {
  await finishSwap(directory);
  const folder = historyFolder(directory);
  const old = createRepository(folder);
  const head = await old.head();
  if (head === undefined) return { changes: 0, earlierNames: [] };
  const fresh = createRepository(`${folder}.new`);
  await fresh.open();
  const copied = new Set<string>();
  const renamed = new Map<string, string | undefined>();
  const trees = new Map<string | undefined, Tree>([[undefined, new Map()]]);
  const earlierNames = new Set<string>();
  let changes = 0;
  for (const commit of await commitsOf(old, head)) {
    const files = await old.readTree(commit.tree);
    const [first] = commit.parents;
    const before = trees.get(first) ?? new Map();
    trees.set(commit.id, files);
    const isTouched = before.get(path) !== files.get(path);
    if (isTouched) changes += 1;
    if (isTouched && !before.has(path))
      for (const name of before.keys()) if (!files.has(name)) earlierNames.add(name);
    const kept = new Map([...files].filter(([name]) => name !== path));
    const hasMore = [...new Set([...before.keys(), ...files.keys()])].some(
      (name) => name !== path && before.get(name) !== files.get(name),
    );
    const parents = [...new Set(commit.parents.flatMap((parent) => renamed.get(parent) ?? []))];
    if (isTouched && !hasMore && parents.length < 2) {
      renamed.set(commit.id, parents[0]);
      continue;
    }
    for (const oid of kept.values()) {
      if (copied.has(oid)) continue;
      copied.add(oid);
      await fresh.writeBlob(await old.readBlob(oid));
    }
    const message = isTouched ? forgottenWords : commit.message;
    const tree = await fresh.writeTree(kept);
    renamed.set(commit.id, await fresh.writeCommit({ ...commit, tree, parents, message }));
  }
  const next = renamed.get(head);
  if (next !== undefined) await fresh.setHead(next);
  await swapHistory(directory);
  return { changes, earlierNames: [...earlierNames] };
}
