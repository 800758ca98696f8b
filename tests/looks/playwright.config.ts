import { defineConfig } from 'playwright/test';
import { chromiumArguments, pinnedChromium } from '../support/chromium.ts';

/**
 * Compares screenshots of the site with references that a person has reviewed. After an intended change, take them
 * again with `node tests/looks/renew.ts`, review and commit them.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/looks',
  snapshotPathTemplate: '{testDir}/references/{arg}{ext}',
  forbidOnly: true,
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  expect: {
    toHaveScreenshot: {
      // A button that moves by a few pixels is more. Another version of the packaged browser may draw the edges of
      // letters differently: then take the references again.
      maxDiffPixels: 400,
      // A different shade of brick is a difference; a reduction to 256 colours is not.
      threshold: 0.02,
    },
  },
  use: {
    launchOptions: {
      executablePath: await pinnedChromium(),
      args: [
        ...chromiumArguments,
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--force-color-profile=srgb',
      ],
    },
    locale: 'pl-PL',
    bypassCSP: true,
  },
});
