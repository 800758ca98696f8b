import { join, relative, sep } from 'node:path';
import { readManifest } from '../web/build-manifest.ts';

/**
 * @param root the project's folder, with the last build in `dist/`
 * @param content a folder of content
 * @returns the addresses that people may have of this content: those of the last build, and the old ones of its pages;
 * none when there is no build, or it was made from other content
 */
export function publishedAddresses(root: string, content: string): readonly string[] {
  const manifest = readManifest(join(root, 'dist'));
  if (manifest?.contentFolder !== relative(root, content).split(sep).join('/')) return [];
  return [...manifest.addresses, ...Object.keys(manifest.oldAddresses)];
}
