import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';

/**
 * Puts the server beside the pages, as `server.mjs`: one file without types to take out for what is needed to serve
 * files, and one for all the rest, which is loaded once the first pages have gone out.
 */
export function bundleServer(): AstroIntegration {
  let root = '';
  let outDirectory = '';
  return {
    name: 'bundle-server',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
        outDirectory = fileURLToPath(config.outDir);
      },
      'astro:build:done': async () => {
        await build({
          absWorkingDir: root,
          entryPoints: ['src/app/server.ts'],
          outdir: outDirectory,
          outExtension: { '.js': '.mjs' },
          chunkNames: 'server-parts/[name]-[hash]',
          bundle: true,
          splitting: true,
          format: 'esm',
          platform: 'node',
          target: 'node22',
          // CommonJS stays where it is: it cannot be part of an ES module.
          external: ['nodemailer', 'pg'],
          // A source stays in memory for as long as the server runs.
          minifyWhitespace: true,
          legalComments: 'none',
          logLevel: 'warning',
        });
      },
    },
  };
}
