import { kindOf } from '../../staff-files/kinds.ts';
import { isServed, staffFolder } from '../../staff-files/served-files.ts';
import type { Editor } from '../changes/change.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { pageAt } from '../pages/page-file.ts';
import type { ContentFiles } from '../preview/content-store.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { ContentNow } from './content-now.ts';
import { titleOf } from './places.ts';

/** A picture or a document, and where it is used. */
export interface StaffFile {
  readonly name: string;
  readonly isPicture: boolean;
  /** Whether it was uploaded and is not published yet. */
  readonly isStaged: boolean;
  /** Titles of the pages that use it. */
  readonly usedBy: readonly string[];
}

/** @returns uploaded files that are not published yet */
export const stagedFiles = (uploads: Uploads): ContentFiles =>
  new Map([...uploads.all()].flatMap(([path, bytes]) => (bytes === null ? [] : [[path, bytes]])));

/** @param files all content with an editor's drafts */
export function listStaffFiles(files: ContentFiles, published: ContentNow['published']): StaffFile[] {
  const pages = [...files].flatMap(([path, bytes]) =>
    pageAt(path) === undefined ? [] : [{ path, text: Buffer.from(bytes).toString() }],
  );
  return [...files.keys()]
    .filter((path) => path.startsWith(`${staffFolder}/`))
    .map((path) => ({
      name: path.slice(staffFolder.length + 1),
      isPicture: kindOf(path)?.isPicture === true,
      isStaged: published(path) === undefined,
      usedBy: pages
        .filter(({ text }) => text.includes(`/${path}`))
        .map((page) => titleOf(page.path, page.text)),
    }));
}

/** @returns whether a file existed and is removed: from the uploads, or from the site by a draft */
export async function removeStaffFile(
  parts: { drafts: Drafts; uploads: Uploads; published: ContentNow['published']; at: Date },
  editor: Editor,
  name: string,
): Promise<'gone' | 'drafted' | 'unknown'> {
  const path = `${staffFolder}/${name}`;
  if (parts.uploads.all().has(path)) {
    parts.uploads.remove(path);
    return 'gone';
  }
  if (parts.published(path) === undefined || !isServed(name)) return 'unknown';
  await parts.drafts.save({ editor, path, base: null, text: null, at: parts.at });
  return 'drafted';
}
