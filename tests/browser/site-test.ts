import { test as base, type Page } from 'playwright/test';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';
import { type RunningSite, startSite } from '../support/site.ts';

/** Fixed, so that a test can make an expired token. */
export const formSecret = 'a secret of thirty-two characters';

/** A separate site for each worker, with a real SMTP listener. */
export const test = base.extend<object, { mailbox: Mailbox; site: RunningSite }>({
  mailbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const mailbox = await openMailbox();
      await use(mailbox);
      await mailbox.close();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ mailbox }, use) => {
      const site = await startSite({
        SMTP_URL: mailbox.url,
        ENQUIRY_TO: 'biuro@kis.example',
        ENQUIRY_ROUTES: 'psu=psu@kis.example',
        FORM_SECRET: formSecret,
      });
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.url),
});

/**
 * For tests that only open pages and look at them: all tests of a worker share one page, because a new one costs more
 * than many of them. Playwright ends a worker when a test fails, so no test gets a page that a failed one left behind.
 */
export const sharedPageTest = test.extend<object, { sharedPage: Page }>({
  sharedPage: [
    async ({ browser, site }, use) => {
      const page = await browser.newPage({ baseURL: site.url, locale: 'pl-PL' });
      await use(page);
      await page.context().close();
    },
    { scope: 'worker' },
  ],
  page: async ({ sharedPage, viewport }, use) => {
    await sharedPage.unrouteAll();
    if (viewport) await sharedPage.setViewportSize(viewport);
    await use(sharedPage);
  },
});

export { expect } from 'playwright/test';
