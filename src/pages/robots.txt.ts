import type { APIRoute } from 'astro';

/**
 * RFC 9309: everything may be read. Pages that should not be listed say so themselves (`noindex`), and a robot must
 * be able to read that: an address that it may not open is still listed when somebody links to it.
 */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nDisallow:\n\nSitemap: ${new URL('/sitemap-index.xml', site).href}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
