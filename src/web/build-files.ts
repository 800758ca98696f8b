import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type BuiltSite, hashOfFile, type NamedFile } from './build-manifest.ts';

/** A file of a build, read and found to be what the manifest says. */
export interface BuildFile {
  readonly content: Buffer;
  readonly hash: string;
}

/** By their names in the manifest; or the first one that is missing or is not what the manifest says. */
export type FilesReading =
  | { readonly kind: 'whole'; readonly files: ReadonlyMap<string, BuildFile> }
  | { readonly kind: 'damaged'; readonly name: string };

/** How long reading may keep others from being served. */
const turnMilliseconds = 4;

/** The size is compared first: nothing larger than what was named is ever read. */
function readWhole(file: string, { size, hash }: NamedFile): Buffer | undefined {
  try {
    const descriptor = openSync(file, 'r');
    try {
      if (fstatSync(descriptor).size !== size) return undefined;
      const content = readFileSync(descriptor);
      return hashOfFile(content) === hash ? content : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** @returns the content of a file of a build; undefined when it names none so, or it is not what the manifest says */
export function readNamedFile({ directory, manifest }: BuiltSite, name: string): Buffer | undefined {
  const named = manifest.files[name];
  return named === undefined ? undefined : readWhole(join(directory, name), named);
}

/** Reads file by file, so that whoever asks can do something else in between. */
function* readOneByOne(
  { directory, manifest }: BuiltSite,
  wanted: (name: string) => boolean,
): Generator<undefined, FilesReading> {
  const files = new Map<string, BuildFile>();
  for (const [name, named] of Object.entries(manifest.files)) {
    if (!wanted(name)) continue;
    const content = readWhole(join(directory, name), named);
    if (content === undefined) return { kind: 'damaged', name };
    files.set(name, { content, hash: named.hash });
    yield;
  }
  return { kind: 'whole', files };
}

/** @param wanted which files; all unless told */
export function readFilesNow(site: BuiltSite, wanted: (name: string) => boolean = () => true): FilesReading {
  const reading = readOneByOne(site, wanted);
  let step = reading.next();
  while (step.done !== true) step = reading.next();
  return step.value;
}

/** Reads all files while others are served. */
export async function readFiles(site: BuiltSite): Promise<FilesReading> {
  const reading = readOneByOne(site, () => true);
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
