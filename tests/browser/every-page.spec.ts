import { sitemapPaths } from '../support/sitemap.ts';
import { expect, test } from './site-test.ts';

/** The first screen of a small phone. */
const phone = { width: 360, height: 640 };

for (const path of [...(await sitemapPaths()), '/szukaj/?q=praca']) {
  test.describe(`${path} on a phone`, () => {
    test.use({ viewport: phone });

    test('shows whose it is, what it is about, the telephone and the way to the form on the first screen', async ({
      page,
    }) => {
      await page.goto(path);
      const header = page.getByRole('banner');
      for (const part of [
        header.getByRole('link', { name: /Klub Integracji Społecznej/ }),
        page.getByRole('heading', { level: 1 }),
        header.getByRole('link', { name: /10\s200\s30\s40/ }),
        header.getByRole('link', { name: /Napisz|Напишіть|Write/ }),
      ]) {
        const box = await part.boundingBox();
        expect(box, (await part.textContent()) ?? '').not.toBeNull();
        expect((box?.y ?? phone.height) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height);
      }
    });

    test('needs one request, runs no script, and keeps nothing in the browser', async ({
      page,
      site,
      context,
    }) => {
      const requested: string[] = [];
      page.on('request', (request) => requested.push(request.url()));
      const refused: string[] = [];
      page.on('console', (message) => refused.push(message.text()));
      await page.goto(path, { waitUntil: 'networkidle' });
      // A picture that staff put into a page is a separate request.
      const own = (url: string) => !url.endsWith('/favicon.svg') && !url.startsWith(`${site.url}/pliki/`);
      expect(requested.filter(own)).toEqual([`${site.url}${path}`]);
      expect(refused).toEqual([]);
      expect(await page.locator('script:not([type="application/ld+json"])').count()).toBe(0);
      expect(await context.cookies()).toEqual([]);
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    });
  });
}
