import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentFiles } from '../../src/editing/preview/content-store.ts';
import { createPreview } from '../../src/editing/preview/preview.ts';
import { readPageSettings } from '../../src/settings/settings.ts';
import { filesBelow } from '../../src/staff-files/files-below.ts';
import { clubBuild, clubContent } from './club.ts';
import { noonOf } from './project-copy.ts';
import { projectRoot } from './site.ts';

/** The made-up club's content: path within it → bytes. */
export const clubFiles: ContentFiles = new Map<string, Uint8Array>(
  filesBelow(clubContent)
    .filter(({ isFile }) => isFile)
    .map(({ path }) => [path, readFileSync(join(clubContent, path))]),
);

/** @param file as in a copy of the project: `content/fakty/…`. @throws if the change changes nothing */
type Edit = (file: string, change: (text: string) => string) => Promise<void>;

/** @returns the club's content as it is after some edits */
export async function editedClub(edits: (edit: Edit) => Promise<void>): Promise<ContentFiles> {
  const files = new Map(clubFiles);
  await edits(async (file, change) => {
    const path = file.replace(/^content\//, '');
    const before = Buffer.from(files.get(path) ?? []).toString();
    const after = change(before);
    if (after === before) throw new Error(`${file}: nothing changed`);
    files.set(path, Buffer.from(after));
  });
  return files;
}

/**
 * Draws single pages and files for machines with the program by which the club was built, in a twentieth of a build's
 * time; `content/preview.test.ts` compares them with the build. The site's address is that of the club's build.
 *
 * @param day the day of the build
 * @returns a function that takes the path of a page, and throws if there is none
 */
export function drawnOn(day: string, files: ContentFiles): (path: string) => Promise<string> {
  const preview = createPreview({
    pages: join(clubBuild, 'pages'),
    content: clubContent,
    publicFolder: join(projectRoot, 'public'),
    siteUrl: readPageSettings({}).siteUrl,
    environment: { ...process.env, SOURCE_DATE_EPOCH: noonOf(day) },
  });
  async function draw(path: string): Promise<string> {
    const drawn = await preview.draw(files, path);
    if (drawn === undefined) throw new Error(`${path} cannot be drawn`);
    return drawn;
  }
  const known = new Map<string, Promise<string>>();
  return (path) => {
    const drawn = known.get(path) ?? draw(path);
    known.set(path, drawn);
    return drawn;
  };
}
