import type { Page } from 'playwright';
import { languagePrefix } from '../../src/paths.ts';
import { type Language, words } from '../../src/words/index.ts';

const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Wyślij' }).click();

/** Unfolds the folded part of the form. */
export const openFolded = (page: Page): Promise<void> => page.locator('.form summary').click();

/** Opens the form and sends it with two questions unanswered and an invalid number. */
export async function openFormWithErrors(page: Page): Promise<void> {
  await page.goto('/zgloszenie/');
  await page.getByLabel('Zadzwońcie do mnie').check();
  await page.getByLabel('Numer telefonu').fill('12');
  await send(page);
  await page.getByRole('alert').waitFor();
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Like `openFormWithErrors`, in any language. */
export async function openFormWithErrorsIn(page: Page, language: Language): Promise<void> {
  await page.goto(`${languagePrefix(language)}/zgloszenie/`);
  await page.locator('[name=channel][value=phone]').check();
  await page.locator('[name=phone]').fill('12');
  await press(page, words[language].form.send);
  await page.getByRole('alert').waitFor();
}

/** Like `openStanding`, in any language; the enquiry is one by telephone. */
export async function openStandingIn(page: Page, language: Language): Promise<void> {
  const { form, progress } = words[language];
  await page.goto(`${languagePrefix(language)}/zgloszenie/`);
  for (const [name, value] of Object.entries({ topic: 'psu', forWhom: 'self', channel: 'phone' }))
    await page.locator(`[name=${name}][value=${value}]`).check();
  await page.locator('[name=phone]').fill('600 100 200');
  await press(page, form.send);
  await page.waitForURL('**/zgloszenie/przyjete/**');
  const plaque = (await page.locator('.reference').textContent()) ?? '';
  const [, reference = '', code = ''] = /(KIS-\w{3}-\w{3}).*?(\w{3}-\w{3})/su.exec(plaque) ?? [];
  const inTheMailbox = page.getByText(progress.history.delivered);
  for (let tries = 0; tries < 50 && !(await inTheMailbox.isVisible()); tries += 1) {
    await page.goto(`${languagePrefix(language)}/zgloszenie/stan/`);
    await page.locator('[name=reference]').fill(reference);
    await page.locator('[name=code]').fill(code);
    await press(page, progress.check);
    await page.getByRole('heading', { name: progress.history.title }).waitFor();
  }
}

/** Sends an enquiry and waits for its confirmation. */
export async function openConfirmation(page: Page): Promise<void> {
  await page.goto('/zgloszenie/');
  await page.getByLabel('Prace społecznie użyteczne').check();
  await page.getByLabel('Dla siebie').check();
  await page.getByLabel('Zadzwońcie do mnie').check();
  await page.getByLabel('Numer telefonu').fill('600 100 200');
  await send(page);
  await page.waitForURL('**/zgloszenie/przyjete/**');
}

/** Sends an enquiry and opens the page of its state, once it is in the mailbox. */
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
