import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { expectHeicRefused, photo, publishPhoto, sendFile } from './editing-photo.ts';
import { expect, signIn, test } from './editing-test.ts';

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ startedFor: 'editing-photo' });

let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = [];

test.beforeEach(async ({ page }) => {
  await page.context().addCookies(cookies);
});

test('a photo of 8 MB with the place in it is small, upright and without it on the site', async ({
  page,
  started,
}) => {
  await signIn(page, started, (name) => page.getByRole('button', { name }).click());
  cookies = await page.context().cookies();
  const taken = await photo(4_000, 3_000);
  expect(taken.length).toBeGreaterThan(8_000_000);
  const { size, served } = await publishPhoto(page, started, taken);
  expect(size).toEqual([900, 1_200]);
  const { exif, orientation } = await sharp(served).metadata();
  expect([exif, orientation ?? 1]).toEqual([undefined, 1]);
  expect(served.includes('Telefon')).toBe(false);
  expect(served.length).toBeLessThan(900_000);
});

test('a PNG of 30 megapixels is accepted, and a HEIC photo is refused with advice', async ({
  page,
  started,
}) => {
  const large = await sharp({
    create: { width: 6_500, height: 4_700, channels: 3, background: { r: 30, g: 90, b: 60 } },
  })
    .png()
    .toBuffer();
  await sendFile(page, started, 'plakat.png', large);
  await expect(page.getByText('plakat.png', { exact: true })).toBeVisible();
  await expectHeicRefused(page, started);
});
