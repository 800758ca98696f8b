import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { topics } from '../topics.ts';

const span = z.object({ opens: z.number(), closes: z.number() });

/** A path below the folder of the build, with slashes, that cannot lead out of it. */
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

/** The manifest that the build writes last, as `dist/build.json`. */
const buildManifest = z.object({
  /** Origin that absolute links were made with. */
  siteUrl: z.string(),
  /** For how many days the pages say that enquiries are kept. */
  retention: z.object({ retentionDays: z.number(), unansweredDays: z.number() }).optional(),
  /** Hashes of the inlined stylesheets, for the Content-Security-Policy. */
  styleHashes: z.array(z.string()),
  /** Last day, `RRRR-MM-DD` in Warsaw, on which the pages are still right; later a new build would differ. */
  freshUntil: z.string(),
  /** The last day of each piece of news that has one, by its address: afterwards the address answers 410. */
  newsEnds: z.record(z.string(), z.string()),
  /** The address of every page and piece of news. */
  addresses: z.array(z.string()).default([]),
  /** Old addresses of pages, some with a query, and the pages that they redirect to. */
  oldAddresses: z.record(z.string(), z.string()).default({}),
  /** The content folder that the site was built from, relative to the project folder. */
  contentFolder: z.string().default(''),
  /** The name of each topic of the form, by language; Polish is always there. */
  topicNames: z.record(z.enum(topics), z.record(z.string(), z.string())),
  /** The roles of the club that take enquiries up: the key that is stored, and the name by language. */
  staffRoles: z.array(z.object({ key: z.string(), name: z.record(z.string(), z.string()) })).default([]),
  /** Working hours, and the number of working days until an answer: for promises, and for mails to staff. */
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
  /** Hash of all inputs of the build. */
  inputsHash: z.string(),
  /** Every other file of the build. A build is valid only while all of them are there and match. */
  files: z.record(fileName, namedFile),
  /**
   * Files of earlier builds: when each file below `kept/`, named without that folder, is no longer served (ISO 8601).
   */
  kept: z.record(fileName, z.iso.datetime()).default({}),
});
export type BuildManifest = z.infer<typeof buildManifest>;

/** The name of the manifest's file in the folder of the build. */
export const manifestName = 'build.json';

/**
 * Names in a build: the folder of prerendered files; the folder of files from earlier builds; the script of the
 * rendered pages.
 */
export const clientFolder = 'client';
export const keptFolder = 'kept';
export const pagesFile = 'pages.cjs';

/** Far more than a site of this kind needs; a manifest that exceeds these limits is refused. */
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

/** @returns the manifest; undefined when the text is not one, is incomplete, or exceeds the limits */
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
 * @returns the build in it; undefined when there is no manifest, or it cannot be read. The files themselves are
 * checked by `build-files.ts`
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
