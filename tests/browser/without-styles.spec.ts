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

const paths = [...(await sitemapPaths()), '/szukaj/?q=praca'];

test('every page reads in one order with and without styles, and fits the window', async ({ page }) => {
  // On a phone's width, elements that stand side by side are on one line.
  await page.setViewportSize({ width: 360, height: 640 });
  for (const path of paths) {
    await page.goto(path);
    expect.soft(await readingOrder(page, true), path).toEqual(await readingOrder(page, false));
    await page.evaluate(() => {
      for (const style of document.querySelectorAll('style, link[rel="stylesheet"]')) style.remove();
    });
    const bare = `${path} without styles`;
    expect.soft(await readingOrder(page, true), bare).toEqual(await readingOrder(page, false));
    expect
      .soft(await page.evaluate(() => document.documentElement.scrollWidth), bare)
      .toBeLessThanOrEqual(360);
    expect.soft(await page.locator('main').textContent(), bare).toMatch(/\S/);
  }
});
