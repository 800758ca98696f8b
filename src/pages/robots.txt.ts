import type { APIRoute } from 'astro';

/** RFC 9309: everything may be read but the address of a confirmation. */
export const GET: APIRoute = ({ site }) =>
  new Response(
    `User-agent: *\nDisallow: /zgloszenie/przyjete/\n\nSitemap: ${new URL('/sitemap-index.xml', site).href}\n`,
    { headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
  );
