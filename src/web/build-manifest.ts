import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod';
import { topics } from '../topics.ts';

const span = z.object({ opens: z.number(), closes: z.number() });

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
  /** The address of every page and piece of news. */
  addresses: z.array(z.string()).default([]),
  /** Addresses that pages had before, some with a query, and the pages that they lead to. */
  oldAddresses: z.record(z.string(), z.string()).default({}),
  /** The folder of the content that all this was made from, by its path from the project's. */
  contentFolder: z.string().default(''),
  /** What each topic of the form is called, by language; in Polish always. */
  topicNames: z.record(z.enum(topics), z.record(z.string(), z.string())),
  /** Who in the club takes enquiries up: the key that is kept, and what the role is called, by language. */
  staffRoles: z.array(z.object({ key: z.string(), name: z.record(z.string(), z.string()) })).default([]),
  /** When the club works, and in how many working days it answers: for promises, and for mails to staff. */
  answerFacts: z
    .object({
      /** By the days' ISO 8601 numbers. */
      week: z.record(z.string(), z.array(span)),
      exceptions: z.array(
        z.object({
          first: z.string(),
          last: z.string(),
          kind: z.enum(['closed', 'by-appointment', 'shortened', 'longer']),
          span: span.optional(),
        }),
      ),
      confirmed: z.boolean(),
      answerWithinWorkingDays: z.number().nullable(),
    })
    .optional(),
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
