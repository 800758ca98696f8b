import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { buildTime } from '../build-time.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import { type BuildManifest, manifestName } from '../server/built-site.ts';
import { isCompressible } from '../server/content-types.ts';
import { hashBuildInputs } from './build-inputs.ts';
import { freshUntil } from './fresh-until.ts';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
const style = /<style[^>]*>([\s\S]*?)<\/style>/g;

async function writeTwins(file: string): Promise<void> {
  const content = await readFile(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const [small, widelyRead] = await Promise.all([
    brotli(content, { params }),
    deflate(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, small), writeFile(`${file}.gz`, widelyRead)]);
}

/**
 * @param html a finished page
 * @returns the hash of each style sheet in it, as a Content-Security-Policy names it (CSP3 2.3.1)
 */
export function styleHashesOf(html: string): readonly string[] {
  return [...html.matchAll(style)].map(
    ([, sheet = '']) => `sha256-${createHash('sha256').update(sheet).digest('base64')}`,
  );
}

async function readFacts(root: string): Promise<string[]> {
  const folder = join(root, 'content', 'fakty');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

/** Gives every finished file its compressed twins, and the build its manifest. */
export function precompress(): AstroIntegration {
  let origin = '';
  let root = '';
  let outDirectory = '';
  return {
    name: 'precompress',
    hooks: {
      'astro:config:done': ({ config }) => {
        origin = new URL(config.site ?? 'http://localhost:4321').origin;
        root = fileURLToPath(config.root);
        outDirectory = fileURLToPath(config.outDir);
      },
      'astro:build:done': async ({ dir }) => {
        const entries = await readdir(dir, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name));
        await Promise.all(files.filter(isCompressible).map(writeTwins));
        const pages = files.filter((file) => file.endsWith('.html'));
        const hashes = await Promise.all(
          pages.map(async (page) => styleHashesOf(await readFile(page, 'utf8'))),
        );
        const manifest: BuildManifest = {
          siteUrl: origin,
          styleHashes: [...new Set(hashes.flat())].sort(),
          freshUntil: freshUntil(await readFacts(root), warsawTime(buildTime(process.env)).day),
          inputsHash: hashBuildInputs(root, process.env),
        };
        await writeFile(join(outDirectory, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`);
      },
    },
  };
}
