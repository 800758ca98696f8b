import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kindOf } from './kinds.ts';
import { isAddressable } from './names.ts';
import { type ServedPicture, servedPicture } from './pictures.ts';

/** Folder of the content with the files uploaded by staff, and first part of their addresses. */
export const staffFolder = 'pliki';
const address = /^\/pliki\/([^/]+)$/;

/** A file as the site serves it. */
export type ServedFile =
  | ({ readonly kind: 'picture'; readonly label: string } & ServedPicture)
  | { readonly kind: 'document'; readonly label: string; readonly bytes: Uint8Array };

/** @returns whether the site serves an uploaded file of this name */
export const isServed = (name: string): boolean => isAddressable(name) && kindOf(name) !== undefined;

/** @returns the names of the uploaded files that are served, in order; none if there is no such folder */
export function servedNames(contentFolder: string): string[] {
  try {
    return readdirSync(join(contentFolder, staffFolder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && isServed(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

/**
 * @returns a file of that name as the site serves it; undefined when such files are not served; @throws when a picture
 * is damaged
 */
export async function toServedFile(name: string, bytes: Uint8Array): Promise<ServedFile | undefined> {
  const kind = kindOf(name);
  if (kind === undefined) return undefined;
  if (!kind.isPicture) return { kind: 'document', label: kind.label, bytes };
  return { kind: 'picture', label: kind.label, ...(await servedPicture(bytes)) };
}

const read = async (path: string, name: string): Promise<ServedFile | undefined> =>
  kindOf(name) && toServedFile(name, await readFile(path));

/**
 * @param path of a file within the site, `/pliki/ulotka.pdf`; pictures may be in the public folder, too
 * @returns the file as the site serves it; undefined if there is none; @throws when a picture is damaged
 */
export async function findServedFile(
  folders: { readonly content: string; readonly public: string },
  path: string,
): Promise<ServedFile | undefined> {
  const name = address.exec(path)?.[1];
  if (name !== undefined)
    return servedNames(folders.content).includes(name)
      ? read(join(folders.content, staffFolder, name), name)
      : undefined;
  const inPublic = path.slice(1).split('/');
  const last = inPublic.at(-1) ?? '';
  if (!kindOf(last) || !inPublic.every(isAddressable)) return undefined;
  return read(join(folders.public, ...inPublic), last).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT' || fault.code === 'ENOTDIR') return undefined;
    throw fault;
  });
}
