import type { Page } from 'playwright/test';
import { openConfirmation } from '../support/form-visits.ts';
import type { Mailbox } from '../support/mailbox.ts';
import { expect, test } from './site-test.ts';

/* The whole way of a person and of staff, with JavaScript and without. */

interface Told {
  readonly reference: string;
  readonly code: string;
}

/** @returns the reference and code that the confirmation tells a person to write down */
async function writeDown(page: Page): Promise<Told> {
  const plaque = ((await page.locator('.reference').textContent()) ?? '').replace(/\s+/g, ' ');
  const [, reference = '', code = ''] = /(KIS-\w{3}-\w{3}).*Kod: (\w{3}-\w{3})/.exec(plaque) ?? [];
  expect(code).not.toBe('');
  return { reference, code };
}

/** @returns the link in the last line of the mail to staff */
async function linkIn(mailbox: Mailbox, reference: string): Promise<string> {
  const { parsed } = await mailbox.waitFor(reference);
  const link = parsed.text?.trimEnd().split('\n').at(-1) ?? '';
  expect(link).toMatch(/^http\S+\/odbior\/\w{1,40}\/$/);
  return link;
}

async function askFor(page: Page, { reference, code }: Told): Promise<void> {
  await page.goto('/zgloszenie/stan/');
  await page.getByLabel('Numer zgłoszenia').fill(reference.toLowerCase().replaceAll('-', ' '));
  await page.getByLabel('Kod').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Sprawdź' }).click();
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('a person sees what becomes of their enquiry, from sending it to its end', async ({
  page,
  browser,
  site,
  mailbox,
}) => {
  await openConfirmation(page);
  const told = await writeDown(page);
  expect(page.url()).not.toContain(told.reference.slice(4, 7));
  const link = await linkIn(mailbox, told.reference);
  await page.getByRole('link', { name: 'Co z moim zgłoszeniem?' }).first().click();
  await askFor(page, told);
  await expect(heading(page)).toContainText('w skrzynce klubu');
  await expect(page.getByText(/Odezwiemy się do/)).toBeVisible();

  const staff = await browser.newPage({ javaScriptEnabled: false });
  await staff.goto(link);
  await expect(staff.getByRole('radio', { checked: true })).toHaveCount(0);
  await staff.getByRole('button', { name: 'Zajmuję się tym' }).click();
  await expect(staff).toHaveTitle(/^Błąd:/);
  await expect(staff.getByRole('alert')).toContainText('Wybierz, kim jesteś');
  await staff.getByLabel('Kierownik').check();
  await staff.getByRole('button', { name: 'Zajmuję się tym' }).click();
  await expect(staff.getByRole('status')).toContainText(/Zapisane\. Ktoś się tym zajął: Kierownik/);
  await expect(staff.getByRole('button', { name: 'Zajmuję się tym' })).toHaveCount(0);

  await askFor(page, told);
  await expect(heading(page)).toHaveText('Ktoś zajmuje się Twoim zgłoszeniem');
  await expect(page.getByText('Kierownik')).toHaveCount(0);

  for (let count = 0; count < 2; count += 1) {
    await staff.getByLabel('Pracownik').check();
    await staff.getByRole('button', { name: 'Próba kontaktu bez skutku' }).click();
    await expect(staff.getByRole('status')).toContainText('Zapisane');
  }
  await askFor(page, told);
  await expect(heading(page)).toContainText('Próbowaliśmy się z Tobą skontaktować 2 razy');

  const number = page.getByLabel('Nowy numer telefonu');
  await expect(number).toBeHidden();
  await page.getByText('Mam inny numer telefonu').click();
  await number.fill('12');
  await page.getByRole('button', { name: 'Wyślij nowy numer' }).click();
  await expect(page).toHaveTitle(/^Błąd:/);
  await expect(number).toBeVisible();
  await expect(number).toHaveValue('12');
  await number.fill('601 202 303');
  await page.getByRole('button', { name: 'Wyślij nowy numer' }).click();
  await expect(page.getByRole('status')).toContainText('Mamy nowy numer');
  await expect(page.getByText('303')).toHaveCount(0);
  expect((await mailbox.waitFor('601 202 303')).parsed.subject).toContain(told.reference);

  await page.getByText('Nikt się nie odezwał', { exact: true }).click();
  await page.getByRole('button', { name: 'Wyślij: nikt się nie odezwał' }).click();
  await expect(page.getByRole('status')).toContainText('nikt się nie odezwał');
  await expect(page.getByText('Nikt się nie odezwał', { exact: true })).toHaveCount(0);

  await staff.reload();
  await expect(staff.getByText(/Ta osoba napisała .*nikt się nie odezwał/)).toBeVisible();
  await staff.getByLabel('Pracownik').check();
  await staff.getByRole('button', { name: 'Sprawa zakończona' }).click();
  await expect(staff.getByRole('status')).toContainText('Sprawa zakończona: Pracownik');
  await staff.close();
  await askFor(page, told);
  await expect(heading(page)).toHaveText('Sprawa jest zakończona');
  expect(site.output()).not.toContain(told.code);
});

test('a person who no longer needs it says so, behind a fold, and staff see it', async ({
  page,
  browser,
  mailbox,
}) => {
  await openConfirmation(page);
  const told = await writeDown(page);
  const link = await linkIn(mailbox, told.reference);
  await askFor(page, told);
  const button = page.getByRole('button', { name: 'Wyślij: już tego nie potrzebuję' });
  await expect(button).toBeHidden();
  await page.getByText('Już tego nie potrzebuję', { exact: true }).click();
  await button.click();
  await expect(heading(page)).toContainText('już tego nie potrzebujesz');
  const staff = await browser.newPage();
  await staff.goto(link.slice(0, -1));
  await expect(staff.getByText(/Ta osoba napisała .*już tego nie potrzebuję/)).toBeVisible();
  await staff.close();
});

test('wrong, empty and too many tries say what to do, and the focus is there', async ({ page }) => {
  await page.goto('/zgloszenie/stan/');
  await page.getByRole('button', { name: 'Sprawdź' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('link', { name: 'Wpisz kod.' }).click();
  await expect(page.getByLabel('Kod')).toBeFocused();
  const wrong = { reference: `KIS-333-${Math.random()}`, code: 'KKK-KKK' };
  for (let count = 0; count < 10; count += 1) {
    await askFor(page, wrong);
    await expect(page.getByRole('alert')).toContainText('Nie znajdujemy takiego zgłoszenia');
  }
  await askFor(page, wrong);
  await expect(page.getByRole('alert')).toContainText('Poczekaj chwilę');
  await expect(page.getByText(wrong.code)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Sprawdź jeszcze raz' })).toBeVisible();
});

test('a program that follows every link and presses every button without a choice changes nothing', async ({
  page,
  browser,
  baseURL,
  mailbox,
}) => {
  await openConfirmation(page);
  const told = await writeDown(page);
  const link = await linkIn(mailbox, told.reference);
  const program = await browser.newPage();
  await program.goto(link);
  const links = await program
    .locator('a[href^="/"], a[href^="#"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(links.length).toBeGreaterThan(10);
  for (const href of new Set(links)) await program.goto(new URL(href, link).href);
  await program.goto(link);
  const buttons = await program.getByRole('button').count();
  expect(buttons).toBeGreaterThan(3);
  for (let index = 0; index < buttons; index += 1) {
    await program.goto(link);
    await program.getByRole('button').nth(index).click();
    await expect(program).toHaveTitle(/^Błąd:/);
  }
  // Buttons of the resulting pages are pressed too.
  for (let index = 0; index < buttons; index += 1) await program.getByRole('button').nth(index).click();
  await program.goto(link);
  await expect(program.getByText('Nikt jeszcze się tym nie zajął.')).toBeVisible();
  await program.close();
  await askFor(page, told);
  await expect(heading(page)).toContainText('w skrzynce klubu');
  expect(baseURL).toBeTruthy();
});

test('everything is done by keys alone', async ({ page, browser, mailbox }) => {
  await openConfirmation(page);
  const told = await writeDown(page);
  const link = await linkIn(mailbox, told.reference);
  await page.goto('/zgloszenie/stan/');
  await page.getByLabel('Numer zgłoszenia').focus();
  await page.keyboard.type(told.reference);
  await page.keyboard.press('Tab');
  await page.keyboard.type(told.code);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toContainText('w skrzynce klubu');
  await page.getByText('Już tego nie potrzebuję', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('już tego nie potrzebujesz');
  const staff = await browser.newPage();
  await staff.goto(link);
  await staff.getByRole('radio').first().focus();
  await staff.keyboard.press('Space');
  await staff.keyboard.press('Tab');
  await staff.keyboard.press('Enter');
  await expect(staff.getByRole('status')).toContainText('Pracownik');
  await staff.close();
});

test('on a narrow phone nothing is wider than the page, and the plaque is on the first screen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openConfirmation(page);
  const told = await writeDown(page);
  const box = await page.locator('.reference').boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900);
  await askFor(page, told);
  for (const fold of await page.locator('main summary').all()) await fold.click();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
});
