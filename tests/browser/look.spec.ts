import type { Page } from 'playwright/test';
import { sitemapPaths } from '../support/sitemap.ts';
import { setTextSize } from './measured-page.ts';
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
 * How much room things take. Mutations seen: a wider wordmark; a lower door; words of doors without soft hyphens; sections
 * without their column.
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
      ['.wordmark svg', '.to-menu', '.reach a:first-of-type', '.reach a:last-of-type'].map((selector) => {
        const { top, bottom } = document.querySelector(selector)?.getBoundingClientRect() ?? {
          top: 0,
          bottom: 0,
        };
        return Math.round((top + bottom) / 2);
      }),
    );
    // Half a pixel rounds either way.
    expect(Math.abs((middles[0] ?? 0) - (middles[1] ?? 0))).toBeLessThanOrEqual(1);
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
        const height = door.getBoundingClientRect().height;
        const picture = door.querySelector('svg')?.getBoundingClientRect();
        const words = door.querySelector('span');
        const above = (picture?.bottom ?? 0) <= (words?.getBoundingClientRect().top ?? 0);
        if (words) words.textContent = 'A';
        return { height, above, picture: picture?.height ?? 0, least: door.getBoundingClientRect().height };
      }),
    );
    expect(doors.length).toBeGreaterThan(2);
    for (const { height, above, picture, least } of doors) {
      expect(picture).toBeGreaterThanOrEqual(44);
      expect(least).toBeGreaterThanOrEqual(128);
      expect(height).toBeLessThanOrEqual(240);
      expect(above).toBe(true);
    }
  });
});

/** @returns pieces of words between blanks and soft hyphens that do not stand on one line */
const brokenWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const broken: string[] = [];
    for (const element of document.querySelectorAll('.door strong, .door small')) {
      const text = element.firstChild as Text;
      for (const { 0: piece, index } of text.data.matchAll(/[^\s\u00ad]+/g)) {
        // The hyphen itself is drawn before the letter that follows it; the last box of a letter is its own.
        const tops = [...piece].map((_, place) => {
          const letter = document.createRange();
          letter.setStart(text, index + place);
          letter.setEnd(text, index + place + 1);
          return [...letter.getClientRects()].at(-1)?.top;
        });
        const lines = new Set(tops);
        if (lines.size > 1) broken.push(piece);
      }
    }
    return broken;
  });

test('no word of a door is broken but at a hyphen, however narrow the screen and large the letters', async ({
  page,
}) => {
  await page.goto('/');
  for (const [width, textSize] of [
    [360, 16],
    [320, 16],
    [768, 16],
    [1280, 16],
    [360, 32],
    [320, 32],
  ] as const) {
    await page.setViewportSize({ width, height: 640 });
    await setTextSize(page, textSize);
    expect(await brokenWords(page), `${width} px, letters of ${textSize} px`).toEqual([]);
  }
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
    const title = await page.locator('h1').evaluate((each) => Math.round(each.getBoundingClientRect().left));
    for (const { heading, text, down } of sections) {
      expect(heading, path).toBe(title);
      expect(text, path).toBe(sections[0]?.text);
      expect(text - heading, path).toBe(280);
      expect(down, path).toBeLessThan(20);
    }
  }
});
