import type { Page } from 'playwright/test';
import { sitemapPaths } from '../support/sitemap.ts';
import { expect, test } from './site-test.ts';

/**
 * What a reader goes by, by how far down it stands or as it stands in the source. Left out is the trap for machines,
 * which stands beside the page for everyone.
 */
const readingOrder = (page: Page, byPlace: boolean): Promise<string[]> =>
  page.evaluate((sorted) => {
    const marks = [...document.querySelectorAll('h1, h2, h3, header, main, footer, legend, label, summary')]
      .filter((each) => each.checkVisibility() && each.closest('[aria-hidden="true"]') === null)
      .map((each) => ({
        name: `${each.localName} ${each.textContent?.trim().slice(0, 30)}`,
        top: each.getBoundingClientRect().top + scrollY,
      }));
    return (sorted ? marks.toSorted((a, b) => a.top - b.top) : marks).map(({ name }) => name);
  }, byPlace);

for (const path of [...(await sitemapPaths()), '/szukaj/?q=praca']) {
  test(`${path} reads in one order with and without styles, and fits the window`, async ({ page }) => {
    // A phone's width: what stands beside something else there has its place on one line.
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto(path);
    expect(await readingOrder(page, true)).toEqual(await readingOrder(page, false));
    await page.evaluate(() => {
      for (const style of document.querySelectorAll('style, link[rel="stylesheet"]')) style.remove();
    });
    expect(await readingOrder(page, true)).toEqual(await readingOrder(page, false));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expect(page.locator('main')).toContainText(/\S/);
  });
}
