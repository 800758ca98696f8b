import { test as base, expect, type Page } from 'playwright/test';
import { startFixedSite } from '../support/fixed-site.ts';
import { openConfirmation, openFormWithErrors } from '../support/form-visits.ts';
import { setInPinnedFont } from './pinned-font.ts';

const test = base.extend<object, { site: { readonly url: string } }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const site = await startFixedSite();
      await use(site);
      await site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
});

/** How much of a long page is compared, in CSS pixels: its beginning, or its end. */
const tallest = 2000;
/** The kinds of page whose end is compared. */
const ends: ReadonlySet<string> = new Set(['form-end']);

/** An address without a page. */
const noPage = '/nie-ma-takiej-strony/';

const open =
  (path: string) =>
  async (page: Page): Promise<void> => {
    const status = (await page.goto(path))?.status();
    if (status !== 200 && path !== noPage) throw new Error(`${path} answers ${status}.`);
  };

/** One page of each kind, by the name of its reference. */
const kinds: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  start: open('/'),
  plain: open('/klub/'),
  law: open('/podstawy-prawne/'),
  contact: open('/kontakt/'),
  news: open('/aktualnosci/'),
  'piece-of-news': open('/aktualnosci/2026-11-19-kuchnia/'),
  form: open('/zgloszenie/'),
  'form-end': open('/zgloszenie/'),
  'form-with-errors': openFormWithErrors,
  confirmation: openConfirmation,
  'not-found': open(noPage),
  search: open('/szukaj/?q=praca'),
  'easy-to-read': open('/tekst-latwy/'),
  statement: open('/deklaracja-dostepnosci/'),
};

const modes = [
  { name: 'phone', width: 360, colorScheme: 'light', forcedColors: 'none' },
  { name: 'phone-dark', width: 360, colorScheme: 'dark', forcedColors: 'none' },
  { name: 'phone-forced-colours', width: 360, colorScheme: 'light', forcedColors: 'active' },
  { name: 'desk', width: 1280, colorScheme: 'light', forcedColors: 'none' },
] as const;

/** Every enquiry has a different reference. */
const withFixedReference = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll('.reference strong')) element.textContent = 'KIS-234-567';
  });

for (const { name: mode, width, colorScheme, forcedColors } of modes) {
  for (const [kind, visit] of Object.entries(kinds)) {
    test(`${kind} looks on a ${mode} as it was reviewed`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, forcedColors });
      await page.setViewportSize({ width, height: 740 });
      await visit(page);
      await setInPinnedFont(page);
      await withFixedReference(page);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await expect(page).toHaveScreenshot(`${kind}-${mode}.png`, {
        fullPage: true,
        clip: {
          x: 0,
          y: ends.has(kind) ? Math.max(0, height - tallest) : 0,
          width,
          height: Math.min(height, tallest),
        },
      });
    });
  }
}
