import { promises, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as git from 'isomorphic-git';
import { replaceDurably } from '../../durable-file.ts';
import type { Changes, Editor, FileChange } from '../changes/change.ts';
import { branch, type Commit, createRepository, hashOf, type Tree } from './durable-git.ts';
import { type Entry, entryOf, messageOf, outside } from './entry.ts';
import { undoFact } from './undo.ts';
import { createSnapshots, readContent, writeContent } from './work-tree.ts';

export type Undoing =
  | { readonly kind: 'changes'; readonly changes: Changes; readonly entry: Entry }
  /** A later change of the same place; `entry` is that change. */
  | { readonly kind: 'in-the-way'; readonly file: string; readonly entry: Entry }
  | { readonly kind: 'unknown' };

export type Recording =
  | { readonly kind: 'recorded'; readonly entry: Entry }
  | { readonly kind: 'nothing' }
  /** Files that somebody changed in the folder just now: nothing was written. */
  | { readonly kind: 'changed-outside'; readonly files: readonly string[] };

export interface HistoryOptions {
  /** The content folder. */
  readonly content: string;
  /** `EDITING_DATA_DIR`; the repository is `history` in it. */
  readonly directory: string;
  /** @returns what happened to files, in Polish, a line each */
  readonly wordsOf: (files: readonly FileChange[]) => readonly string[];
}

const none: Tree = new Map();
const mostEntries = 10_000;

/** @returns paths whose content differs */
const differing = (one: Tree, other: Tree): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)).sort();

export const historyFolder = (directory: string): string => join(directory, 'history');

/** The history of the content, in git's format, apart from any repository that the content folder may lie in. */
export type History = Awaited<ReturnType<typeof openHistory>>;

/**
 * Opens the history; a change that a crash cut short is brought to its end. Only the holder of the editing lock calls
 * `takeIn` and `record`.
 *
 * @throws what the file system says
 */
export async function openHistory({ content, directory, wordsOf }: HistoryOptions) {
  await finishSwap(directory);
  const repository = createRepository(historyFolder(directory));
  const { readTree, readCommit, readBlob } = repository;
  const intent = join(directory, 'unfinished-change');
  const snapshot = createSnapshots(content);
  await repository.open();

  const treeOf = async (id: string | undefined): Promise<Tree> =>
    id === undefined ? none : readTree((await readCommit(id)).tree);

  const blobOf = async (tree: Tree, path: string): Promise<Uint8Array | undefined> => {
    const oid = tree.get(path);
    return oid === undefined ? undefined : readBlob(oid);
  };

  const toEntry = async (commit: Commit): Promise<Entry> =>
    entryOf(commit, differing(await treeOf(commit.parents[0]), await readTree(commit.tree)));

  const fileChanges = (from: Tree, to: Tree): Promise<FileChange[]> =>
    Promise.all(
      differing(from, to).map(async (path) => ({
        path,
        before: await blobOf(from, path),
        after: await blobOf(to, path),
      })),
    );

  async function* commits(from?: string): AsyncGenerator<Commit> {
    let id = from ?? (await repository.head());
    for (let count = 0; id !== undefined && count < mostEntries; count += 1) {
      const commit: Commit = await readCommit(id);
      yield commit;
      [id] = commit.parents;
    }
  }

  async function commit(files: Tree, author: string, at: Date, message: string): Promise<Commit> {
    const head = await repository.head();
    const tree = await repository.writeTree(files);
    const parents = head === undefined ? [] : [head];
    return readCommit(await repository.writeCommit({ tree, parents, author, at, message }));
  }

  /** Brings the folder to what a commit says, without touching what somebody else has changed meanwhile. */
  async function finish(id: string): Promise<void> {
    const made = await readCommit(id);
    const [from, to] = [await treeOf(made.parents[0]), await readTree(made.tree)];
    const changes = new Map<string, Uint8Array | null>();
    for (const path of differing(from, to)) {
      const there = await readContent(content, path);
      const oid = there && (await hashOf(there));
      if (oid === from.get(path)) changes.set(path, (await blobOf(to, path)) ?? null);
    }
    await writeContent(content, changes);
    await repository.setHead(id);
    rmSync(intent, { force: true });
  }

  /** As `finish`, and were it cut short, the next start does it. */
  async function finishLater(id: string): Promise<void> {
    await replaceDurably(intent, id);
    await finish(id);
  }

  const left = await promises.readFile(intent, 'utf8').catch(() => undefined);
  if (left !== undefined) await finish(left.trim());
  rmSync(`${intent}.unfinished`, { force: true });

  return {
    repository,

    /**
     * Takes in what was changed in the folder without the editing pages.
     *
     * @returns it as an entry; undefined when there is nothing
     */
    async takeIn(at: Date): Promise<Entry | undefined> {
      const head = await repository.head();
      const [known, found] = [await treeOf(head), await snapshot()];
      const paths = differing(known, found);
      if (paths.length === 0) return undefined;
      const files = new Map(known);
      for (const path of paths) {
        const bytes = found.has(path) ? await readContent(content, path) : undefined;
        if (bytes === undefined) files.delete(path);
        else files.set(path, await repository.writeBlob(bytes));
      }
      const words =
        head === undefined
          ? ['Początek historii: treść, jaką zastaliśmy']
          : ['Zmiana spoza redakcji', ...wordsOf(await fileChanges(known, files))];
      const made = await commit(files, outside, at, messageOf(words, ''));
      await repository.setHead(made.id);
      return toEntry(made);
    },

    /** Writes changes into the folder and into the history: both, however it ends. @throws what the disk says */
    async record(
      changes: Changes,
      about: {
        readonly editor: Editor;
        readonly words: readonly string[];
        readonly reason: string;
        readonly at: Date;
      },
    ): Promise<Recording> {
      const known = await treeOf(await repository.head());
      const files = new Map(known);
      const foreign: string[] = [];
      for (const [path, bytes] of changes) {
        const there = await readContent(content, path);
        if ((there && (await hashOf(there))) !== known.get(path)) foreign.push(path);
        if (bytes === null) files.delete(path);
        else files.set(path, await hashOf(bytes));
      }
      if (foreign.length > 0) return { kind: 'changed-outside', files: foreign };
      if (differing(known, files).length === 0) return { kind: 'nothing' };
      for (const bytes of changes.values()) if (bytes !== null) await repository.writeBlob(bytes);
      const made = await commit(files, about.editor, about.at, messageOf(about.words, about.reason));
      await finishLater(made.id);
      return { kind: 'recorded', entry: await toEntry(made) };
    },

    /**
     * Makes the content what it was at a commit that came from elsewhere, as one more change on top of all others.
     * `takeIn` goes before it, so that nothing is lost.
     */
    async adopt(id: string, about: { readonly words: readonly string[]; readonly at: Date }): Promise<void> {
      const head = await repository.head();
      const { tree } = await readCommit(id);
      if (head === undefined) {
        const files = await readTree(tree);
        await writeContent(
          content,
          new Map((await fileChanges(none, files)).map(({ path, after }) => [path, after ?? null])),
        );
        await repository.setHead(id);
        return;
      }
      if ((await readCommit(head)).tree === tree) return;
      const message = messageOf(about.words, '');
      const made = { tree, parents: [head, id], author: outside, at: about.at, message };
      await finishLater(await repository.writeCommit(made));
    },

    /** @returns the newest changes first, those before `before` where it is given */
    async list({ limit, before }: { readonly limit: number; readonly before?: string }): Promise<Entry[]> {
      const entries: Entry[] = [];
      const from = before === undefined ? undefined : (await readCommit(before)).parents[0];
      if (before !== undefined && from === undefined) return [];
      for await (const one of commits(from)) {
        if (entries.length >= limit) break;
        entries.push(await toEntry(one));
      }
      return entries;
    },

    /** @returns the changes of one file, the newest first */
    async versions(path: string): Promise<Entry[]> {
      const entries: Entry[] = [];
      for await (const one of commits()) {
        const [parent, own] = [await treeOf(one.parents[0]), await readTree(one.tree)];
        if (parent.get(path) !== own.get(path)) entries.push(await toEntry(one));
      }
      return entries;
    },

    /** @returns a file as a change left it; undefined where it was not there */
    fileAt: async (id: string, path: string): Promise<Uint8Array | undefined> =>
      blobOf(await treeOf(id), path),

    /** @returns every file that a change touched, before and after it */
    async filesOf(id: string): Promise<FileChange[]> {
      const { parents, tree } = await readCommit(id);
      return fileChanges(await treeOf(parents[0]), await readTree(tree));
    },

    /** @returns what takes a change back, to be published like any other change */
    async undo(id: string): Promise<Undoing> {
      const later: Commit[] = [];
      let found: Commit | undefined;
      for await (const one of commits()) {
        if (one.id === id) {
          found = one;
          break;
        }
        later.push(one);
      }
      if (found === undefined || found.parents[0] === undefined) return { kind: 'unknown' };
      const [before, after] = [await treeOf(found.parents[0]), await readTree(found.tree)];
      const now = await treeOf(await repository.head());
      const changes = new Map<string, Uint8Array | null>();
      for (const path of differing(before, after)) {
        const texts = [before, after, now].map((tree) => blobOf(tree, path));
        const [old, changed, present] = await Promise.all(texts);
        const back = now.get(path) === after.get(path) ? (old ?? null) : undo(path, old, changed, present);
        const merged = back === undefined ? await mergeLines(found, path) : back;
        if (merged === undefined) {
          const entry = await lastOf(later, path);
          return { kind: 'in-the-way', file: path, entry: entry ?? (await toEntry(found)) };
        }
        changes.set(path, merged);
      }
      return { kind: 'changes', changes, entry: await toEntry(found) };
    },
  };

  async function lastOf(later: readonly Commit[], path: string): Promise<Entry | undefined> {
    for (const one of later) {
      const entry = await toEntry(one);
      if (entry.files.includes(path)) return entry;
    }
    return undefined;
  }

  /** A text is merged line by line, as `git revert` does it. */
  async function mergeLines(found: Commit, path: string): Promise<Uint8Array | undefined> {
    const head = await repository.head();
    const [parent] = found.parents;
    if (head === undefined || parent === undefined || !path.endsWith('.md')) return undefined;
    const about = { author: outside, at: found.at, message: 'Cofnięcie' };
    const after = await readTree(found.tree);
    const old = new Map(after);
    const blob = (await treeOf(parent)).get(path);
    if (blob === undefined || !after.has(path)) return undefined;
    const theirs = await repository.writeCommit({
      ...about,
      tree: await repository.writeTree(old.set(path, blob)),
      parents: [found.id],
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
      return tree === undefined ? undefined : await blobOf(await readTree(tree), path);
    } catch (error) {
      if (error instanceof git.Errors.MergeConflictError) return undefined;
      throw error;
    }
  }
}

function undo(
  path: string,
  old: Uint8Array | undefined,
  changed: Uint8Array | undefined,
  present: Uint8Array | undefined,
): Uint8Array | undefined {
  if (!path.endsWith('.yaml') || !old || !changed || !present) return undefined;
  const [before, after, now] = [old, changed, present].map((bytes) => new TextDecoder().decode(bytes));
  const text = undoFact(before ?? '', after ?? '', now ?? '');
  return text === undefined ? undefined : new TextEncoder().encode(text);
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
