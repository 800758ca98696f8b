import type { Page } from 'playwright/test';
import { openConfirmation, openFormWithErrors, openStanding } from '../support/form-visits.ts';
import { expect, test } from './site-test.ts';

interface PrintedPage {
  readonly path: string;
  /** How many sheets of A4 the page may take, in the fonts of any machine. */
  readonly sheets: number;
  readonly open?: (page: Page) => Promise<void>;
}

const printed: readonly PrintedPage[] = [
  { path: '/', sheets: 2 },
  // With every fact filled in: the week, exceptional days, the building, the helplines and the institution.
  { path: '/kontakt/', sheets: 3 },
  { path: '/tekst-latwy/', sheets: 4 },
  { path: '/dla-kogo/', sheets: 4 },
  { path: '/podstawy-prawne/', sheets: 5 },
  { path: '/deklaracja-dostepnosci/', sheets: 3 },
  { path: '/mapa-strony/', sheets: 2 },
  { path: '/szukaj/?q=praca', sheets: 2 },
  { path: '/nie-ma-takiej-strony/', sheets: 1 },
  { path: '/zgloszenie/', sheets: 4 },
  { path: '/zgloszenie/ with errors', sheets: 4, open: openFormWithErrors },
  { path: '/zgloszenie/przyjete/', sheets: 1, open: openConfirmation },
  { path: '/zgloszenie/stan/', sheets: 1 },
  { path: '/zgloszenie/stan/ of an enquiry', sheets: 1, open: openStanding },
];

/** @returns the number of pages of a PDF by Chromium, whose page objects are not compressed */
const countSheets = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** @returns visible colours of text and backgrounds other than black, white or transparent */
function colours(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const plain = ['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'];
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
      if (!element.checkVisibility()) continue;
      const { color, backgroundColor } = getComputedStyle(element);
      if (color !== 'rgb(0, 0, 0)') found.push(`${element.localName}: text ${color}`);
      if (!plain.slice(1).includes(backgroundColor))
        found.push(`${element.localName}: ground ${backgroundColor}`);
    }
    return found;
  });
}

/** @returns visible links in the page's content whose address is not printed after them */
function linksWithoutAddress(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('main a[href^="/"], main a[href^="http"]')]
      .filter((link) => link.checkVisibility())
      .filter((link) => !getComputedStyle(link, '::after').content.startsWith('" ('))
      .map((link) => link.outerHTML),
  );
}

// A4 between its margins of 16 mm, at 96 px an inch.
test.use({ viewport: { width: 673, height: 1001 } });

for (const { path, sheets, open } of printed) {
  test(`${path} on A4 is black on white, with addresses, hours and telephone, and nothing to press`, async ({
    page,
  }) => {
    if (open) await open(page);
    else await page.goto(path);

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ media: 'print', colorScheme });
      // A button's colours change in a transition.
      await expect.poll(() => colours(page), colorScheme).toEqual([]);
    }
    for (const pressed of ['nav', 'button', '[type="submit"]', 'search', '.skip', '.doors']) {
      await expect(page.locator(pressed).filter({ visible: true }), pressed).toHaveCount(0);
    }
    expect(await linksWithoutAddress(page)).toEqual([]);

    const banner = page.getByRole('banner');
    const hours = banner
      .getByRole('paragraph')
      .filter({ hasText: /poniedziałek 8\.00–16\.00/, visible: true });
    await expect(hours).toBeVisible();
    await expect(banner.getByRole('link', { name: /10\s200\s30\s40/ })).toBeVisible();
    await expect(banner.getByRole('link', { name: 'Napisz' })).toBeHidden();
    await expect(page.getByText(/00-000 Zmyślin/).filter({ visible: true })).not.toHaveCount(0);
    await expect(page.locator('.print-only').filter({ hasText: /^http/ })).toBeVisible();

    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(sideways, 'wider than the sheet').toBe(false);
    expect(countSheets(await page.pdf({ format: 'A4' }))).toBeLessThanOrEqual(sheets);
  });
}

test('the form on paper asks everything that may be filled in by hand', async ({ page }) => {
  await page.goto('/zgloszenie/');
  await page.emulateMedia({ media: 'print' });
  for (const label of [
    ...['Kto pisze?', 'Jak mamy się do Ciebie zwracać? / Jak mamy się zwracać do osoby, której pomagasz?'],
    ...['Numer telefonu', 'Adres e-mail', 'Przez kogo albo gdzie Cię znajdziemy?'],
    ...['Możecie zostawić wiadomość', 'Możecie podać nazwę klubu', 'Jaki to język?', 'Język migowy', 'Rano'],
  ]) {
    await expect(page.getByLabel(label)).toBeVisible();
  }
  await expect(page.getByText('Wypełnij tylko pole, które należy do Twojego wyboru.')).toBeVisible();
  await expect(page.locator('summary')).toBeHidden();
  await expect(page.getByLabel('To pole jest dla robotów')).toBeHidden();
  const mark = () =>
    page.getByLabel('Ze mną').evaluate((circle) => getComputedStyle(circle, '::before').display);
  expect(await mark()).toBe('none');
  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel('Dla kogoś innego').check();
  await page.emulateMedia({ media: 'print' });
  expect(await mark()).not.toBe('none');
});
