import type { Page } from 'playwright/test';
import { openFormWithErrors } from '../support/form-visits.ts';
import { sitemapPaths } from '../support/sitemap.ts';
import { setTextSize } from './measured-page.ts';
import { expect, test } from './site-test.ts';

const phone = { width: 360, height: 640 };
const paths = await sitemapPaths();

/** @returns the bottom edge of the first element that matches, from the top of the page, in CSS pixels */
const bottomOf = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().bottom + scrollY);

/** Without the lines about a closure, and without the third line that the unusual week of the made-up club needs. */
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
 * Sizes of elements. Mutations seen: a wider wordmark; a lower door; words of doors without soft hyphens; sections
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
    // Rounding may add half a pixel either way.
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

/** @returns parts of words between blanks and soft hyphens that are broken over two lines */
const brokenWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const broken: string[] = [];
    for (const element of document.querySelectorAll('.door strong, .door small')) {
      const text = element.firstChild as Text;
      for (const { 0: piece, index } of text.data.matchAll(/[^\s\u00ad]+/g)) {
        // A hyphen is drawn before the letter that follows it; the last box of a letter is the letter itself.
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

const boxesOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) =>
    all.map((element) => {
      const { left, right, top, bottom, width } = element.getBoundingClientRect();
      return { left, right, top, bottom, width };
    }),
  );

/** Mutations seen: the wide header in one row; headings of 14 rem; as many columns of doors as fit. */
test.describe('elements side by side', () => {
  test('the header of a wide screen has languages over the ways to reach us, on one right edge, and a name of two lines', async ({
    page,
  }) => {
    for (const width of [768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/');
      const [languages] = await boxesOf(page, '.languages');
      const [reach] = await boxesOf(page, '.reach');
      const [name] = await boxesOf(page, '.wordmark > span');
      const line = await page
        .locator('.wordmark')
        .evaluate((each) => Number.parseFloat(getComputedStyle(each).lineHeight));
      expect(languages?.bottom, `${width} px`).toBeLessThanOrEqual((reach?.top ?? 0) + 1);
      expect(Math.abs((languages?.right ?? 0) - (reach?.right ?? 9)), `${width} px`).toBeLessThan(1);
      // The third line is for the narrowest screens, where the name wraps.
      const lines = ((name?.bottom ?? 0) - (name?.top ?? 0)) / line;
      expect(lines, `${width} px`).toBeLessThanOrEqual(width === 768 ? 3.1 : 2.1);
    }
  });

  test('no heading touches the text beside it', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const path of ['/', '/kontakt/', '/zgloszenie/']) {
      await page.goto(path);
      const gaps = await page.locator('main > .flow > section > h2').evaluateAll((all) =>
        all.map((heading) => {
          const words = document.createRange();
          words.selectNodeContents(heading);
          const text = heading.nextElementSibling?.getBoundingClientRect().left ?? 0;
          return text - words.getBoundingClientRect().right;
        }),
      );
      expect(Math.min(...gaps), path).toBeGreaterThanOrEqual(20);
    }
  });

  test('doors stand in pairs up to a tablet, and the last fills its row', async ({ page }) => {
    for (const width of [360, 500, 700]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/');
      const doors = await boxesOf(page, '.doors li');
      expect(new Set(doors.map(({ left }) => Math.round(left))).size, `${width} px`).toBe(2);
      const [list] = await boxesOf(page, '.doors');
      expect(Math.round(doors.at(-1)?.right ?? 0), `${width} px`).toBe(Math.round(list?.right ?? 1));
    }
  });

  // Mutation seen: three columns, the middle one with only the remaining width.
  test('on a desk and a tablet each of the three ways has room for its words', async ({ page }) => {
    for (const width of [800, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/klub/');
      const [call, come] = await boxesOf(page, '.ways li');
      expect(call?.width, `${width} px`).toBeGreaterThan(150);
      expect(come?.width, `${width} px`).toBeGreaterThan(260);
    }
  });

  test('on paper each of the three ways has room for its words', async ({ page }) => {
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print' });
    await page.goto('/klub/');
    for (const { width } of await boxesOf(page, '.ways li')) expect(width).toBeGreaterThan(150);
  });
});

/** Mutations seen: results without space between them; hours as wide as the text. */
test('search results are separated, and the hours of a day are beside its name', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/szukaj/?q=praca');
  const found = await boxesOf(page, '.found > li');
  expect(found.length).toBeGreaterThan(1);
  for (const [index, { top }] of found.slice(1).entries())
    expect(top - (found[index]?.bottom ?? 0)).toBeGreaterThanOrEqual(16);
  await page.goto('/kontakt/');
  const [day] = await boxesOf(page, '.hours-table tbody th');
  const [hours] = await boxesOf(page, '.hours-table tbody td');
  expect((hours?.right ?? 999) - (day?.left ?? 0)).toBeLessThanOrEqual(510);
});

/** Mutations seen: no line beside an error; a note that always has a border, and one that never has. */
test.describe('the meaning of lines', () => {
  test('one stands beside each question that an error is about, and only there', async ({ page }) => {
    await openFormWithErrors(page);
    const lined = await page.locator('.form :is(fieldset, .field, .dependent)').evaluateAll((all) =>
      all
        .filter(
          (each) =>
            getComputedStyle(each).borderLeftColor ===
            getComputedStyle(document.querySelector('.error') as Element).color,
        )
        .filter((each) => Number.parseFloat(getComputedStyle(each).borderLeftWidth) > 0)
        .map((each) => each.querySelector('.error')?.id),
    );
    expect(lined).toEqual(['topic-error', 'forWhom-error', 'phone-error']);
  });

  test('a note is told by its surface, and by a line round it where surfaces are not seen', async ({
    page,
  }) => {
    await page.goto('/prace-spolecznie-uzyteczne/');
    const top = () =>
      page
        .locator('.note')
        .first()
        .evaluate((each) => Number.parseFloat(getComputedStyle(each).borderTopWidth));
    expect(await top()).toBe(0);
    for (const media of [{ forcedColors: 'active' }, { contrast: 'more' }, { media: 'print' }] as const) {
      await page.emulateMedia({ forcedColors: 'none', contrast: 'no-preference', media: 'screen', ...media });
      expect(await top(), JSON.stringify(media)).toBeGreaterThan(0);
    }
  });
});
