import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hour } from '../durations.ts';
import { readNamedFile } from '../web/build-files.ts';
import { type BuiltSite, clientFolder, keptFolder } from '../web/build-manifest.ts';

/**
 * How long files of the previous build are served: a visitor may have a page of it open, and scroll down to its
 * pictures.
 */
const keptMilliseconds = hour;
/** Limit of all kept files together, as a server holds them in memory. The newest are kept first. */
const mostBytes = 32 * 1024 * 1024;

const formEndings = ['', '.br', '.gz'];

/** A removed page is gone at once; the files that pages refer to are kept: pictures, documents, stylesheets. */
const isPage = (name: string): boolean => name.endsWith('.html');

interface KeptFile {
  /** `client` or `kept`, in the previous build. */
  readonly folder: string;
  /** Path in that folder, with slashes. */
  readonly name: string;
  readonly end: string;
}

/** @returns the files that the previous build served and the new one does not have, the newest first */
function filesToKeep(before: BuiltSite, draft: BuiltSite, now: Date): readonly KeptFile[] {
  const { files, kept } = before.manifest;
  const isGone = (name: string) => draft.manifest.files[`${clientFolder}/${name}`] === undefined;
  const isCompressedForm = (name: string) =>
    /\.(?:br|gz)$/.test(name) && files[name.slice(0, -3)] !== undefined;
  const end = new Date(now.getTime() + keptMilliseconds).toISOString();
  const vanished = Object.keys(files)
    .filter((name) => name.startsWith(`${clientFolder}/`) && !isCompressedForm(name) && !isPage(name))
    .map((name) => name.slice(clientFolder.length + 1));
  return [
    ...vanished.map((name) => ({ folder: clientFolder, name, end })),
    ...Object.entries(kept)
      .filter(([, until]) => new Date(until) > now)
      .map(([name, until]) => ({ folder: keptFolder, name, end: until })),
  ].filter(({ name }) => isGone(name));
}

/**
 * Copies removed files that may still be requested into a new build. They are part of the build, not of a server's
 * memory, so that they outlive a restart and every server has them.
 *
 * @param before the previous build
 * @param draft the new build
 * @returns their entries in the manifest
 * @throws errors of the file system
 */
export function keepFiles(before: BuiltSite, draft: BuiltSite, now: Date): Readonly<Record<string, string>> {
  // A build from another content folder is another site.
  if (before.manifest.contentFolder !== draft.manifest.contentFolder) return {};
  const kept: Record<string, string> = {};
  let bytes = 0;
  for (const { folder, name, end } of filesToKeep(before, draft, now)) {
    const contents = formEndings.flatMap((ending) => {
      const content = readNamedFile(before, `${folder}/${name}${ending}`);
      return content === undefined ? [] : [[name + ending, content] as const];
    });
    // Compressed forms are useless without the file itself.
    if (contents[0]?.[0] !== name) continue;
    bytes += contents.reduce((sum, [, content]) => sum + content.length, 0);
    if (bytes > mostBytes) break;
    for (const [own, content] of contents) {
      const file = join(draft.directory, keptFolder, own);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    kept[name] = end;
  }
  return kept;
}
