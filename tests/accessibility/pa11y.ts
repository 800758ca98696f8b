/** Runs pa11y-ci (HTML_CodeSniffer and axe) over the sitemap of a site it starts itself; exit code as pa11y-ci's. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumArguments, findChromium } from '../support/chromium.ts';
import { livingBuild } from '../support/club.ts';
import { projectRoot, startSite } from '../support/site.ts';
import { sitemapPaths } from '../support/sitemap.ts';

const site = await startSite({}, { build: livingBuild });
const folder = await mkdtemp(join(tmpdir(), 'kis-pa11y-'));
const configuration = join(folder, 'pa11y.json');
await writeFile(
  configuration,
  JSON.stringify({
    defaults: {
      standard: 'WCAG2AA',
      runners: ['htmlcs', 'axe'],
      concurrency: 2,
      timeout: 60_000,
      chromeLaunchConfig: { executablePath: await findChromium(), args: chromiumArguments },
    },
    urls: (await sitemapPaths(livingBuild)).map((path) => site.url + path),
  }),
);
const child = spawn('pa11y-ci', ['--config', configuration], {
  cwd: projectRoot,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
await site.stop();
await rm(folder, { recursive: true, force: true });
process.exitCode = code;
