import type { Page } from 'playwright/test';
import { expectHeicRefused, photo, publishPhoto } from './editing-photo.ts';
import { day, expect, saysOnSite, signIn, test } from './editing-test.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ startedFor: 'editing-without-scripts' });

let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = [];

test.beforeEach(async ({ page }) => {
  await page.context().addCookies(cookies);
});

test('from the link of the start to a closed club that everybody sees, in five presses', async ({
  page,
  started,
}) => {
  let presses = 0;
  const press = async (name: string) => {
    presses += 1;
    await page
      .getByRole('button', { name, exact: true })
      .or(page.getByRole('link', { name }))
      .first()
      .click();
  };
  await signIn(page, started, press);
  cookies = await page.context().cookies();
  await press('Zamknij klub albo skróć dzień');
  await page.getByLabel('Pierwszy dzień').fill(day);
  await page.getByLabel('Powód, który zobaczą ludzie').fill('szkolenie zespołu');
  await press('Zobacz, co to znaczy');
  await expect(page.getByText(/^We?\s.*klub\sbędzie\szamknięty\.$/)).toBeVisible();
  await press('Opublikuj');
  await expect(page).toHaveTitle(/^Na stronie od \d+\.\d\d/, { timeout: 90_000 });
  expect(presses).toBe(5);
  const see = await page.getByRole('link', { name: 'Zobacz na stronie' }).getAttribute('href');
  expect(see).toBe(`${started.site}/kontakt/`);
  await expect(async () => {
    expect(await saysOnSite(started, '/kontakt/', 'szkolenie zespołu')).toBe(true);
  }).toPass({ timeout: 10_000 });
});

test('and opened again by two presses in the history', async ({ page, started }) => {
  await page.goto(`${started.editing}/historia/`);
  await page
    .getByRole('button', { name: /^Cofnij: Klub zamknięty / })
    .first()
    .click();
  await page.getByRole('button', { name: 'Opublikuj', exact: true }).click();
  await expect(page).toHaveTitle(/^Na stronie od/, { timeout: 90_000 });
  await expect(async () => {
    expect(await saysOnSite(started, '/kontakt/', 'szkolenie zespołu')).toBe(false);
  }).toPass({ timeout: 10_000 });
});

test('a photo is put into a page and published, and a HEIC photo is refused with advice', async ({
  page,
  started,
}) => {
  const { size, served } = await publishPhoto(page, started, await photo(400, 300));
  expect(size).toEqual([300, 400]);
  expect(served.includes('Telefon')).toBe(false);
  await expectHeicRefused(page, started);
});

test('a mistake is said at its field, which the summary leads to', async ({ page, started }) => {
  await page.goto(`${started.editing}/zamknij/`);
  await page.getByRole('button', { name: 'Zobacz, co to znaczy' }).click();
  await expect(page).toHaveTitle(/^Błąd: /);
  await page.locator('.error-summary a[href="#powod"]').click();
  await expect(page.getByLabel('Powód, który zobaczą ludzie')).toBeFocused();
});

test('the preview shows the page of a draft, on a telephone and on a desk', async ({ page, started }) => {
  await page.goto(`${started.editing}/strona/pl/strony/klub/`);
  const text = page.getByLabel('Tekst', { exact: true });
  await text.fill(`Zdanie tylko w szkicu.\n\n${await text.inputValue()}`);
  await page.getByRole('button', { name: 'Zapisz i pokaż podgląd' }).click();
  for (const name of ['Na telefonie', 'Na komputerze'])
    await expect(
      page.frameLocator(`iframe[title="${name}"]`).getByText('Zdanie tylko w szkicu.'),
    ).toBeVisible();
  expect(await saysOnSite(started, '/klub/', 'Zdanie tylko w szkicu.')).toBe(false);
});
