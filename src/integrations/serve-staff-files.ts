import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { contentTypeOf } from '../http/content-types.ts';
import { filesBelow } from '../staff-files/files-below.ts';
import { kindOf } from '../staff-files/kinds.ts';
import { isLeftBehind } from '../staff-files/names.ts';
import { servedPicture } from '../staff-files/pictures.ts';
import { findServedFile, servedNames, staffFolder } from '../staff-files/served-files.ts';

/**
 * Handles files copied from the public folder: pictures are converted like those of staff, temporary files are
 * deleted.
 */
async function tidyPublicFiles(folder: string, publicFolder: string): Promise<void> {
  for (const { path: below, isFile } of filesBelow(publicFolder)) {
    const path = join(folder, below);
    const name = basename(below);
    // The check refuses links; a build without the check must not publish their targets, either.
    if (!isFile || isLeftBehind(name)) rmSync(path, { recursive: true, force: true });
    else if (kindOf(name)?.isPicture) writeFileSync(path, (await servedPicture(readFileSync(path))).bytes);
  }
}

/**
 * Copies the files of staff to where they are served.
 *
 * @param content the content folder; the files are in its folder `pliki/`
 */
export function serveStaffFiles(content: string): AstroIntegration {
  let publicFolder = '';
  return {
    name: 'serve-staff-files',
    hooks: {
      'astro:config:done': ({ config }) => {
        publicFolder = fileURLToPath(config.publicDir);
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(async (request: IncomingMessage, response: ServerResponse, next) => {
          const path = request.url?.split('?', 1)[0] ?? '';
          if (!path.startsWith(`/${staffFolder}/`)) return next();
          const folders = { content, public: publicFolder };
          const file = await findServedFile(folders, path).catch((): undefined => undefined);
          if (file === undefined) return next();
          response.writeHead(200, { 'Content-Type': contentTypeOf(path) });
          response.end(file.bytes);
        });
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        await tidyPublicFiles(folder, publicFolder);
        const names = servedNames(content);
        if (names.length === 0) return;
        mkdirSync(join(folder, staffFolder), { recursive: true });
        for (const name of names) {
          const file = await findServedFile({ content, public: publicFolder }, `/${staffFolder}/${name}`);
          if (file !== undefined) writeFileSync(join(folder, staffFolder, name), file.bytes);
        }
      },
    },
  };
}
