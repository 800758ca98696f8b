import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod';
import { topics } from '../topics.ts';

/** What the build writes beside the site, in `dist/build.json`. */
export const buildManifest = z.object({
  /** Origin that absolute links were made with. */
  siteUrl: z.string(),
  /** Hashes of the inlined style sheets, for the Content-Security-Policy. */
  styleHashes: z.array(z.string()),
  /** Last day, `RRRR-MM-DD` in Warsaw, on which the pages say what a new build would say. */
  freshUntil: z.string(),
  /** The last day of each piece of news that has one, by its address: afterwards it is gone (410). */
  newsEnds: z.record(z.string(), z.string()),
  /** What each topic of the form is called, by language; in Polish always. */
  topicNames: z.record(z.enum(topics), z.record(z.string(), z.string())),
  /** Hash of everything the build was made from. */
  inputsHash: z.string(),
});
export type BuildManifest = z.infer<typeof buildManifest>;

/** The name of the manifest's file in the folder of the build. */
export const manifestName = 'build.json';

export interface BuiltSite {
  readonly manifest: BuildManifest;
  /** Folder of the prerendered files. */
  readonly clientDirectory: string;
  /** Address of the module that renders pages. */
  readonly entry: URL;
}

/**
 * @param directory the folder of a build
 * @returns its manifest, or undefined when there is no finished build
 */
export function readManifest(directory: string): BuildManifest | undefined {
  const file = join(directory, manifestName);
  if (!existsSync(file)) return undefined;
  return buildManifest.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
}

/** @returns where things are in a build, or undefined when there is no finished one */
export function findBuiltSite(directory: string): BuiltSite | undefined {
  const manifest = readManifest(directory);
  const entry = pathToFileURL(join(directory, 'server', 'entry.mjs'));
  if (manifest === undefined || !existsSync(fileURLToPath(entry))) return undefined;
  return { manifest, clientDirectory: join(directory, 'client'), entry };
}
