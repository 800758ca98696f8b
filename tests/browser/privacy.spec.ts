import { sitemapPaths } from '../support/sitemap.ts';
import { expect, test } from './site-test.ts';

/** A page stores nothing and requests nothing else. */
for (const path of [...(await sitemapPaths()), '/szukaj/?q=praca', '/nie-ma-takiej-strony/']) {
  test(`${path} stores nothing, requests nothing from elsewhere, and sends no referrer`, async ({
    page,
    site,
    context,
  }) => {
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== site.url) foreign.push(request.url());
    });
    const headers = (await (await page.goto(path, { waitUntil: 'networkidle' }))?.allHeaders()) ?? {};
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(foreign).toEqual([]);
    expect((await context.storageState({ indexedDB: true })).origins).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    const kept = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(kept).toEqual({ databases: 0, caches: 0, workers: 0 });
    // Connections that a browser would open before a link is pressed.
    const early = 'link:is([rel~="preconnect"], [rel~="dns-prefetch"], [rel~="prefetch"], [rel~="preload"])';
    await expect(page.locator(early)).toHaveCount(0);
    await expect(page.locator('iframe, object, embed, video[src], audio[src]')).toHaveCount(0);
  });
}

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
