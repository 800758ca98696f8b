import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';

const family = 'Pinned';
/** The font's files for the scripts used on the site, as its stylesheet divides them. */
const scripts = ['latin', 'latin-ext', 'cyrillic'];
const stylesheet = fileURLToPath(import.meta.resolve('@fontsource-variable/source-sans-3/index.css'));

/** @returns the font's rules with its files embedded, so that the page makes no request */
async function fontRules(): Promise<string> {
  const rules = (await readFile(stylesheet, 'utf8')).match(/@font-face \{[^}]*\}/g) ?? [];
  const wanted = rules.filter((rule) => scripts.some((script) => rule.includes(`-3-${script}-wght-normal`)));
  if (wanted.length !== scripts.length) throw new Error('The pinned font has other parts than it had.');
  return (
    await Promise.all(
      wanted.map(async (rule) => {
        const name = rule.match(/url\(\.\/([^)]+)\)/)?.[1] ?? '';
        const file = await readFile(new URL(name, `file://${stylesheet}`));
        return rule
          .replace(/font-family: [^;]+/, `font-family: ${family}`)
          .replace(/url\([^)]+\)/, `url(data:font/woff2;base64,${file.toString('base64')})`);
      }),
    )
  ).join('\n');
}

let rules: Promise<string> | undefined;

/**
 * Sets the page in one font, the same on every machine; the site itself uses a font of the reader's system.
 *
 * @param page in a context that bypasses its CSP
 */
export async function setInPinnedFont(page: Page): Promise<void> {
  rules ??= fontRules();
  await page.addStyleTag({ content: `${await rules}\n* { font-family: ${family} !important; }` });
  await page.evaluate(() => document.fonts.ready);
}
