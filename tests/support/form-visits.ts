import type { Page } from 'playwright';

const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Wyślij' }).click();

/** Shows what the form folds away. */
export const openFolded = (page: Page): Promise<void> => page.locator('.form summary').click();

/** Opens the form and sends it with two questions unanswered and a number that is none. */
export async function openFormWithErrors(page: Page): Promise<void> {
  await page.goto('/zgloszenie/');
  await page.getByLabel('Zadzwońcie do mnie').check();
  await page.getByLabel('Numer telefonu').fill('12');
  await send(page);
  await page.getByRole('alert').waitFor();
}

/** Sends an enquiry and comes to its confirmation. */
export async function openConfirmation(page: Page): Promise<void> {
  await page.goto('/zgloszenie/');
  await page.getByLabel('Prace społecznie użyteczne').check();
  await page.getByLabel('Dla siebie').check();
  await page.getByLabel('Zadzwońcie do mnie').check();
  await page.getByLabel('Numer telefonu').fill('600 100 200');
  await send(page);
  await page.waitForURL('**/zgloszenie/przyjete/**');
}

/** Sends an enquiry and comes to the page that tells what has become of it, once it is in the mailbox. */
export async function openStanding(page: Page): Promise<void> {
  await openConfirmation(page);
  const plaque = (await page.locator('.reference').textContent()) ?? '';
  const [, reference = '', code = ''] = /(KIS-\w{3}-\w{3})\s*Kod:\s*(\w{3}-\w{3})/.exec(plaque) ?? [];
  const inTheMailbox = page.getByText('Trafiło do skrzynki klubu');
  for (let tries = 0; tries < 50 && !(await inTheMailbox.isVisible()); tries += 1) {
    await page.goto('/zgloszenie/stan/');
    await page.getByLabel('Numer zgłoszenia').fill(reference);
    await page.getByLabel('Kod').fill(code);
    await page.getByRole('button', { name: 'Sprawdź' }).click();
    await page.getByRole('heading', { name: 'Co się działo po kolei?' }).waitFor();
  }
}
