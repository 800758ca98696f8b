import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningSite, startSite } from '../support/site.ts';
import { test } from './site-test.ts';
import { strainedSettings } from './states.ts';

/** A site of the worker's own that can store nothing: its database is away, and a file stands where its spool was. */
export const strainedTest = test.extend<object, { strainedSite: RunningSite }>({
  strainedSite: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const site = await startSite(strainedSettings);
      const spool = join(site.dataDirectory, 'spool');
      // Until it has all it works with, the folder may not be there yet.
      await fetch(`${site.url}/healthz`);
      await rm(spool, { recursive: true });
      await writeFile(spool, '');
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ strainedSite }, use) => use(strainedSite.url),
});
