import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { chromiumArguments, findChromium } from '../support/chromium.ts';
import { startEditingPages } from '../support/editing.ts';
import { startFixedSite } from '../support/fixed-site.ts';
import {
  openConfirmation,
  openFormWithErrors,
  openFormWithErrorsIn,
  openStanding,
  openStandingIn,
} from '../support/form-visits.ts';
import { listen, offerScreenReader } from './listen.ts';

/** The first pages that a newcomer sees in their language. */
const inLanguage = (
  language: 'uk' | 'en',
): readonly (readonly [string, (page: Page) => Promise<unknown>])[] => [
  [`${language}-start`, (page) => page.goto(`/${language}/`)],
  [`${language}-form-with-errors`, (page) => openFormWithErrorsIn(page, language)],
  [`${language}-what-became-of-an-enquiry`, (page) => openStandingIn(page, language)],
];

/** How to open each page, by the name of its transcript. All but one are opened on a phone. */
const pages: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  start: (page) => page.goto('/'),
  async 'start-on-a-desk'(page) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto('/');
  },
  contact: (page) => page.goto('/kontakt/'),
  form: (page) => page.goto('/zgloszenie/'),
  'form-with-errors': openFormWithErrors,
  confirmation: openConfirmation,
  'ask-about-an-enquiry': (page) => page.goto('/zgloszenie/stan/'),
  async 'enquiry-not-found'(page) {
    await page.goto('/zgloszenie/stan/');
    await page.getByLabel('Numer zgłoszenia').fill('KIS-777-777');
    await page.getByLabel('Kod').fill('777-777');
    await page.getByRole('button', { name: 'Sprawdź' }).click();
  },
  'what-became-of-an-enquiry': openStanding,
  ...Object.fromEntries((['uk', 'en'] as const).flatMap(inLanguage)),
};

/** Pages of the editing pages, after signing in: the club is closed for a day. */
const editingPages: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'close-the-club': (page) => page.goto('/zamknij/'),
  async 'close-the-club-with-errors'(page) {
    await page.goto('/zamknij/');
    await page.getByRole('button', { name: 'Zobacz, co to znaczy' }).click();
    await page.waitForURL('**/zamknij/');
    await page.locator('.error-summary').waitFor();
  },
  async 'close-the-club-review'(page) {
    await page.goto('/zamknij/');
    await page.getByLabel('Pierwszy dzień').fill('2026-12-17');
    await page.getByLabel('Powód, który zobaczą ludzie').fill('szkolenie zespołu');
    await page.getByRole('button', { name: 'Zobacz, co to znaczy' }).click();
    await page.waitForURL('**/publikuj/**');
  },
};

export const transcriptNames = [...Object.keys(pages), ...Object.keys(editingPages)];

/** @returns the file of a page's transcript */
export const transcriptFile = (name: string): URL => new URL(`./${name}.txt`, import.meta.url);

/** Every enquiry has a different reference and code. */
const withoutReference = (text: string): string =>
  text.replace(/KIS-[A-Z0-9]{3}-[A-Z0-9]{3}/g, 'KIS-···-···').replace(/(Kod:\s+)\w{3}-\w{3}/g, '$1···-···');

type Cookies = Parameters<BrowserContext['addCookies']>[0];

async function transcript(
  browser: Browser,
  url: string,
  open: (page: Page) => Promise<unknown>,
  cookies: Cookies = [],
) {
  const context = await browser.newContext({
    baseURL: url,
    bypassCSP: true,
    locale: 'pl-PL',
    viewport: { width: 360, height: 740 },
  });
  await context.addCookies(cookies);
  await offerScreenReader(context);
  const page = await context.newPage();
  await open(page);
  const text = withoutReference(await listen(page));
  await context.close();
  return text;
}

/**
 * @returns what a screen reader speaks on each page, by name, with the clock fixed at a Monday
 * @throws if the site does not build or answer, or there is no browser
 */
export async function makeTranscripts(): Promise<ReadonlyMap<string, string>> {
  const site = await startFixedSite();
  const harness = await startEditingPages();
  const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArguments });
  try {
    const made = new Map<string, string>();
    for (const [name, open] of Object.entries(pages))
      made.set(name, await transcript(browser, site.url, open));
    const editor = await harness.editor();
    const { href } = harness.running.url;
    const cookies = [...editor.cookies].map(([name, value]) => ({ name, value, url: href }));
    for (const [name, open] of Object.entries(editingPages))
      made.set(name, await transcript(browser, href, open, cookies));
    return made;
  } finally {
    await browser.close();
    await harness.stop();
    await site.stop();
  }
}
