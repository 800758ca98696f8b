import type { Page } from 'playwright/test';
import { sitemapPaths } from '../support/sitemap.ts';
import { expect, test } from './site-test.ts';

/**
 * @returns the parts of the page in reading order, by vertical position or by source. The hidden trap field for
 * robots, which is positioned off the page, is left out
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
    // On a phone's width, elements that stand side by side are on one line.
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
