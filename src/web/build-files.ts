import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type BuiltSite, hashOfFile, type NamedFile } from './build-manifest.ts';

/** A file of a build whose size and hash match the manifest. */
export interface BuildFile {
  readonly content: Buffer;
  readonly hash: string;
}

/** By their names in the manifest. */
export type BuildFiles = ReadonlyMap<string, BuildFile>;

/** The files; or the first file that is missing or does not match the manifest. */
export type FilesReading =
  | { readonly kind: 'whole'; readonly files: BuildFiles }
  | { readonly kind: 'damaged'; readonly name: string };

/** How long one turn of reading may block the event loop, in milliseconds. */
const turnMilliseconds = 4;

/**
 * Reads one file after another into the same buffer. The size is compared first, so a file larger than the manifest
 * says is never read.
 */
class FileReader {
  #room = Buffer.alloc(0);

  /** @returns bytes that are valid until the next call; undefined when the file does not match */
  read(file: string, { size, hash }: NamedFile): Buffer | undefined {
    try {
      const descriptor = openSync(file, 'r');
      try {
        if (fstatSync(descriptor).size !== size) return undefined;
        if (this.#room.length < size) this.#room = Buffer.alloc(size);
        const content = this.#room.subarray(0, size);
        for (let at = 0; at < size; ) {
          const count = readSync(descriptor, content, at, size - at, null);
          if (count === 0) return undefined;
          at += count;
        }
        return hashOfFile(content) === hash ? content : undefined;
      } finally {
        closeSync(descriptor);
      }
    } catch {
      return undefined;
    }
  }
}

/** @returns a copy in its own memory */
const copyOf = (content: Buffer): Buffer => {
  const copy = Buffer.allocUnsafeSlow(content.length);
  content.copy(copy);
  return copy;
};

/**
 * @returns the content of a file of a build; undefined when the manifest does not name it, or the file does not match
 * the manifest
 */
export function readNamedFile({ directory, manifest }: BuiltSite, name: string): Buffer | undefined {
  const named = manifest.files[name];
  return named === undefined ? undefined : new FileReader().read(join(directory, name), named);
}

/** Which files to check, which of them to keep in memory, and which are already there. */
interface Wanted {
  readonly look: (name: string) => boolean;
  readonly keep: (name: string) => boolean;
  /** Files of the previous build: an unchanged file is kept in memory once. */
  readonly held: BuildFiles;
}

/** Reads one file in each step, so that the caller can do other work between steps. */
function* readOneByOne(
  { directory, manifest }: BuiltSite,
  { look, keep, held }: Wanted,
): Generator<undefined, FilesReading> {
  const reader = new FileReader();
  const files = new Map<string, BuildFile>();
  for (const [name, named] of Object.entries(manifest.files)) {
    if (!look(name)) continue;
    const content = reader.read(join(directory, name), named);
    if (content === undefined) return { kind: 'damaged', name };
    const before = held.get(name);
    if (keep(name))
      files.set(name, before?.hash === named.hash ? before : { content: copyOf(content), hash: named.hash });
    yield;
  }
  return { kind: 'whole', files };
}

/** @param wanted which files to check and keep; default: all */
export function readFilesNow(site: BuiltSite, wanted: (name: string) => boolean = () => true): FilesReading {
  const reading = readOneByOne(site, { look: wanted, keep: wanted, held: new Map() });
  let step = reading.next();
  while (step.done !== true) step = reading.next();
  return step.value;
}

/**
 * Checks all files of a build while requests are served.
 *
 * @param keep which files are kept in memory
 * @param held files of the previous build
 */
export async function readFiles(
  site: BuiltSite,
  keep: (name: string) => boolean,
  held: BuildFiles,
): Promise<FilesReading> {
  const reading = readOneByOne(site, { look: () => true, keep, held });
  let turn = performance.now();
  let step = reading.next();
  while (step.done !== true) {
    if (performance.now() - turn > turnMilliseconds) {
      await nextTurn();
      turn = performance.now();
    }
    step = reading.next();
  }
  return step.value;
}
