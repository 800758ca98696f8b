import { sitemapPaths } from '../support/sitemap.ts';
import { expect, test } from './site-test.ts';

const paths = [...(await sitemapPaths()), '/szukaj/?q=praca'];
/** The first screen of a small phone. */
const phone = { width: 360, height: 640 };

test.use({ viewport: phone });

test('every page shows whose it is, what it is about, the telephone and the way to the form on the first screen', async ({
  page,
}) => {
  for (const path of paths) {
    await page.goto(path);
    const header = page.getByRole('banner');
    for (const [part, what] of [
      [header.getByRole('link', { name: /Klub Integracji Społecznej/ }), 'whose it is'],
      [page.getByRole('heading', { level: 1 }), 'what it is about'],
      [header.getByRole('link', { name: /10\s200\s30\s40/ }), 'the telephone'],
      [header.getByRole('link', { name: /Napisz|Напишіть|Write/ }), 'the way to the form'],
    ] as const) {
      // Without the part there would be a pause before the failure.
      const box = (await part.count()) > 0 ? await part.boundingBox() : null;
      const end = (box?.y ?? phone.height) + (box?.height ?? 1);
      expect.soft(end, `${path}: ${what}`).toBeLessThanOrEqual(phone.height);
    }
  }
});

test('every page needs one request, runs no script, and keeps nothing in the browser', async ({
  page,
  site,
  context,
}) => {
  test.slow();
  let requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  let refused: string[] = [];
  page.on('console', (message) => refused.push(message.text()));
  // A picture that staff put into a page is a separate request.
  const own = (url: string) => !url.endsWith('/favicon.svg') && !url.startsWith(`${site.url}/pliki/`);
  for (const path of paths) {
    requested = [];
    refused = [];
    await page.goto(path, { waitUntil: 'networkidle' });
    expect.soft(requested.filter(own), path).toEqual([`${site.url}${path}`]);
    expect.soft(refused, path).toEqual([]);
    // Nor does it differ without scripts; so how it looks is measured once (`look.spec.ts`).
    const scripts = page.locator('script:not([type="application/ld+json"]), noscript');
    expect.soft(await scripts.count(), `${path}: scripts`).toBe(0);
    expect.soft(await page.content(), `${path}: styles`).not.toMatch(/\(\s*scripting\b/);
    const kept = await page.evaluate(() => localStorage.length + sessionStorage.length);
    expect.soft(kept, `${path}: keeps`).toBe(0);
    expect.soft(await context.cookies(), path).toEqual([]);
  }
});
