import { promises } from 'node:fs';
import { join } from 'node:path';
import * as git from 'isomorphic-git';
import { branch, type Commit, type Repository } from './durable-git.ts';

/**
 * A backup is a git bundle (gitformat-bundle(5), version 2): one file with the whole history, and so with the content,
 * which `git clone` reads as well.
 */
const signature = '# v2 git bundle\n';

/** @returns every commit of the history, each after its parents */
export async function commitsOf(repository: Repository, head: string): Promise<Commit[]> {
  const found = new Map<string, Commit>();
  const waiting = [head];
  while (waiting.length > 0) {
    const id = waiting.at(-1) ?? '';
    const commit = await repository.readCommit(id);
    const missing = commit.parents.filter((parent) => !found.has(parent));
    if (missing.length > 0) waiting.push(...missing);
    else {
      waiting.pop();
      found.set(id, commit);
    }
  }
  return [...found.values()];
}

async function objectsBelow(repository: Repository, oid: string, found: Set<string>): Promise<void> {
  if (found.has(oid)) return;
  found.add(oid);
  const { tree } = await git.readTree({ ...repository.at, oid });
  for (const { oid: below, type } of tree)
    if (type === 'tree') await objectsBelow(repository, below, found);
    else found.add(below);
}

/** @returns the history as one file; undefined before its first entry */
export async function writeBundle(repository: Repository): Promise<Uint8Array | undefined> {
  const head = await repository.head();
  if (head === undefined) return undefined;
  const oids = new Set<string>();
  for (const { id, tree } of await commitsOf(repository, head)) {
    oids.add(id);
    await objectsBelow(repository, tree, oids);
  }
  const { packfile } = await git.packObjects({ ...repository.at, oids: [...oids], write: false });
  if (packfile === undefined) throw new Error('no pack was made');
  return Buffer.concat([Buffer.from(`${signature}${head} ${branch}\n${head} HEAD\n\n`), packfile]);
}

/**
 * Reads all objects of a bundle into the repository, without moving any branch.
 *
 * @returns the newest commit of the bundle; undefined when the file is not a bundle of a history; @throws when it is
 * damaged
 */
export async function readBundle(repository: Repository, bundle: Uint8Array): Promise<string | undefined> {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length);
  const end = bytes.subarray(0, 10_000).indexOf('\n\n');
  const header = bytes.subarray(0, Math.max(end, 0)).toString('latin1');
  const head = new RegExp(`^([0-9a-f]{40}) ${branch}$`, 'm').exec(header)?.[1];
  if (!header.startsWith(signature) || head === undefined) return undefined;
  const folder = join(repository.gitdir, 'objects', 'pack');
  const pack = join('objects', 'pack', `pack-${head}.pack`);
  await promises.mkdir(folder, { recursive: true, mode: 0o700 });
  const { fs, gitdir } = repository.at;
  await fs.promises.writeFile(join(gitdir, pack), bytes.subarray(end + 2));
  try {
    await git.indexPack({ fs, dir: gitdir, gitdir, filepath: pack });
    for (const { tree } of await commitsOf(repository, head)) await objectsBelow(repository, tree, new Set());
    return head;
  } catch (error) {
    for (const name of [pack, pack.replace(/pack$/, 'idx')])
      await promises.rm(join(gitdir, name), { force: true });
    throw error;
  }
}
