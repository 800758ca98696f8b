import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Folder of a build with the program of its static pages, for the editing pages' preview. */
const keptPages = 'pages';

/**
 * Keeps the program that renders the static pages, which Astro deletes after the build. With the same content it
 * renders the same pages; the editing pages give it changed content for a preview.
 */
export function keepPages(): AstroIntegration {
  let outDirectory = '';
  let serverDirectory = '';
  return {
    name: 'keep-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        outDirectory = fileURLToPath(config.outDir);
        serverDirectory = fileURLToPath(config.build.server);
      },
      'astro:build:generated': () => {
        const folder = join(serverDirectory, '.prerender');
        if (!readdirSync(folder).some((name) => name.startsWith('prerender-entry.')))
          throw new Error('Astro keeps the program of its static pages elsewhere than it did.');
        cpSync(folder, join(outDirectory, keptPages), { recursive: true });
      },
    },
  };
}
