import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build, type Plugin } from 'esbuild';

/**
 * An ES module that imports `node:http` makes Node read all its exports, and so load its client for `fetch`: a third of
 * what the server does before its first answer. Taken as an object, it stays unread.
 */
const httpAsObject: Plugin = {
  name: 'http-as-object',
  setup(bundle) {
    bundle.onResolve({ filter: /^node:http$/ }, ({ path }) => ({ path, namespace: 'http-as-object' }));
    bundle.onLoad({ filter: /.*/, namespace: 'http-as-object' }, () => ({
      contents: "module.exports = process.getBuiltinModule('node:http');",
    }));
  },
};

/**
 * Bundles the server beside the pages: `server.mjs` without types, with only what is needed to serve files, and
 * another file with the rest, which is loaded after the first pages were sent.
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
          // CommonJS packages stay outside: they cannot be part of an ES module.
          external: ['nodemailer', 'pg'],
          plugins: [httpAsObject],
          // The source stays in memory as long as the server runs.
          minifyWhitespace: true,
          legalComments: 'none',
          logLevel: 'warning',
        });
      },
    },
  };
}
