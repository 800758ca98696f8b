import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readNamedFile } from '../web/build-files.ts';
import { type BuiltSite, clientFolder, keptFolder } from '../web/build-manifest.ts';

/** Somebody may have a page open for so long that was loaded before the new build, and scroll down to its pictures. */
const keptMilliseconds = 60 * 60_000;
/** Of all files that are kept, which a server holds in memory. The newest are kept first. */
const mostBytes = 32 * 1024 * 1024;

const twins = ['', '.br', '.gz'];

/** A page that is gone is gone at once; what pages refer to stays, such as pictures, documents and style sheets. */
const isPage = (name: string): boolean => name.endsWith('.html');

interface KeptFile {
  /** In the build before. */
  readonly folder: string;
  /** In that folder, with slashes. */
  readonly name: string;
  readonly end: string;
}

/** @returns what the build before served and the new one does not, the newest first */
function filesToKeep(before: BuiltSite, draft: BuiltSite, now: Date): readonly KeptFile[] {
  const { files, kept } = before.manifest;
  const isGone = (name: string) => draft.manifest.files[`${clientFolder}/${name}`] === undefined;
  const isTwin = (name: string) => /\.(?:br|gz)$/.test(name) && files[name.slice(0, -3)] !== undefined;
  const end = new Date(now.getTime() + keptMilliseconds).toISOString();
  const vanished = Object.keys(files)
    .filter((name) => name.startsWith(`${clientFolder}/`) && !isTwin(name) && !isPage(name))
    .map((name) => name.slice(clientFolder.length + 1));
  return [
    ...vanished.map((name) => ({ folder: clientFolder, name, end })),
    ...Object.entries(kept)
      .filter(([, until]) => new Date(until) > now)
      .map(([name, until]) => ({ folder: keptFolder, name, end: until })),
  ].filter(({ name }) => isGone(name));
}

/**
 * Takes into a new build what is gone from it and may still be asked for. Kept with the build, not by the servers, it
 * outlives a restart, and each server of several has it.
 *
 * @param before the build that the new one takes the place of
 * @param draft the new build
 * @returns what its manifest says of them
 * @throws what the file system says
 */
export function keepFiles(before: BuiltSite, draft: BuiltSite, now: Date): Readonly<Record<string, string>> {
  // Content of somewhere else is another site.
  if (before.manifest.contentFolder !== draft.manifest.contentFolder) return {};
  const kept: Record<string, string> = {};
  let bytes = 0;
  for (const { folder, name, end } of filesToKeep(before, draft, now)) {
    const contents = twins.flatMap((twin) => {
      const content = readNamedFile(before, `${folder}/${name}${twin}`);
      return content === undefined ? [] : [[name + twin, content] as const];
    });
    // Without the file itself its compressed twins are of no use.
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
