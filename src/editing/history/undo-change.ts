import * as git from 'isomorphic-git';
import type { Changes } from '../changes/change.ts';
import { branch, type Commit } from './durable-git.ts';
import { type Entry, outside } from './entry.ts';
import { differing, type Reading } from './reading.ts';
import { undoFact } from './undo-fact.ts';

export type Undoing =
  | { readonly kind: 'changes'; readonly changes: Changes; readonly entry: Entry }
  /** A later change of the same place; `entry` is that change. */
  | { readonly kind: 'in-the-way'; readonly file: string; readonly entry: Entry }
  /** No change of this history, or its beginning. */
  | { readonly kind: 'unknown' };

type Bytes = Uint8Array | undefined;

function withoutFact(path: string, old: Bytes, changed: Bytes, present: Bytes): Bytes {
  if (!path.endsWith('.yaml') || !old || !changed || !present) return undefined;
  const [before = '', after = '', now = ''] = [old, changed, present].map((bytes) =>
    new TextDecoder().decode(bytes),
  );
  const text = undoFact(before, after, now);
  return text === undefined ? undefined : new TextEncoder().encode(text);
}

/** A text is merged line by line, as `git revert` does it. */
async function mergedText(
  { repository, treeOf, blobOf }: Reading,
  found: Commit,
  path: string,
): Promise<Bytes> {
  const after = await repository.readTree(found.tree);
  const old = (await treeOf(found.parents[0])).get(path);
  if (!path.endsWith('.md') || old === undefined || !after.has(path)) return undefined;
  const theirs = await repository.writeCommit({
    tree: await repository.writeTree(new Map(after).set(path, old)),
    parents: [found.id],
    author: outside,
    at: found.at,
    message: 'Cofnięcie',
  });
  try {
    const { tree } = await git.merge({
      ...repository.at,
      ours: branch,
      theirs,
      fastForward: false,
      noUpdateBranch: true,
      author: { name: outside, email: '' },
    });
    return tree === undefined ? undefined : await blobOf(await repository.readTree(tree), path);
  } catch (error) {
    if (error instanceof git.Errors.MergeConflictError) return undefined;
    throw error;
  }
}

/**
 * Takes one change back and leaves the later ones: in files of facts field by field, in texts line by line.
 *
 * @param id of the change
 */
export async function undoChange(reading: Reading, id: string): Promise<Undoing> {
  const { repository, treeOf, blobOf, toEntry, commits } = reading;
  const later: Commit[] = [];
  let found: Commit | undefined;
  for await (const one of commits()) {
    if (one.id === id) {
      found = one;
      break;
    }
    later.push(one);
  }
  if (found?.parents[0] === undefined) return { kind: 'unknown' };
  const [before, after] = [await treeOf(found.parents[0]), await repository.readTree(found.tree)];
  const now = await treeOf(await repository.head());
  const changes = new Map<string, Uint8Array | null>();
  for (const path of differing(before, after)) {
    const [old, changed, present] = await Promise.all([before, after, now].map((tree) => blobOf(tree, path)));
    const isLast = now.get(path) === after.get(path);
    const back = isLast
      ? old
      : (withoutFact(path, old, changed, present) ?? (await mergedText(reading, found, path)));
    if (back === undefined && !isLast) {
      const entries = await Promise.all(later.map(toEntry));
      const entry = entries.find(({ files }) => files.includes(path)) ?? (await toEntry(found));
      return { kind: 'in-the-way', file: path, entry };
    }
    changes.set(path, back ?? null);
  }
  return { kind: 'changes', changes, entry: await toEntry(found) };
}
