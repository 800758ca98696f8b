import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type axeCore from 'axe-core';
import { build } from 'esbuild';
import type { Page } from 'playwright/test';
import type * as inPage from './in-page/index.ts';

declare global {
  /** Set by `prepare`; exists only inside pages. */
  var access: typeof inPage;
  /** Set by `prepare`; exists only inside pages. */
  var axe: typeof axeCore;
}

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('in-page/index.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'access',
  footer: { js: 'globalThis.access = access;' },
});
const measures = outputFiles[0]?.text ?? '';
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Loads the measuring script into a page. */
export async function loadMeasures(page: Page): Promise<void> {
  await page.evaluate(measures);
}

/** Like `loadMeasures`, with axe. Unfolds what is folded, so that all of it is measured. */
export async function prepare(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  await loadMeasures(page);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/**
 * Sets the reader's text size, as a setting of the browser does.
 *
 * @param pixels 16 is the usual size
 * @throws if the page does not follow it
 */
export async function setTextSize(page: Page, pixels: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: pixels, fixed: (pixels * 13) / 16 } });
  await devtools.detach();
  const root = await page.evaluate(() =>
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  if (root < pixels) throw new Error(`The page keeps its text at ${root} px`);
}
