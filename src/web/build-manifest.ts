import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { topics } from '../topics.ts';

const span = z.object({ opens: z.number(), closes: z.number() });

/** A path below the folder of the build, with slashes, that leads nowhere else. */
const fileName = z
  .string()
  .max(400)
  .refine((name) =>
    name.split('/').every((part) => !['', '.', '..'].includes(part) && !/[\\\0:]/.test(part)),
  );
const namedFile = z.object({
  /** In bytes. */
  size: z.int().min(0),
  /** As `hashOfFile` gives it. */
  hash: z.string().length(22),
});
export type NamedFile = z.infer<typeof namedFile>;

/** What the build writes beside the site, last of all, in `dist/build.json`. */
export const buildManifest = z.object({
  /** Origin that absolute links were made with. */
  siteUrl: z.string(),
  /** For how many days the pages say that enquiries are kept. */
  retention: z.object({ retentionDays: z.number(), unansweredDays: z.number() }).optional(),
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
  /** Every other file of the build. A build counts only while all of them are whole. */
  files: z.record(fileName, namedFile),
  /** Of the builds before: when each file below `kept/`, named without that folder, is no longer served (ISO 8601). */
  kept: z.record(fileName, z.iso.datetime()).default({}),
});
export type BuildManifest = z.infer<typeof buildManifest>;

/** The name of the manifest's file in the folder of the build. */
export const manifestName = 'build.json';

/** In a build: the prerendered files; what of the builds before is still served; the pages that are rendered. */
export const clientFolder = 'client';
export const keptFolder = 'kept';
export const pagesFile = 'pages.cjs';

/** Far above what a site of this kind needs; a manifest that names more is none. */
const mostManifestBytes = 8 * 1024 * 1024;
const mostFiles = 20_000;
const mostBytes = 256 * 1024 * 1024;

/** @returns 132 bits of the SHA-256 of a file, in base64url: its name in the manifest, and its ETag */
export const hashOfFile = (content: Uint8Array): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 22);

export interface BuiltSite {
  readonly manifest: BuildManifest;
  /** The folder of the build. */
  readonly directory: string;
  /** Differs from build to build. */
  readonly id: string;
  readonly builtAt: Date;
}

/** @returns what a manifest says; undefined when it is none, half written, or names too much */
export function parseManifest(text: string): BuildManifest | undefined {
  try {
    const manifest = buildManifest.parse(JSON.parse(text));
    const sizes = Object.values(manifest.files).map(({ size }) => size);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return sizes.length <= mostFiles && bytes <= mostBytes ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param directory the folder of a build
 * @returns the build there; undefined when there is no manifest, or none that can be read. Whether its files are whole
 * is for `build-files.ts` to say
 */
export function findBuiltSite(directory: string): BuiltSite | undefined {
  const file = join(directory, manifestName);
  try {
    const { size, mtimeMs } = statSync(file);
    if (size > mostManifestBytes) return undefined;
    const content = readFileSync(file);
    const manifest = parseManifest(content.toString());
    if (manifest === undefined) return undefined;
    return { manifest, directory, id: hashOfFile(content), builtAt: new Date(mtimeMs) };
  } catch {
    return undefined;
  }
}

/** @returns the manifest of the build in this folder, or undefined when there is none */
export const readManifest = (directory: string): BuildManifest | undefined =>
  findBuiltSite(directory)?.manifest;
