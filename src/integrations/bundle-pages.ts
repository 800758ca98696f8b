import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { pagesFile } from '../web/build-manifest.ts';

/** @returns a script in which every non-ASCII character is escaped, so that each character is one byte */
const inAscii = (script: string): string =>
  script.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Bundles the pages that are rendered on request into one CommonJS file, instead of Astro's many modules. A server that
 * takes over a new build evaluates its file as a script and frees the old one; an ES module would stay in memory for
 * ever.
 */
export function bundlePages(): AstroIntegration {
  let outDirectory = '';
  let serverDirectory = '';
  return {
    name: 'bundle-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        outDirectory = fileURLToPath(config.outDir);
        serverDirectory = fileURLToPath(config.build.server);
      },
      'astro:build:done': async () => {
        const outfile = join(outDirectory, pagesFile);
        await build({
          entryPoints: [join(serverDirectory, 'entry.mjs')],
          outfile,
          bundle: true,
          format: 'cjs',
          platform: 'node',
          target: 'node22',
          // A script cannot import modules later; sharp, which makes pictures, is not needed by a rendered page.
          supported: { 'dynamic-import': false },
          external: ['sharp'],
          // Astro's adapter needs a folder of this name, for files that it never serves here.
          define: { 'import.meta.url': '"file:///server/entry.mjs"' },
          minifyWhitespace: true,
          legalComments: 'none',
          logLevel: 'error',
        });
        // esbuild escapes strings, but not regular expressions.
        await writeFile(outfile, inAscii(await readFile(outfile, 'utf8')));
        await rm(serverDirectory, { recursive: true });
      },
    },
  };
}
