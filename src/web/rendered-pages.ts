import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { formPath, renderedPages } from '../paths.ts';
import { pagesFile } from './build-manifest.ts';
import { type AstroHandler, createPageRenderer, type RenderPage } from './render-page.ts';

/**
 * Astro's adapter adds listeners to the process in each build, and they would keep every build in memory.
 * `process-faults.ts` handles these events.
 */
const processWithoutListeners: unknown = Object.create(process, {
  on: {
    value(): unknown {
      return this;
    },
  },
});

/**
 * Evaluates the pages of a build as a separate script: when the renderer is no longer referenced, all of it is freed.
 *
 * @param script the content of `pages.cjs`, ASCII only
 * @param directory the folder of the build
 * @throws what the script throws
 */
export function evaluatePages(script: Uint8Array, directory: string, siteUrl: URL): RenderPage {
  const module: { exports: { handler?: AstroHandler } } = { exports: {} };
  // A Latin-1 string takes one byte for a character, half of the memory.
  const source = Buffer.from(script).toString('latin1');
  const names = ['module', 'exports', 'require', 'process'];
  const evaluate = compileFunction(source, names, { filename: pagesFile });
  evaluate(module, module.exports, createRequire(join(directory, pagesFile)), processWithoutListeners);
  const { handler } = module.exports;
  if (typeof handler !== 'function') throw new TypeError('the script of the pages exports no handler');
  return createPageRenderer({ handler, siteUrl });
}

/**
 * Renders each page once. At the start this loads their code; for a new build it shows whether the build works.
 *
 * @param locals the values of an empty form
 * @returns the paths of pages that cannot be rendered, and of a form without its token
 */
export async function unrenderedPages(
  renderPage: RenderPage,
  locals: App.Locals,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const path of renderedPages) {
    const page = await renderPage(path, locals).catch(() => undefined);
    const token = path === formPath ? (locals.form?.token ?? '') : '';
    if (page === undefined || !Buffer.from(page.body).includes(token)) failed.push(path);
  }
  return failed;
}
