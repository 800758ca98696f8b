import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type BuiltSite, hashOfFile, type NamedFile } from './build-manifest.ts';

/** A file of a build, read and found to be what the manifest says. */
export interface BuildFile {
  readonly content: Buffer;
  readonly hash: string;
}

/** By their names in the manifest. */
export type BuildFiles = ReadonlyMap<string, BuildFile>;

/** What was asked for; or the first file that is missing or is not what the manifest says. */
export type FilesReading =
  | { readonly kind: 'whole'; readonly files: BuildFiles }
  | { readonly kind: 'damaged'; readonly name: string };

/** How long reading may keep others from being served. */
const turnMilliseconds = 4;

/**
 * Reads files of at most this size into the same memory, one after the other. Their size is compared first: nothing
 * larger than what was named is ever read.
 */
class FileReader {
  #room = Buffer.alloc(0);

  /** @returns what is good until the next call; undefined when the file is not what was named */
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

/** @returns a copy that shares its memory with nothing else */
const copyOf = (content: Buffer): Buffer => {
  const copy = Buffer.allocUnsafeSlow(content.length);
  content.copy(copy);
  return copy;
};

/** @returns the content of a file of a build; undefined when it names none so, or it is not what the manifest says */
export function readNamedFile({ directory, manifest }: BuiltSite, name: string): Buffer | undefined {
  const named = manifest.files[name];
  return named === undefined ? undefined : new FileReader().read(join(directory, name), named);
}

/** Which files to look at, which of these to keep in memory, and what is there already. */
interface Wanted {
  readonly look: (name: string) => boolean;
  readonly keep: (name: string) => boolean;
  /** Files of the build before: of what has not changed there is one copy. */
  readonly held: BuildFiles;
}

/** Reads file by file, so that whoever asks can do something else in between. */
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

/** @param wanted which files to look at, and to keep; all unless told */
export function readFilesNow(site: BuiltSite, wanted: (name: string) => boolean = () => true): FilesReading {
  const reading = readOneByOne(site, { look: wanted, keep: wanted, held: new Map() });
  let step = reading.next();
  while (step.done !== true) step = reading.next();
  return step.value;
}

/**
 * Looks at all files of a build while others are served.
 *
 * @param keep which of them are wanted
 * @param held files of the build before
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
