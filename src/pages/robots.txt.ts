import type { APIRoute } from 'astro';

/**
 * RFC 9309: everything may be read. What shall stand in no list says so itself (`noindex`), and a robot has to read
 * that: an address that it may not open, it lists all the same when somebody links to it.
 */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nDisallow:\n\nSitemap: ${new URL('/sitemap-index.xml', site).href}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
