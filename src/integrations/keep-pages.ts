import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Folder of a build in which the program of its static pages stays, for the editing pages' preview. */
export const keptPages = 'pages';

/**
 * Keeps the program that draws the static pages, which Astro throws away once they are drawn. With the same content it
 * draws the same pages; the editing pages give it other content, to show what a change would look like.
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
