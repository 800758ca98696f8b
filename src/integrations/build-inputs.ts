import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { buildTime } from '../build-time.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import { filesBelow } from '../staff-files/files-below.ts';

/** Folders and files of the project that a build is made from. */
const inputs = ['src', 'content', 'public', 'astro.config.mjs', 'package-lock.json'];
/** Settings whose values end up in prerendered pages. */
const bakedIn = ['SITE_URL', 'RETENTION_DAYS'];

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return filesBelow(path)
    .filter(({ isFile }) => isFile)
    .map((file) => join(path, file.path));
}

/**
 * @param root the project's folder
 * @param environment for example `process.env`
 * @returns a hash that changes whenever a build would come out differently: with the day, too
 */
export function hashBuildInputs(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const hash = createHash('sha256');
  // With its length before it, no name or content can be taken for part of another.
  const add = (name: string, content: Uint8Array | string) => {
    for (const part of [name, content]) hash.update(`${Buffer.byteLength(part)} `).update(part);
  };
  for (const name of bakedIn) add(name, environment[name] ?? '');
  add('day', warsawTime(buildTime(environment)).day);
  const files = inputs.flatMap((input) => filesUnder(join(root, input)));
  const names = files.map((file) => relative(root, file).split(sep).join('/')).sort();
  for (const name of names) add(name, readFileSync(join(root, name)));
  return hash.digest('hex');
}
