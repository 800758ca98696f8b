import { randomFillSync } from 'node:crypto';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { expect, signIn, test } from './editing-test.ts';

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ startedFor: 'editing-photo' });

let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = [];

test.beforeEach(async ({ page }) => {
  await page.context().addCookies(cookies);
});

/** Noise, which does not compress; a photo of a telephone that was held upright. */
async function photo(): Promise<Buffer> {
  const [width, height] = [4_000, 3_000];
  const bytes = await sharp(randomFillSync(Buffer.alloc(width * height * 3)), {
    raw: { width, height, channels: 3 },
  })
    .jpeg({ quality: 85 })
    .withMetadata({
      orientation: 6,
      exif: {
        IFD0: { Make: 'Telefon' },
        IFD3: { GPSLatitude: '50/1 20/1 0/1', GPSLongitude: '18/1 55/1 0/1' },
      },
    })
    .toBuffer();
  expect(bytes.length).toBeGreaterThan(8_000_000);
  expect(bytes.includes('Exif')).toBe(true);
  return bytes;
}

async function send(page: Page, editing: string, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${editing}/pliki/`);
  await page.getByLabel('Plik z Twojego urządzenia').setInputFiles({ name, mimeType: '', buffer });
  await page.getByRole('button', { name: 'Dodaj plik' }).click();
}

test('a photo of 8 MB with the place in it is small, upright and without it on the site', async ({
  page,
  started,
}) => {
  // A reader who has seen the page before gets the new one, not the browser's cached copy.
  await page.goto(`${started.site}/klub/`);
  await signIn(page, started, (name) => page.getByRole('button', { name }).click());
  cookies = await page.context().cookies();
  await send(page, started.editing, 'Zupa w piątek.JPG', await photo());
  await expect(page.getByText('zupa-w-piatek.jpg', { exact: true })).toBeVisible();
  await page.goto(`${started.editing}/strona/pl/strony/klub/`);
  const text = page.getByLabel('Tekst', { exact: true });
  await text.fill(`![Garnek zupy na stole](/pliki/zupa-w-piatek.jpg)\n\n${await text.inputValue()}`);
  await page.getByRole('button', { name: 'Zapisz i zobacz zmianę' }).click();
  await expect(page.getByText('Dopisano obraz „Garnek zupy na stole”')).toBeVisible();
  await page.getByRole('button', { name: 'Opublikuj', exact: true }).click();
  await expect(page).toHaveTitle(/^Na stronie od/, { timeout: 90_000 });
  await expect(async () => {
    await page.goto(`${started.site}/klub/`);
    const shown = page.getByAltText('Garnek zupy na stole');
    await expect(shown).toBeVisible({ timeout: 1_000 });
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(1_200);
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900);
  }).toPass({ timeout: 10_000 });
  const address = (await page.getByAltText('Garnek zupy na stole').getAttribute('src')) ?? '';
  const served = Buffer.from(await (await fetch(new URL(address, started.site))).arrayBuffer());
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
  await send(page, started.editing, 'plakat.png', large);
  await expect(page.getByText('plakat.png', { exact: true })).toBeVisible();
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(2_000)]);
  await send(page, started.editing, 'IMG_0001.HEIC', heic);
  await expect(page).toHaveTitle(/^Błąd: /);
  await expect(page.locator('#plik-blad')).toHaveText(/HEIC z iPhone’a\. Zapisz je jako JPG\./);
});
