import type { Page } from 'playwright/test';
import type { Stop } from './in-page/index.ts';
import { loadMeasures } from './measured-page.ts';
import { expect, sharedPageTest as test } from './site-test.ts';
import { isTranslated, listStates, open } from './states.ts';

const sizes = [
  { width: 360, height: 640 },
  { width: 1280, height: 800 },
] as const;
/** WCAG 2.4.13: as thick as a line of two CSS pixels. */
const thinnestLine = 2;

/** @returns the faults of an element while it has the focus */
function faultsOf(stop: Stop | undefined, expected: number): string[] {
  if (stop === undefined) return [`nothing came instead of place ${expected}`];
  return [
    ...(stop.place === expected ? [] : [`place ${stop.place} came instead of ${expected}`]),
    ...(stop.inView ? [] : ['is outside the window']),
    ...(stop.coveredBy === '' ? [] : [`lies under ${stop.coveredBy}`]),
    ...(stop.lineWidth >= thinnestLine ? [] : [`has a focus line of ${stop.lineWidth} px`]),
  ].map((fault) => `${stop.name}: ${fault}`);
}

/** Reading order is downwards, and to the right within a line. */
function goesBack({ box: before }: Stop, { box: after }: Stop): boolean {
  const onLine = after.top < before.bottom && after.bottom > before.top;
  const isAbove = after.bottom <= before.top;
  return (isAbove && after.left <= before.left) || (onLine && after.right <= before.left);
}

/** Moves through the page with one key. @returns the places in order, and their faults */
async function walk(
  page: Page,
  key: 'Tab' | 'Shift+Tab',
  places: readonly number[],
): Promise<{ stops: readonly Stop[]; faults: string[] }> {
  await page.evaluate(() => access.recordStops());
  for (let turn = 1; turn < places.length; turn += 1) await page.keyboard.press(key);
  const stops = await page.evaluate(() => access.recordedStops());
  const faults = places.flatMap((place, turn) => faultsOf(stops[turn], place));
  return { stops, faults: faults.map((fault) => `${key}: ${fault}`) };
}

const all = await listStates();
/** Every page, and of the states those whose focusable elements differ. */
const states = all.filter(
  ({ name }) =>
    name.startsWith('/') ||
    [
      'form: every error at once',
      'form: an error with all that any answer asks for',
      'form: sent before with other content',
      'confirmation: we call',
      'search: results',
      'search: nothing found',
      '404',
    ].includes(name),
);

for (const size of sizes) {
  test.describe(`at ${size.width} px, with the keyboard alone`, () => {
    test.use({ viewport: size });

    // The order of a page does not depend on its language; line breaks do.
    for (const state of states.filter((each) => size.width === 360 || !isTranslated(each))) {
      test(`${state.name} is walked in the order it is read in, there and back, always in sight`, async ({
        page,
        request,
      }) => {
        await open(page, request, state);
        await loadMeasures(page);
        const count = await page.evaluate(() => access.countStops());
        const places = Array.from({ length: count }, (_, place) => place);
        // A summary of errors has the focus at first; a person who goes back to the top starts here.
        await page.evaluate(() => access.focusStop(0));
        const there = await walk(page, 'Tab', places);
        const back = await walk(page, 'Shift+Tab', places.toReversed());
        const backwards = there.stops
          .slice(2)
          .filter((stop, index) => goesBack(there.stops[index + 1] as Stop, stop))
          .map(({ name }) => `${name}: stands above what comes before it`);
        expect([...there.faults, ...backwards, ...back.faults]).toEqual([]);
        // No keyboard trap: one step before the first place the focus leaves the page.
        await page.keyboard.press('Shift+Tab');
        expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
      });
    }
  });
}

test('the skip link is the first stop, is in sight there, and leads into the text', async ({ page }) => {
  await page.goto('/klub/');
  await loadMeasures(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Przejdź do treści' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('each link of the summary of errors puts the focus into its field, which is in sight', async ({
  page,
  request,
}) => {
  const wrong = all.find(({ name }) => name === 'form: every error at once');
  if (wrong === undefined) throw new Error('there is no such state');
  await open(page, request, wrong);
  await loadMeasures(page);
  const summary = page.locator('.error-summary');
  await expect(summary).toBeFocused();
  const links = summary.getByRole('link');
  const count = await links.count();
  expect(count).toBeGreaterThan(5);
  for (let place = 0; place < count; place += 1) {
    const link = links.nth(place);
    const target = (await link.getAttribute('href'))?.slice(1) ?? '';
    await link.focus();
    await page.keyboard.press('Enter');
    const field = page.locator(':focus');
    await expect(field).toHaveId(target);
    await expect(field).toHaveJSProperty('form.method', 'post');
    await expect
      .poll(() => page.evaluate(() => access.describeFocus().inView), { message: target })
      .toBe(true);
  }
});

test('folded parts open and close with Enter and with Space', async ({ page }) => {
  await page.goto('/klub/');
  const summary = page.locator('summary').first();
  const details = page.locator('details').first();
  for (const [key, isOpen] of [
    ['Enter', true],
    ['Space', false],
  ] as const) {
    await summary.press(key);
    await expect(details).toHaveJSProperty('open', isOpen);
  }
});

test('a question is answered with the arrow keys, and the field of the answer is the next stop', async ({
  page,
}) => {
  await page.goto('/zgloszenie/');
  const choices = page.getByRole('radio');
  await page.getByLabel('Zadzwońcie do mnie').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Numer telefonu')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Wyślijcie mi SMS').or(page.getByLabel('Wyślijcie mi'))).toBeChecked();
  expect(await choices.count()).toBeGreaterThan(10);
});
