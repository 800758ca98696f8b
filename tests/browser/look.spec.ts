import type { Page } from 'playwright/test';
import { sitemapPaths } from '../support/sitemap.ts';
import { expect, test } from './site-test.ts';

const phone = { width: 360, height: 640 };
const paths = await sitemapPaths();

/** Bottom edge of the first element that matches, from the top of the page, in CSS pixels. */
const bottomOf = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().bottom + scrollY);

/**
 * Without what is said of a closure before the week, each of them a line more, and without the third line that the odd
 * week of the made-up club takes.
 */
const headerHeight = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const height = (selector: string) =>
      [...document.querySelectorAll(selector)].reduce(
        (sum, element) => sum + element.getBoundingClientRect().height,
        0,
      );
    const more = height('.top .deviation') + height('.top .open-now');
    const hours = document.querySelector('.hours-short');
    const twoLines = hours === null ? 0 : 2 * Number.parseFloat(getComputedStyle(hours).lineHeight);
    return height('.top') - more - Math.max(0, height('.hours-short') - more - twoLines);
  });

/**
 * What `visual.md` promises in sizes. Mutations seen: the hours in full words on a phone; a taller wordmark; the
 * button after the doors; a door with its label beside its window; `hyphens: none`; a section out of the column.
 */
test.describe('on a phone of 360 px', () => {
  test.use({ viewport: phone });

  test('the header leaves every page at least 470 of 640 px', async ({ page }) => {
    for (const path of [...paths, '/szukaj/?q=praca', '/nie-ma-takiej-strony/']) {
      await page.goto(path);
      expect(await headerHeight(page), path).toBeLessThanOrEqual(170);
    }
  });

  test('the wordmark and the menu share a row, the telephone and the form the next', async ({ page }) => {
    await page.goto('/');
    const middles = await page.evaluate(() =>
      ['.wordmark', '.to-menu', '.reach a:first-of-type', '.reach a:last-of-type'].map((selector) => {
        const { top, bottom } = document.querySelector(selector)?.getBoundingClientRect() ?? {
          top: 0,
          bottom: 0,
        };
        return Math.round((top + bottom) / 2);
      }),
    );
    expect(middles[0]).toBe(middles[1]);
    expect(middles[2]).toBe(middles[3]);
    expect(middles[2]).toBeGreaterThan(middles[1] ?? 0);
  });

  test('the main button stands on the first screen', async ({ page }) => {
    await page.goto('/');
    expect(await bottomOf(page, 'main .button-main')).toBeLessThanOrEqual(620);
  });

  test('a door is a window with its drawing above its words, at least 128 px high', async ({ page }) => {
    await page.goto('/');
    const doors = await page.locator('.door').evaluateAll((all) =>
      all.map((door) => {
        const picture = door.querySelector('svg')?.getBoundingClientRect();
        const words = door.querySelector('span')?.getBoundingClientRect();
        return {
          height: door.getBoundingClientRect().height,
          above: (picture?.bottom ?? 0) <= (words?.top ?? 0),
        };
      }),
    );
    expect(doors.length).toBeGreaterThan(2);
    for (const { height, above } of doors) {
      expect(height).toBeGreaterThanOrEqual(128);
      expect(height).toBeLessThanOrEqual(240);
      expect(above).toBe(true);
    }
  });
});

test('on a desk headings of the second level stand beside their text, on one left edge each', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const path of paths) {
    await page.goto(path);
    const sections = await page.locator('main > .flow > section').evaluateAll((all) =>
      all.map((section) => {
        const heading = section.querySelector('h2')?.getBoundingClientRect();
        const text = section.querySelector('h2 + *')?.getBoundingClientRect();
        return {
          heading: Math.round(heading?.left ?? 0),
          text: Math.round(text?.left ?? 0),
          down: Math.abs((text?.top ?? 0) - (heading?.top ?? 0)),
        };
      }),
    );
    for (const { heading, text, down } of sections) {
      expect(heading, path).toBe(sections[0]?.heading);
      expect(text, path).toBe(sections[0]?.text);
      expect(text - heading, path).toBe(280);
      expect(down, path).toBeLessThan(20);
    }
  }
});
