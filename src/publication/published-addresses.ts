import { join, relative, sep } from 'node:path';
import { type BuildManifest, readManifest } from '../web/build-manifest.ts';

/** @returns whether a build was made from this content folder */
export const isBuiltFrom = (
  { root, content }: { readonly root: string; readonly content: string },
  { contentFolder }: Pick<BuildManifest, 'contentFolder'>,
): boolean => contentFolder === relative(root, content).split(sep).join('/');

/**
 * @param root the project's folder, with the last build in `dist/`
 * @param content a folder of content
 * @returns the published addresses of this content: those of the last build, and the old addresses of its pages; none
 * when there is no build, or it was made from another folder
 */
export function publishedAddresses(root: string, content: string): readonly string[] {
  const manifest = readManifest(join(root, 'dist'));
  if (manifest === undefined || !isBuiltFrom({ root, content }, manifest)) return [];
  return [...manifest.addresses, ...Object.keys(manifest.oldAddresses)];
}
