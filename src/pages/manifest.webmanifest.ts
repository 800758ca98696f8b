import type { APIRoute } from 'astro';
import { defaultLanguage } from '../paths.ts';
import { loadSite } from '../site.ts';

/** Colours of `styles/tokens.css`, which a manifest cannot read. */
const paper = '#fbf6ee';

/** How the site looks when it is installed on a telephone. The pictures: `tests/screenshots/pictures.ts`. */
export const GET: APIRoute = async () => {
  const { facts, words } = await loadSite(defaultLanguage);
  const { fullName, shortName } = facts.contact;
  const picture = (size: number) => ({
    src: `/ikona-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
  });
  const manifest = {
    name: fullName,
    short_name: shortName,
    lang: words.tag,
    start_url: '/',
    display: 'browser',
    background_color: paper,
    theme_color: paper,
    icons: [picture(192), picture(512), { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
  };
  return new Response(JSON.stringify(manifest), {
    headers: { 'Content-Type': 'application/manifest+json' },
  });
};
