import type { Page } from 'playwright/test';
import { expect, test } from './site-test.ts';

/** @returns the values of the filled and chosen fields of the page */
const filledIn = (page: Page) =>
  page.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('form.form');
    const fields = form ? [...new FormData(form)].map(([name, value]) => `${name}=${String(value)}`) : [];
    return fields.filter((field) => !field.startsWith('form=')).sort();
  });

async function fillHalf(page: Page): Promise<void> {
  await page.goto('/zgloszenie/');
  await page.getByLabel('Porada').check();
  await page.getByLabel('Dla kogoś innego').check();
  await page.getByLabel('Kto pisze?').fill('Анна, притулок');
  await page.getByLabel('Zadzwońcie do').check();
  await page.getByLabel('Numer telefonu').fill('12');
  await page.getByLabel('Co chcesz nam powiedzieć?').fill('Żółć\nдругий рядок');
}

test('a half filled form loses nothing from Polish to Ukrainian and English and back, with errors too', async ({
  page,
}) => {
  await fillHalf(page);
  const before = await filledIn(page);
  expect(before.length).toBeGreaterThan(5);
  await page.getByRole('main').getByRole('button', { name: 'Українська' }).click();
  await expect(page).toHaveURL(/\/uk\/zgloszenie\//);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Напишіть нам');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await filledIn(page)).toEqual(before);
  await page.getByRole('button', { name: 'Надіслати' }).click();
  await expect(page).toHaveTitle(/^Помилка:/);
  expect(await filledIn(page)).toEqual(before);
  await page.getByRole('main').getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Write to us');
  expect(await filledIn(page)).toEqual(before);
  await page.getByRole('main').getByRole('button', { name: 'Polski' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Napisz do nas');
  expect(await filledIn(page)).toEqual(before);
});

// Mutation: the switch is the first button of the form, and Enter changes the language.
test('Enter in a field sends the form, and does not change its language', async ({ page }) => {
  await fillHalf(page);
  await page.getByLabel('Numer telefonu').press('Enter');
  await expect(page).toHaveTitle(/^Błąd:/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
});

test('the first stop of the keyboard in the form is the switch, in the order that is seen', async ({
  page,
}) => {
  await page.goto('/zgloszenie/');
  await page.getByRole('main').getByRole('button', { name: 'Українська' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').getByRole('button', { name: 'English' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  const focused = await page.evaluate(() => document.activeElement?.closest('form.form') === null);
  expect(focused).toBe(true);
});

test('the languages in the header and on the form are at least 44 px high', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/zgloszenie/');
  // The current language is not shown where there is no room.
  const parts = await page.locator('.languages a, [name="to"]').filter({ visible: true }).all();
  expect(parts.length).toBeGreaterThanOrEqual(4);
  for (const part of parts) {
    const box = await part.boundingBox();
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
    expect(box?.width ?? 0).toBeGreaterThanOrEqual(44);
  }
});
