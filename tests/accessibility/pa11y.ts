/**
 * Runs pa11y-ci (HTML_CodeSniffer and axe) over the sitemap of a site that it starts; exits with the exit code of
 * pa11y-ci.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumArguments, findChromium } from '../support/chromium.ts';
import { livingBuild } from '../support/club.ts';
import { projectRoot, startSite } from '../support/site.ts';
import { sitemapPaths } from '../support/sitemap.ts';

/**
 * Programs with a browser each, because one that opens two pages at a time closes the wrong ones (pa11y-ci 4.1). More
 * than the smallest machine has cores: each waits most of its time for an idle network.
 */
const programs = 6;

const site = await startSite({}, { build: livingBuild });
const folder = await mkdtemp(join(tmpdir(), 'kis-pa11y-'));
const executablePath = await findChromium();
const urls = (await sitemapPaths(livingBuild)).map((path) => site.url + path);

/** Runs pa11y-ci over the addresses whose index has that remainder. @returns its exit code */
async function look(remainder: number): Promise<number> {
  const configuration = join(folder, `pa11y-${remainder}.json`);
  await writeFile(
    configuration,
    JSON.stringify({
      defaults: {
        standard: 'WCAG2AA',
        runners: ['htmlcs', 'axe'],
        concurrency: 1,
        timeout: 60_000,
        chromeLaunchConfig: { executablePath, args: chromiumArguments },
      },
      urls: urls.filter((_, place) => place % programs === remainder),
    }),
  );
  const child = spawn('pa11y-ci', ['--config', configuration], {
    cwd: projectRoot,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
}

const codes = await Promise.all(Array.from({ length: programs }, (_, remainder) => look(remainder)));
await site.stop();
await rm(folder, { recursive: true, force: true });
process.exitCode = Math.max(...codes);
