import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { writeManifest } from '../../src/manifest/write-manifest.ts';
import { keepFiles } from '../../src/publication/keep-files.ts';
import { type BuildPlaces, replaceBuild } from '../../src/publication/replace-build.ts';
import { findBuiltSite } from '../../src/web/build-manifest.ts';

/** A build that a test changes and publishes in place of the previous one, as `npm run build` does after Astro. */
export interface Draft {
  /** Its folder. */
  readonly directory: string;
  /** Rewrites a file of it, with its compressed forms. @throws if that changes nothing */
  edit(name: string, change: (text: string) => string): void;
}

/** No test looks at how small they are. */
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MIN_QUALITY } };

const beside = (directory: string): BuildPlaces => ({
  finished: directory,
  draft: `${directory}-draft`,
  previous: `${directory}-previous`,
});

/** Copies a build to a folder where a test may change it. */
export const copyBuild = (from: string, to: string): void => cpSync(from, to, { recursive: true });

/**
 * @param directory of the finished build
 * @param change makes the next build differ from this one
 * @param spoil is called once its manifest is written
 */
export async function publish(
  directory: string,
  change: (draft: Draft) => void,
  spoil: (folder: string) => void = () => {},
): Promise<void> {
  const places = beside(directory);
  rmSync(places.draft, { recursive: true, force: true });
  cpSync(directory, places.draft, { recursive: true });
  const edit: Draft['edit'] = (name, rewrite) => {
    const file = join(places.draft, name);
    const before = readFileSync(file, 'utf8');
    const after = rewrite(before);
    if (after === before) throw new Error(`${name}: nothing changed`);
    writeFileSync(file, after);
    if (!name.startsWith('client/')) return;
    writeFileSync(`${file}.br`, brotliCompressSync(after, quickly));
    writeFileSync(`${file}.gz`, gzipSync(after));
  };
  change({ directory: places.draft, edit });
  rmSync(join(places.draft, 'kept'), { recursive: true, force: true });
  const before = findBuiltSite(directory);
  const draft = findBuiltSite(places.draft);
  if (before === undefined || draft === undefined) throw new Error(`${dirname(directory)}: no build`);
  await writeManifest(places.draft, { ...draft.manifest, kept: {} });
  const renewed = findBuiltSite(places.draft);
  if (renewed === undefined) throw new Error('no manifest was written');
  const kept = keepFiles(before, renewed, new Date());
  await writeManifest(places.draft, { ...renewed.manifest, kept });
  spoil(places.draft);
  replaceBuild(places);
}

/** Puts a mark on the pages, both prerendered and rendered on request, so that a reader can tell the edition. */
export function markPages({ edit }: Draft, pages: readonly string[], mark: string): void {
  const marked = (text: string) =>
    text.replaceAll(/ wydanie-\w+(?=<\/title>)/g, '').replaceAll('</title>', ` wydanie-${mark}</title>`);
  for (const page of pages) edit(`client/${page}`, marked);
  edit('pages.cjs', marked);
}

/** @returns the mark of the edition that a page is from */
export const markOf = (html: string): string | undefined => / wydanie-(\w+)<\/title>/.exec(html)?.[1];
