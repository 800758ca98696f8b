import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const unpacked = promisify(brotliDecompress);
const deflate = promisify(gzip);

/** Enough to keep zlib's four threads busy, and few enough that memory does not grow with the number of pages. */
const filesAtOnce = 8;

/** Another brotli may pack the same bytes better, so its version belongs to the name. */
const nameOf = (content: Uint8Array): string =>
  `${createHash('sha256')
    .update(process.versions.brotli ?? '')
    .update(content)
    .digest('hex')}.br`;

/** @returns a twin kept by an earlier build, only if it unpacks to these very bytes: what is kept may be damaged */
async function keptTwin(file: string, content: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const twin = await readFile(file);
    return Buffer.compare(await unpacked(twin), content) === 0 ? twin : undefined;
  } catch {
    return undefined;
  }
}

/** Level 11 costs 30 ms for a page of 25 kB, more than all else about it, and most pages stay as they were. */
async function smallTwin(content: Uint8Array, kept: string): Promise<Uint8Array> {
  const found = await keptTwin(kept, content);
  if (found !== undefined) return found;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const twin = await brotli(content, { params });
  const unfinished = `${kept}.${process.pid}`;
  await writeFile(unfinished, twin);
  await rename(unfinished, kept);
  return twin;
}

/**
 * Writes `FILE.br` (brotli 11) and `FILE.gz` (gzip 9) beside each file.
 *
 * @param files paths
 * @param keep a folder in which brotli twins are kept from build to build, by the hash of what they hold; afterwards
 * it holds those of these files alone
 * @param look is given each file with its content, which is read only once
 */
export async function writeTwins(
  files: readonly string[],
  keep: string,
  look: (file: string, content: Buffer) => void,
): Promise<void> {
  await mkdir(keep, { recursive: true });
  const used = new Set<string>();
  const waiting = files.values();
  async function work(): Promise<void> {
    for (const file of waiting) {
      const content = await readFile(file);
      look(file, content);
      const name = nameOf(content);
      used.add(name);
      await writeFile(`${file}.br`, await smallTwin(content, join(keep, name)));
      await writeFile(`${file}.gz`, await deflate(content, { level: 9 }));
    }
  }
  await Promise.all(Array.from({ length: filesAtOnce }, work));
  const old = (await readdir(keep)).filter((name) => !used.has(name));
  for (const name of old) await rm(join(keep, name), { force: true });
}
