import { promises } from 'node:fs';
import { join } from 'node:path';
import * as git from 'isomorphic-git';
import { replaceDurably } from '../../durable-file.ts';
import { warsawTime } from '../../hours/warsaw-time.ts';

/** The branch of the whole history. */
export const branch = 'refs/heads/main';
/** Prefix of files being written; git does not read files with it. */
const unfinished = 'unfinished';

/** The files of a commit: hashes of their contents by their paths. */
export type Tree = ReadonlyMap<string, string>;

/** The parts of a commit that we read. */
export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly at: Date;
  readonly message: string;
}

/** A repository without a work tree. Every file is written under a temporary name, flushed and renamed. */
export type Repository = ReturnType<typeof createRepository>;

/** isomorphic-git writes in place: a file cut short by a crash would be taken for complete. */
function durableFileSystem(directory: string) {
  let count = 0;
  const writeFile = async (path: string, content: Uint8Array | string): Promise<void> => {
    count += 1;
    await replaceDurably(path, content, { draft: join(directory, `${unfinished}-${process.pid}-${count}`) });
  };
  return { promises: { ...promises, writeFile } };
}

/** @returns minutes by which clocks in Warsaw are behind UTC: -60 in winter */
function offsetOf(at: Date): number {
  const ahead = warsawTime(at).minute - (at.getUTCHours() * 60 + at.getUTCMinutes());
  return -((ahead + 1_440) % 1_440);
}

const plainName = (name: string): string =>
  name
    .replace(/[<>\p{Cc}]/gu, ' ')
    .trim()
    .slice(0, 80);

/**
 * @param gitdir folder of the repository, as `git --git-dir` takes it
 * @returns the repository, which may not exist yet
 */
export function createRepository(gitdir: string) {
  const fs = durableFileSystem(gitdir);
  const at = { fs, gitdir };
  const trees = new Map<string, Tree>();

  async function readTree(oid: string): Promise<Tree> {
    const known = trees.get(oid);
    if (known !== undefined) return known;
    const { tree } = await git.readTree({ ...at, oid });
    const found = new Map<string, string>();
    for (const { path, oid: below, type } of tree) {
      if (type === 'blob') found.set(path, below);
      else if (type === 'tree')
        for (const [inner, blob] of await readTree(below)) found.set(`${path}/${inner}`, blob);
    }
    if (trees.size > 500) trees.clear();
    trees.set(oid, found);
    return found;
  }

  async function writeTree(files: Tree): Promise<string> {
    const entries: git.TreeEntry[] = [];
    const folders = new Map<string, Map<string, string>>();
    for (const [path, oid] of files) {
      const [first = '', ...more] = path.split('/');
      if (more.length === 0) entries.push({ mode: '100644', path: first, oid, type: 'blob' });
      else folders.set(first, (folders.get(first) ?? new Map()).set(more.join('/'), oid));
    }
    for (const [path, inside] of folders)
      entries.push({ mode: '040000', path, oid: await writeTree(inside), type: 'tree' });
    return git.writeTree({ ...at, tree: entries });
  }

  return {
    gitdir,
    at,
    readTree,
    writeTree,

    /** Creates the repository if there is none, and deletes temporary files of a crash. */
    async open(): Promise<void> {
      await promises.mkdir(gitdir, { recursive: true, mode: 0o700 });
      for (const name of await promises.readdir(gitdir))
        if (name.startsWith(unfinished) || name.endsWith('.lock'))
          await promises.rm(join(gitdir, name), { force: true });
      await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' });
    },

    /** @returns the newest commit; undefined before the first one */
    head: (): Promise<string | undefined> =>
      git.resolveRef({ ...at, ref: branch }).catch((error: unknown) => {
        if (error instanceof git.Errors.NotFoundError) return undefined;
        throw error;
      }),

    setHead: (value: string): Promise<void> => git.writeRef({ ...at, ref: branch, value, force: true }),

    async readCommit(id: string): Promise<Commit> {
      const { commit } = await git.readCommit({ ...at, oid: id });
      return {
        id,
        tree: commit.tree,
        parents: commit.parent,
        author: commit.author.name,
        at: new Date(commit.author.timestamp * 1_000),
        message: commit.message.trimEnd(),
      };
    },

    /** Writes a commit without moving a branch. */
    writeCommit({ tree, parents, author, at: moment, message }: Omit<Commit, 'id'>): Promise<string> {
      const person = {
        name: plainName(author),
        email: '',
        timestamp: Math.floor(moment.getTime() / 1_000),
        timezoneOffset: offsetOf(moment),
      };
      const commit = {
        tree,
        parent: [...parents],
        author: person,
        committer: person,
        message: `${message}\n`,
      };
      return git.writeCommit({ ...at, commit });
    },

    writeBlob: (blob: Uint8Array): Promise<string> => git.writeBlob({ ...at, blob }),

    async readBlob(oid: string): Promise<Uint8Array> {
      return (await git.readBlob({ ...at, oid })).blob;
    },
  };
}

/** @returns git's hash of a content */
export const hashOf = async (content: Uint8Array): Promise<string> =>
  (await git.hashBlob({ object: content })).oid;
