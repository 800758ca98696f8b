import { defineConfig } from 'playwright/test';
import { chromiumArguments, pinnedChromium } from '../support/chromium.ts';

/**
 * How the site looks, against references that somebody has looked at. After a wanted change they are taken anew
 * with `node tests/looks/renew.ts`, looked at, and kept.
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
      // letters differently: then the references are taken anew with it.
      maxDiffPixels: 400,
      // A shade of brick beside another is a difference; what 256 colours leave out of a picture is not.
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
