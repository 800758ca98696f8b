import { test as base, type Page } from 'playwright/test';
import { addDays, type Day, weekdayOf } from '../../src/hours/days.ts';
import { holidayOn } from '../../src/hours/holidays.ts';
import { warsawTime } from '../../src/hours/warsaw-time.ts';
import { type Started, startWhole } from '../support/started-whole.ts';

const today = warsawTime(new Date()).day;
const ahead = Array.from({ length: 40 }, (_, days): Day => addDays(today, days + 20));
/** Days on which the made-up club is open, close enough to be shown on its pages. */
export const [day = '', later = ''] = ahead.filter(
  (one) => weekdayOf(one) <= 5 && holidayOn(one) === undefined && !/-(?:12-2|12-3|01-0)/.test(one),
);

/** The build and the start may take a minute each. */
const startMilliseconds = 120_000;

/** Started once for all tests of a worker. Its link works once, so each file has a start of its own. */
export const test = base.extend<object, { startedFor: string; started: Started }>({
  startedFor: ['', { scope: 'worker', option: true }],
  started: [
    async ({ startedFor }, use) => {
      if (startedFor === '') throw new Error('test.use({ startedFor }) is missing in this file');
      const started = await startWhole();
      await use(started);
      await started.stop();
    },
    { scope: 'worker', timeout: startMilliseconds },
  ],
});

/** @returns whether a page of the public site contains a text */
export const saysOnSite = async ({ site }: Started, path: string, text: string): Promise<boolean> =>
  (await (await fetch(site + path)).text()).replaceAll('\u00a0', ' ').includes(text);

/** Signs in by the link, and selects who it is. */
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
