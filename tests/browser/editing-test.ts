import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from 'playwright/test';
import { addDays, type Day, weekdayOf } from '../../src/hours/days.ts';
import { holidayOn } from '../../src/hours/holidays.ts';
import { warsawTime } from '../../src/hours/warsaw-time.ts';
import { copyProject } from '../support/project-copy.ts';
import { freePort } from '../support/site.ts';

/** The whole of `npm start` on a copy of the project with the made-up club. */
export interface Started {
  readonly site: string;
  readonly editing: string;
  /** The one-time link of the last line. */
  readonly link: string;
}

const today = warsawTime(new Date()).day;
const ahead = Array.from({ length: 40 }, (_, days): Day => addDays(today, days + 20));
/** Days on which the made-up club is open, near enough for its pages to tell of them. */
export const [day = '', later = ''] = ahead.filter(
  (one) => weekdayOf(one) <= 5 && holidayOn(one) === undefined && !/-(?:12-2|12-3|01-0)/.test(one),
);

const startMilliseconds = 60_000;

/** One start for all tests of a worker. */
export const test = base.extend<object, { started: Started }>({
  started: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const copy = await copyProject();
      const [port, editingPort] = [await freePort(), await freePort()];
      const data = mkdtempSync(join(tmpdir(), 'kis-editing-'));
      const environment = {
        PATH: process.env['PATH'] ?? '',
        PORT: String(port),
        SITE_URL: `http://localhost:${port}`,
        EDITING_PORT: String(editingPort),
        DATA_DIR: data,
        EDITING_DATA_DIR: join(data, 'editing'),
      };
      await new Promise((resolve) =>
        spawn(process.execPath, ['src/cli/build.ts'], {
          cwd: copy.root,
          env: environment,
          stdio: 'ignore',
        }).once('exit', resolve),
      );
      const child = spawn(process.execPath, ['src/cli/serve.js', '--with-editing'], {
        cwd: copy.root,
        env: environment,
        stdio: ['ignore', 'pipe', 'ignore'],
        detached: true,
      });
      let printed = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
      const link = await new Promise<string>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no link:\n${printed}`)), startMilliseconds);
        child.stdout.on('data', () => {
          const [found] = /^http:\/\/localhost:\d+\/wejscie\/link\/\S+$/m.exec(printed) ?? [];
          if (found === undefined) return;
          clearTimeout(late);
          resolve(found);
        });
      });
      await use({ site: environment.SITE_URL, editing: new URL(link).origin, link });
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      await copy.remove();
    },
    { scope: 'worker', timeout: 2 * startMilliseconds },
  ],
});

/** @returns whether a page of the public site says something */
export const saysOnSite = async ({ site }: Started, path: string, text: string): Promise<boolean> =>
  (await (await fetch(site + path)).text()).replaceAll('\u00a0', ' ').includes(text);

/** Signs in by the link, and says who it is. */
export async function signIn(
  page: Page,
  { link }: Started,
  press: (name: string) => Promise<void>,
): Promise<void> {
  await page.goto(link);
  await press('Wejdź');
  await page.getByLabel('Twoja rola').fill('kierownik');
  await page.getByLabel('Twoje inicjały').fill('AN');
  await press('Zapisz i przejdź dalej');
}

export { expect } from 'playwright/test';
