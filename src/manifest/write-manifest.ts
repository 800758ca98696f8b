import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { warsawTime } from '../hours/warsaw-time.ts';
import type { PageSettings } from '../settings/settings.ts';
import { type BuildManifest, hashOfFile, manifestName } from '../web/build-manifest.ts';
import { hashBuildInputs } from './build-inputs.ts';
import { readDatedContent } from './dated-content.ts';
import { readAnswerFacts, readStaffRoles, readTopicNames } from './enquiry-facts.ts';
import { freshUntil } from './fresh-until.ts';
import { readPageAddresses } from './page-addresses.ts';

async function factTexts(content: string): Promise<string[]> {
  const folder = join(content, 'fakty');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

/** @returns all files below a folder, by their relative path with slashes, with size and hash */
async function nameFiles(directory: string): Promise<BuildManifest['files']> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => name !== manifestName)
    .sort();
  const named = names.map(async (name) => {
    const content = await readFile(join(directory, name));
    return [name, { size: content.length, hash: hashOfFile(content) }] as const;
  });
  return Object.fromEntries(await Promise.all(named));
}

/**
 * Writes the manifest, after all other files of the build: first under another name, then renamed. With it the build
 * is complete.
 *
 * @param directory the folder of the build
 */
export async function writeManifest(directory: string, manifest: BuildManifest): Promise<void> {
  const file = join(directory, manifestName);
  const files = await nameFiles(directory);
  await writeFile(`${file}.unfinished`, `${JSON.stringify({ ...manifest, files }, undefined, 1)}\n`);
  await rename(`${file}.unfinished`, file);
}

/**
 * @param root the project's folder
 * @param styleHashes of the stylesheets in the pages
 * @returns the manifest of a build from this content, without its files
 */
export async function describeBuild(
  root: string,
  settings: PageSettings,
  styleHashes: readonly string[],
): Promise<BuildManifest> {
  const { siteUrl, contentDirectory } = settings;
  const today = warsawTime(settings.sourceDate ?? new Date()).day;
  const { changes, newsEnds } = readDatedContent(contentDirectory, today);
  return {
    siteUrl: siteUrl.origin,
    styleHashes: [...styleHashes],
    freshUntil: freshUntil(await factTexts(contentDirectory), changes, today),
    newsEnds,
    ...readPageAddresses(contentDirectory),
    contentFolder: relative(root, contentDirectory).split(sep).join('/'),
    topicNames: readTopicNames(contentDirectory),
    retention: { retentionDays: settings.retentionDays, unansweredDays: settings.unansweredDays },
    staffRoles: readStaffRoles(contentDirectory),
    answerFacts: readAnswerFacts(contentDirectory),
    inputsHash: hashBuildInputs(root, settings),
    files: {},
    kept: {},
  };
}
