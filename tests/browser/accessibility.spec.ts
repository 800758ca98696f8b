import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { sitemapPaths } from '../support/sitemap.ts';
import { expect, test } from './site-test.ts';

/** WCAG 2.2 A, AA and the AAA contrast we promise, and axe's best practices; no rule is turned off. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(tags)
    .options({ rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const paths = [
  ...(await sitemapPaths()),
  '/nie-ma-takiej-strony/',
  '/zgloszenie/przyjete/',
  '/szukaj/?q=praca',
  '/szukaj/?q=hipopotam',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    for (const path of paths) {
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await page.goto(path);
        expect(await faultsOf(page)).toEqual([]);
      });
    }

    test('axe finds nothing on the form with errors', async ({ page }) => {
      await page.goto('/zgloszenie/');
      await page.getByRole('button', { name: 'Wyślij' }).click();
      await expect(page).toHaveTitle(/^Błąd:/);
      expect(await faultsOf(page)).toEqual([]);
    });

    test('axe finds nothing on the confirmation', async ({ page }) => {
      await page.goto('/zgloszenie/');
      await page.getByLabel('Inna sprawa').check();
      await page.getByLabel('Dla siebie').check();
      await page.getByLabel('Przyjdę do klubu').check();
      await page.getByRole('button', { name: 'Wyślij' }).click();
      await expect(page).toHaveURL(/przyjete/);
      expect(await faultsOf(page)).toEqual([]);
    });
  });
}
