import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { warsawTime } from '../hours/warsaw-time.ts';
import type { PageSettings } from '../settings/settings.ts';
import { filesBelow } from '../staff-files/files-below.ts';

/** Folders and files of the project that are inputs of a build. */
const inputs = ['src', 'public', 'astro.config.mjs', 'package-lock.json'];

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return filesBelow(path)
    .filter(({ isFile }) => isFile)
    .map((file) => join(path, file.path));
}

/**
 * @param root the project's folder
 * @param settings the settings whose values are in prerendered pages
 * @returns a hash that changes whenever a build would give another result; it includes the day
 */
export function hashBuildInputs(root: string, settings: PageSettings): string {
  const hash = createHash('sha256');
  // The length before each part makes the input of the hash unambiguous.
  const add = (name: string, content: Uint8Array | string) => {
    for (const part of [name, content]) hash.update(`${Buffer.byteLength(part)} `).update(part);
  };
  add('siteUrl', settings.siteUrl.origin);
  add('retentionDays', String(settings.retentionDays));
  add('unansweredDays', String(settings.unansweredDays));
  add('day', warsawTime(settings.sourceDate ?? new Date()).day);
  // Paths are relative to the content folder, so that its place does not matter.
  const groups = [
    ...inputs.map((input) => ({ base: root, folder: join(root, input) })),
    { base: settings.contentDirectory, folder: settings.contentDirectory },
  ];
  for (const { base, folder } of groups) {
    const names = filesUnder(folder).map((file) => relative(base, file).split(sep).join('/'));
    add('files', String(names.length));
    for (const name of names.sort()) add(name, readFileSync(join(base, name)));
  }
  return hash.digest('hex');
}
