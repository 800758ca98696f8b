import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright';
import { chromiumArguments, findChromium } from '../support/chromium.ts';
import { sendAndFollow, storeHash } from '../support/progress-visits.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import type { FaultReport } from './report.ts';
import { concurrently } from './support/concurrently.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'a GET with `who` and `step` in its query is noted',
  'the first role is chosen beforehand',
];

const short = { requests: 200, visits: 0 };
const whole = { requests: 9_800, visits: 12 };
const atOnce = 8;

const query = '?who=pracownik&step=taken&action=withdraw';

/** The headers of four kinds of programs that scan mail; the fifth is a browser. */
const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'link checker': {
    'User-Agent': 'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1)',
    Accept: '*/*',
    Range: 'bytes=0-65535',
  },
  preview: { 'User-Agent': 'Slackbot-LinkExpanding 1.0', Accept: 'text/html', 'If-None-Match': '*' },
  prefetch: { Purpose: 'prefetch', 'Sec-Purpose': 'prefetch;prerender', 'Sec-Fetch-Site': 'none' },
  'prober of methods': {
    'X-HTTP-Method-Override': 'POST',
    'X-Method-Override': 'POST',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Sec-Fetch-Site': 'same-origin',
    'Sec-Fetch-User': '?1',
  },
};

async function request({ url }: RunningSite, paths: readonly string[], count: number): Promise<number> {
  const headers = Object.values(kinds);
  let done = 0;
  await concurrently([...Array(count).keys()], atOnce, async (number) => {
    const path = paths[number % paths.length] ?? '';
    const shape = [path, path + query, `${path}?zapisane`, path.slice(0, -1) + query][number % 4] ?? '';
    const method = number % 3 === 0 ? 'HEAD' : 'GET';
    const look = async () => {
      const answer = await fetch(url + shape, {
        method,
        headers: headers[(number >> 2) % headers.length] ?? {},
      });
      await answer.arrayBuffer();
      return answer;
    };
    let answer = await look();
    // A busy server answers 503, and a mail scanner tries again.
    for (let again = 0; answer.status === 503 && again < 20; again += 1) {
      await pause(250);
      answer = await look();
    }
    if (answer.ok) done += 1;
  });
  return done;
}

/** Opens a page, follows every link of the site on it, and presses every button without choosing anything. */
async function wander(browser: Browser, { url }: RunningSite, path: string) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  const counts = { loads: 0, presses: 0 };
  page.on('request', (one) => {
    if (one.method() !== 'POST') counts.loads += 1;
  });
  await page.goto(path);
  const links = await page
    .locator('a[href]')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  for (const link of new Set(links.filter((each) => each.startsWith(url))))
    await page.goto(link).catch(() => {});
  await page.goto(path);
  // If a step had been recorded, the next page would have other buttons.
  for (let number = 0; number < (await page.getByRole('button').count()); number += 1) {
    await page.getByRole('button').nth(number).click();
    await page.waitForLoadState();
    counts.presses += 1;
    await page.goto(path);
  }
  await context.close();
  return counts;
}

/**
 * Lets five kinds of programs open staff's pages, one of them a headless browser that follows every link and presses
 * every button without choosing. Nothing in the store may change.
 */
export async function checkScanners({ full }: { full: boolean }): Promise<FaultReport> {
  const goal = full ? whole : short;
  const site = await startSite();
  try {
    const paths: string[] = [];
    for (let sent = 0; sent < 4; sent += 1) paths.push((await sendAndFollow(site)).staffPath);
    const before = storeHash(site);
    const answered = await request(site, paths, goal.requests);
    const wandered = { loads: 0, presses: 0 };
    if (goal.visits > 0) {
      const browser = await chromium.launch({
        executablePath: await findChromium(),
        args: chromiumArguments,
      });
      for (let visit = 0; visit < goal.visits; visit += 1) {
        const { loads, presses } = await wander(browser, site, paths[visit % paths.length] ?? '');
        wandered.loads += loads;
        wandered.presses += presses;
      }
      await browser.close();
    }
    return {
      name: 'scanners',
      figures: {
        kinds: Object.keys(kinds).length + (goal.visits > 0 ? 1 : 0),
        'GET and HEAD': goal.requests + wandered.loads,
        'buttons pressed': wandered.presses,
        'changes of the store': before === storeHash(site) ? 0 : 'some',
      },
      failures: [
        ...(before === storeHash(site) ? [] : ['something in the store has changed']),
        ...(answered === goal.requests ? [] : [`${goal.requests - answered} requests were not answered`]),
        ...(goal.visits > 0 && wandered.presses === 0 ? ['there was no button to press'] : []),
      ],
    };
  } finally {
    await site.stop();
  }
}
