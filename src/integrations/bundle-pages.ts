import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { pagesFile } from '../web/build-manifest.ts';

/** @returns a script with the escape of every character that is not ASCII: one byte each, in whatever it stands */
const inAscii = (script: string): string =>
  script.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Puts the pages that are rendered when asked for into one CommonJS file, in the place of Astro's many modules. A server
 * that takes over the next build evaluates that one as a script, and lets go of this one: a module of ECMAScript it
 * would hold for as long as it runs.
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
          // A script has no modules to import later; of pictures, which sharp is for, none is made by a served page.
          supported: { 'dynamic-import': false },
          external: ['sharp'],
          // Astro's adapter wants to know a folder of this name, for files that it never serves here.
          define: { 'import.meta.url': '"file:///server/entry.mjs"' },
          minifyWhitespace: true,
          legalComments: 'none',
          logLevel: 'error',
        });
        // esbuild writes strings in ASCII, and leaves regular expressions as they are.
        await writeFile(outfile, inAscii(await readFile(outfile, 'utf8')));
        await rm(serverDirectory, { recursive: true });
      },
    },
  };
}
