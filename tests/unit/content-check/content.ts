import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ContentFiles } from '../../../src/content-check/check-files.ts';
import { clubContent } from '../../support/club.ts';

const folder = clubContent;

/** The content of a made-up club. */
export const content: ContentFiles = {
  files: new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [
        path
          .slice(folder.length + 1)
          .split(sep)
          .join('/'),
        readFileSync(path),
      ]),
  ),
  publicFiles: new Set(['/favicon.svg']),
};

/** @returns that content with some files added or replaced, or removed where the value is undefined */
export function contentWith(
  changes: Readonly<Record<string, string | Uint8Array | undefined>>,
): ContentFiles {
  const files = new Map(content.files);
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) files.delete(path);
    else files.set(path, typeof text === 'string' ? new TextEncoder().encode(text) : text);
  }
  return { ...content, files };
}

/** @returns the text of one of its files with a part replaced; @throws if the file does not contain that part */
export function changed(path: string, from: string, to: string): string {
  const text = new TextDecoder().decode(content.files.get(path));
  if (!text.includes(from)) throw new Error(`${path} holds no „${from}”.`);
  return text.replace(from, to);
}
