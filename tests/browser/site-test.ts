import { test as base } from 'playwright/test';
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

export { expect } from 'playwright/test';
