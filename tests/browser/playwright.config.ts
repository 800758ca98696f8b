import { defineConfig } from 'playwright/test';
import { chromiumArguments, findChromium } from '../support/chromium.ts';

export default defineConfig({
  testDir: '.',
  globalSetup: '../support/club.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  forbidOnly: true,
  // One more than the cores of the smallest machine: a test spends much time waiting for the next frame or an idle
  // network.
  workers: 3,
  timeout: 60_000,
  reporter: [['list'], ['./access-table.ts']],
  use: {
    launchOptions: { executablePath: await findChromium(), args: chromiumArguments },
    locale: 'pl-PL',
  },
  projects: [
    // First, because here a test takes longest, and no worker should be alone with it at the end.
    {
      name: 'javascript off',
      use: { javaScriptEnabled: false },
      // These do not depend on JavaScript in the page, or need it to measure.
      testIgnore: [
        'accessibility.spec.ts',
        'accessibility-lively.spec.ts',
        'editing-photo.spec.ts',
        'editing-screens.spec.ts',
        'every-page.spec.ts',
        'form-parts.spec.ts',
        'keyboard.spec.ts',
        'look.spec.ts',
        'print.spec.ts',
        'privacy.spec.ts',
        'without-styles.spec.ts',
      ],
    },
    {
      name: 'javascript on',
      use: { javaScriptEnabled: true },
      testIgnore: 'editing-without-scripts.spec.ts',
    },
  ],
});
