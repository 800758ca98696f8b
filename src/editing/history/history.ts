import { promises, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceDurably } from '../../durable-file.ts';
import { plEditingChanges } from '../../words/pl-editing-changes.ts';
import type { Changes, Editor, FileChange } from '../changes/change.ts';
import { type Commit, createRepository, hashOf, type Tree } from './durable-git.ts';
import { type Entry, messageOf, outside } from './entry.ts';
import { createReading, differing, none } from './reading.ts';
import { finishSwap, historyFolder } from './swap.ts';
import { type Undoing, undoChange } from './undo-change.ts';
import { createSnapshots, readContent, writeContent } from './work-tree.ts';

export type Recording =
  | { readonly kind: 'recorded'; readonly entry: Entry }
  | { readonly kind: 'nothing' }
  /** Files that somebody changed in the folder meanwhile: nothing was written. */
  | { readonly kind: 'changed-outside'; readonly files: readonly string[] };

export interface HistoryOptions {
  /** The content folder. */
  readonly content: string;
  /** `EDITING_DATA_DIR`; the repository is `history` in it. */
  readonly directory: string;
  /** @returns what changed in files, in Polish, one line each */
  readonly wordsOf: (files: readonly FileChange[]) => readonly string[];
}

/** The history of the content, a git repository separate from any repository of the content folder itself. */
export type History = Awaited<ReturnType<typeof openHistory>>;

/**
 * Opens the history; a change interrupted by a crash is finished. Only the holder of the editing lock calls `takeIn`
 * and `record`.
 *
 * @throws errors of the file system
 */
export async function openHistory({ content, directory, wordsOf }: HistoryOptions) {
  await finishSwap(directory);
  const repository = createRepository(historyFolder(directory));
  const { readTree, readCommit } = repository;
  const intent = join(directory, 'unfinished-change');
  const snapshot = createSnapshots(content);
  await repository.open();

  const reading = createReading(repository);
  const { treeOf, blobOf, toEntry, fileChanges, commits, find } = reading;

  async function commit(files: Tree, author: string, at: Date, message: string): Promise<Commit> {
    const head = await repository.head();
    const tree = await repository.writeTree(files);
    const parents = head === undefined ? [] : [head];
    return readCommit(await repository.writeCommit({ tree, parents, author, at, message }));
  }

  /** Writes the files of a commit into the folder, except those that somebody else has changed meanwhile. */
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

  /** As `finish`, with a note on disk, so that the next start can finish it. */
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
     * Records changes made in the folder outside the editing pages.
     *
     * @returns them as an entry; undefined when there are none
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
          : [plEditingChanges.outside, ...wordsOf(await fileChanges(known, files))];
      const made = await commit(files, outside, at, messageOf(words, ''));
      await repository.setHead(made.id);
      return toEntry(made);
    },

    /**
     * Writes changes into the folder and into the history: both or none, even after a crash. @throws errors of the
     * file system
     */
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
     * Sets the content to the state of a commit from elsewhere, as one more change on top. `takeIn` is called before
     * it, so that nothing is lost.
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

    /** @returns the newest changes first, those before `before` when it is given */
    async list({ limit, before }: { readonly limit: number; readonly before?: string }): Promise<Entry[]> {
      const entries: Entry[] = [];
      const from = before === undefined ? undefined : (await find(before))?.parents[0];
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

    /** @returns a change by its id; undefined when there is none */
    async entry(id: string): Promise<Entry | undefined> {
      const found = await find(id);
      return found && toEntry(found);
    },

    /** @returns a file as of a change; undefined when there was no such file or change */
    async fileAt(id: string, path: string): Promise<Uint8Array | undefined> {
      const found = await find(id);
      return found && blobOf(await readTree(found.tree), path);
    },

    /** @returns every file that a change touched, before and after it; empty when there is no such change */
    async filesOf(id: string): Promise<FileChange[]> {
      const found = await find(id);
      return found ? fileChanges(await treeOf(found.parents[0]), await readTree(found.tree)) : [];
    },

    /** @returns the changes that undo a change, to be published like any other */
    undo: (id: string, isForced = false): Promise<Undoing> => undoChange(reading, id, isForced),
  };
}
