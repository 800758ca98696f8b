import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { escapeMarkup } from '../escape-markup.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import { readPageSettings } from '../settings/settings.ts';
import { words } from '../words/index.ts';

/** A page that tells, in Polish, what is wrong in the content. */
function messagePage(lines: readonly string[]): string {
  const { title, text } = words.pl.preview;
  const items = lines.map((line) => `<li>${escapeMarkup(line)}</li>`);
  return `<!doctype html><html lang="pl"><meta charset="utf-8"><title>${title}</title>
<body style="max-width:40rem;margin:2rem auto;padding:0 1rem;font:18px/1.6 system-ui">
<h1>${title}</h1><p>${text}</p><ul>${items.join('')}</ul>`;
}

const wantsPage = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html');

/** In `npm run dev` a page is shown only while the content has no error; else the errors are shown. */
export function devContentCheck(): AstroIntegration {
  let root = '';
  return {
    name: 'dev-content-check',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
      },
      // Modules needed only in `npm run dev` are loaded here: a build starts sooner.
      'astro:server:setup': async ({ server }) => {
        const { checkContent } = await import('../content-check/check-content.ts');
        const { folderName } = await import('../content-check/folder-name.ts');
        const { findingLine } = await import('../content-check/report.ts');
        const { contentDirectory } = readPageSettings(process.env);
        const name = folderName(root, contentDirectory);
        server.middlewares.use(async (request: IncomingMessage, response: ServerResponse, next) => {
          if (!wantsPage(request)) return next();
          const { findings } = await checkContent(
            contentDirectory,
            warsawTime(new Date()).day,
            join(root, 'public'),
          );
          const errors = findings.filter(({ severity }) => severity === 'error');
          if (errors.length === 0) return next();
          response.writeHead(500, { 'Content-Type': 'text/html; charset=utf-8' });
          response.end(messagePage(errors.map((error) => findingLine(error, name))));
        });
      },
    },
  };
}
