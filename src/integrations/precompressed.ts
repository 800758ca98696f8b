import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Enough to use zlib's four threads, and few enough that memory does not grow with the number of pages. */
const filesAtOnce = 8;

/** Cached forms of other builds: the content before an undo, the tests' club beside the site; some 10 kB each. */
const mostOfOtherBuilds = 300;

interface CompressedForms {
  readonly brotli: Uint8Array;
  readonly gzip: Uint8Array;
}

const hashOf = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Other versions may compress the same bytes differently, so they are part of the hash. */
const versions = Buffer.from(`${process.versions.brotli} ${process.versions.zlib}`);
const hashBytes = 32;
const lengthBytes = 4;

/** A cached file: a hash of the rest, the length of the first form, and both forms. */
function pack(content: Uint8Array, forms: CompressedForms): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32LE(forms.brotli.length);
  const rest = Buffer.concat([length, forms.brotli, forms.gzip]);
  return Buffer.concat([hashOf(content, rest), rest]);
}

/**
 * @returns the forms that `pack` wrote for the same content; undefined when the cached file is damaged, or of other
 * content
 */
function unpack(content: Uint8Array, kept: Buffer): CompressedForms | undefined {
  const rest = kept.subarray(hashBytes);
  if (rest.length < lengthBytes) return undefined;
  if (!kept.subarray(0, hashBytes).equals(hashOf(content, rest))) return undefined;
  const end = lengthBytes + rest.readUInt32LE();
  return { brotli: rest.subarray(lengthBytes, end), gzip: rest.subarray(end) };
}

function keptForms(content: Uint8Array, file: string): CompressedForms | undefined {
  try {
    return unpack(content, readFileSync(file));
  } catch {
    return undefined;
  }
}

/** Level 11 takes 30 ms for a page of 25 kB, more than all other work on it, and most pages do not change. */
async function compress(content: Uint8Array, file: string): Promise<CompressedForms> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const forms = {
    brotli: await brotli(content, { params }),
    gzip: await deflate(content, { level: constants.Z_BEST_COMPRESSION }),
  };
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, pack(content, forms));
  renameSync(unfinished, file);
  return forms;
}

/**
 * Writes `FILE.br` (brotli 11) and `FILE.gz` (gzip 9) beside each file.
 *
 * @param files paths
 * @param keep the cache folder, by the hash of the content; afterwards it has the forms of these files, and the latest
 * of others
 * @param look called with each file and its content, which is read only once
 */
export async function writeCompressedForms(
  files: readonly string[],
  keep: string,
  look: (file: string, content: Buffer) => void,
): Promise<void> {
  mkdirSync(keep, { recursive: true });
  const used = new Set<string>();
  const waiting = files.values();
  // Nothing else runs in a build at this point, and for small files synchronous reading is faster.
  async function work(): Promise<void> {
    for (const file of waiting) {
      const content = readFileSync(file);
      look(file, content);
      const name = hashOf(versions, content).toString('hex');
      used.add(name);
      const kept = join(keep, name);
      const forms = keptForms(content, kept) ?? (await compress(content, kept));
      writeFileSync(`${file}.br`, forms.brotli);
      writeFileSync(`${file}.gz`, forms.gzip);
    }
  }
  await Promise.all(Array.from({ length: filesAtOnce }, work));
  removeOld(
    readdirSync(keep)
      .filter((name) => !used.has(name))
      .map((name) => join(keep, name)),
  );
}

function removeOld(unused: readonly string[]): void {
  if (unused.length <= mostOfOtherBuilds) return;
  const madeAt = new Map(unused.map((file) => [file, statSync(file).mtimeMs]));
  const newestFirst = unused.toSorted((a, b) => (madeAt.get(b) ?? 0) - (madeAt.get(a) ?? 0));
  for (const file of newestFirst.slice(mostOfOtherBuilds)) rmSync(file, { force: true });
}
