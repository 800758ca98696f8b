import { randomFillSync } from 'node:crypto';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import type { Started } from '../support/started-whole.ts';
import { expect } from './editing-test.ts';

/**
 * @param width in pixels, like `height`
 * @returns noise, which does not compress: a photo of a telephone that was held upright, with the place in it
 */
export async function photo(width: number, height: number): Promise<Buffer> {
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
  expect(bytes.includes('Exif')).toBe(true);
  return bytes;
}

/** Sends a file by the page of files. */
export async function sendFile(
  page: Page,
  { editing }: Started,
  name: string,
  buffer: Buffer,
): Promise<void> {
  await page.goto(`${editing}/pliki/`);
  await page.getByLabel('Plik z Twojego urządzenia').setInputFiles({ name, mimeType: '', buffer });
  await page.getByRole('button', { name: 'Dodaj plik' }).click();
}

/**
 * Sends a photo, puts it into a page and publishes that.
 *
 * @returns the size of the picture that readers see, in pixels, and its bytes
 */
export async function publishPhoto(
  page: Page,
  started: Started,
  taken: Buffer,
): Promise<{ size: readonly [number, number]; served: Buffer }> {
  // A reader who has seen the page before gets the new one, not the browser's cached copy.
  await page.goto(`${started.site}/klub/`);
  await sendFile(page, started, 'Zupa w piątek.JPG', taken);
  await expect(page.getByText('zupa-w-piatek.jpg', { exact: true })).toBeVisible();
  await page.goto(`${started.editing}/strona/pl/strony/klub/`);
  const text = page.getByLabel('Tekst', { exact: true });
  await text.fill(`![Garnek zupy na stole](/pliki/zupa-w-piatek.jpg)\n\n${await text.inputValue()}`);
  await page.getByRole('button', { name: 'Zapisz i zobacz zmianę' }).click();
  await expect(page.getByText('Dopisano obraz „Garnek zupy na stole”')).toBeVisible();
  await page.getByRole('button', { name: 'Opublikuj', exact: true }).click();
  await expect(page).toHaveTitle(/^Na stronie od/, { timeout: 90_000 });
  const shown = page.getByAltText('Garnek zupy na stole');
  await expect(async () => {
    await page.goto(`${started.site}/klub/`);
    await expect(shown).toBeVisible({ timeout: 1_000 });
    await expect(shown).not.toHaveJSProperty('naturalWidth', 0, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  const size = await shown.evaluate((image: HTMLImageElement): [number, number] => [
    image.naturalWidth,
    image.naturalHeight,
  ]);
  const address = (await shown.getAttribute('src')) ?? '';
  return { size, served: Buffer.from(await (await fetch(new URL(address, started.site))).arrayBuffer()) };
}

/** A photo is refused whose format browsers do not show. */
export async function expectHeicRefused(page: Page, started: Started): Promise<void> {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(2_000)]);
  await sendFile(page, started, 'IMG_0001.HEIC', heic);
  await expect(page).toHaveTitle(/^Błąd: /);
  await expect(page.locator('#plik-blad')).toHaveText(/HEIC z iPhone’a\. Zapisz je jako JPG\./);
}
