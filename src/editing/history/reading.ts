import * as git from 'isomorphic-git';
import type { FileChange } from '../changes/change.ts';
import type { Commit, Repository, Tree } from './durable-git.ts';
import { type Entry, entryOf } from './entry.ts';

/** An empty tree. */
export const none: Tree = new Map();
/** Limit of entries that are read. */
const mostEntries = 10_000;

/** @returns paths whose content differs */
export const differing = (one: Tree, other: Tree): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)).sort();

/** Functions that read a history. */
export type Reading = ReturnType<typeof createReading>;

/** @param repository whose objects are only read @returns functions that read its commits */
export function createReading(repository: Repository) {
  const { readTree, readCommit, readBlob } = repository;

  /** @returns all files as of a commit */
  const treeOf = async (id: string | undefined): Promise<Tree> =>
    id === undefined ? none : readTree((await readCommit(id)).tree);

  const blobOf = async (tree: Tree, path: string): Promise<Uint8Array | undefined> => {
    const oid = tree.get(path);
    return oid === undefined ? undefined : readBlob(oid);
  };

  return {
    repository,
    treeOf,
    blobOf,

    toEntry: async (commit: Commit): Promise<Entry> =>
      entryOf(commit, differing(await treeOf(commit.parents[0]), await readTree(commit.tree))),

    /** @returns the differences between two trees */
    fileChanges: (from: Tree, to: Tree): Promise<FileChange[]> =>
      Promise.all(
        differing(from, to).map(async (path) => ({
          path,
          before: await blobOf(from, path),
          after: await blobOf(to, path),
        })),
      ),

    /**
     * @param id from an address, any text
     * @returns the commit; undefined when there is none
     */
    async find(id: string): Promise<Commit | undefined> {
      if (!/^[0-9a-f]{40}$/.test(id)) return undefined;
      return readCommit(id).catch((error: unknown) => {
        if (error instanceof git.Errors.NotFoundError || error instanceof git.Errors.ObjectTypeError)
          return undefined;
        throw error;
      });
    },

    /** Yields the commits, the newest first. */
    async *commits(from?: string): AsyncGenerator<Commit> {
      let id = from ?? (await repository.head());
      for (let count = 0; id !== undefined && count < mostEntries; count += 1) {
        const commit: Commit = await readCommit(id);
        yield commit;
        [id] = commit.parents;
      }
    },
  };
}
