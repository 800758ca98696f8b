import { sitemapPaths } from '../support/sitemap.ts';
import { expect, test } from './site-test.ts';

const paths = [...(await sitemapPaths()), '/szukaj/?q=praca', '/nie-ma-takiej-strony/'];

test('every page stores nothing, requests nothing from elsewhere, and sends no referrer', async ({
  page,
  site,
  context,
}) => {
  test.slow();
  let foreign: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== site.url) foreign.push(request.url());
  });
  for (const path of paths) {
    foreign = [];
    const headers = (await (await page.goto(path, { waitUntil: 'networkidle' }))?.allHeaders()) ?? {};
    expect.soft(headers['set-cookie'], path).toBeUndefined();
    expect.soft(headers['referrer-policy'], path).toBe('same-origin');
    expect.soft(foreign, path).toEqual([]);
    expect.soft((await context.storageState({ indexedDB: true })).origins, path).toEqual([]);
    expect.soft(await context.cookies(), path).toEqual([]);
    const kept = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect.soft(kept, path).toEqual({ databases: 0, caches: 0, workers: 0 });
    // Connections that a browser would open before a link is pressed.
    const early = 'link:is([rel~="preconnect"], [rel~="dns-prefetch"], [rel~="prefetch"], [rel~="preload"])';
    expect.soft(await page.locator(early).count(), `${path}: ${early}`).toBe(0);
    const embedded = 'iframe, object, embed, video[src], audio[src]';
    expect.soft(await page.locator(embedded).count(), `${path}: ${embedded}`).toBe(0);
  }
});

test('an enquiry is sent without a cookie, and without an answer that others may keep', async ({
  page,
  context,
}) => {
  const answers: [string, Record<string, string>][] = [];
  page.on('response', async (response) => {
    answers.push([new URL(response.url()).pathname, await response.allHeaders()]);
  });
  await page.goto('/zgloszenie/');
  await page.getByLabel('Inna sprawa').check();
  await page.getByLabel('Dla siebie').check();
  await page.getByLabel('Przyjdę do klubu').check();
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zgłoszenie przyjęte');
  const ways = answers.filter(([path]) => path.startsWith('/zgloszenie/'));
  expect(ways.length).toBeGreaterThan(2);
  for (const [path, headers] of ways) {
    expect(headers['set-cookie'], path).toBeUndefined();
    expect(headers['cache-control'], path).toMatch(/no-store|private/);
  }
  expect(await context.cookies()).toEqual([]);
});
