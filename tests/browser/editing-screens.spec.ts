import type { Page } from 'playwright/test';
import { expect, later, signIn, test } from './editing-test.ts';
import { prepare } from './measured-page.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = [];

test.beforeEach(async ({ page }) => {
  await page.context().addCookies(cookies);
});

test('every screen passes axe and needs no sideways scrolling at 360 px', async ({ page, started }) => {
  await signIn(page, started, (name) => page.getByRole('button', { name }).click());
  cookies = await page.context().cookies();
  await page.goto(`${started.editing}/zamknij/`);
  await page.getByRole('button', { name: 'Zobacz, co to znaczy' }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await page.setViewportSize({ width: 360, height: 640 });
  const faults: string[] = [];
  for (const path of [
    '/',
    '/zamknij/',
    '/fakty/godziny/',
    '/fakty/stawki/',
    '/fakty/kontakt/?sprawdz',
    '/strony/',
    '/strony/nowa/?folder=aktualnosci',
    '/strona/pl/strony/klub/',
    '/pliki/',
    '/publikuj/',
    '/historia/',
    '/historia/plik/?plik=fakty/przerwy.yaml',
    '/podglad/?adres=/klub/',
    '/urzadzenia/',
    '/kto/',
    '/nie-ma/',
    '/wejscie/kod/',
  ]) {
    await page.goto(started.editing + path);
    await prepare(page);
    const found = await page.evaluate(async () => {
      const { violations } = await axe.run(document, { iframes: false, resultTypes: ['violations'] });
      const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
      return [
        ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
        ...(wide ? [`wider than the window: ${document.documentElement.scrollWidth}`] : []),
      ];
    });
    faults.push(...found.map((fault) => `${path} ${fault}`));
  }
  expect(faults).toEqual([]);
});

test('the club is closed by keys alone', async ({ page, started }) => {
  await page.goto(`${started.editing}/zamknij/`);
  await page.getByLabel('Klub jest zamknięty').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Pierwszy dzień')).toBeFocused();
  await page.getByLabel('Pierwszy dzień').fill(later);
  await page.getByLabel('Powód, który zobaczą ludzie').focus();
  await page.keyboard.type('remont');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/klub\sbędzie\szamknięty\./)).toBeVisible();
  // Enter in the reason publishes: no other button of the form comes before.
  await page.getByLabel('Dlaczego?').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/Zmiana idzie na stronę|Na stronie od/);
});
