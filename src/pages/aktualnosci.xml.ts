import type { APIRoute } from 'astro';
import { escapeMarkup } from '../escape-markup.ts';
import { newsPagePath } from '../page-data/news-pages.ts';
import { allPages, loadSite, type News } from '../site.ts';
import { defaultLanguage } from '../words/index.ts';

/** A reader of feeds asks for what is new, not for the archive. */
const most = 50;

/** News have a day and no hour; noon in UTC is the same day in Warsaw all year. */
const momentOf = (day: string): string => `${day}T12:00:00Z`;

function entry({ path, title, description, day }: News, site: URL | undefined): string {
  const address = escapeMarkup(new URL(path, site).href);
  return `  <entry>
    <id>${address}</id>
    <title>${escapeMarkup(title)}</title>
    <link href="${address}"/>
    <published>${momentOf(day)}</published>
    <updated>${momentOf(day)}</updated>
    <summary>${escapeMarkup(description)}</summary>
  </entry>
`;
}

/** The news as an Atom feed (RFC 4287). Without news it is as old as the page that would list them. */
export const GET: APIRoute = async ({ site }) => {
  const { news, facts, words } = await loadSite(defaultLanguage);
  const list = (await allPages()).find(({ path }) => path === newsPagePath(1));
  const newest = news[0]?.day ?? list?.checkedOn ?? '';
  const club = escapeMarkup(facts.contact.fullName);
  const page = escapeMarkup(new URL(newsPagePath(1), site).href);
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.tag}">
  <id>${page}</id>
  <title>${escapeMarkup(words.page.news)} – ${club}</title>
  <updated>${momentOf(newest)}</updated>
  <author><name>${club}</name></author>
  <link rel="alternate" type="text/html" href="${page}"/>
  <link rel="self" type="application/atom+xml" href="${escapeMarkup(new URL('/aktualnosci.xml', site).href)}"/>
${news
  .slice(0, most)
  .map((item) => entry(item, site))
  .join('')}</feed>
`;
  return new Response(body, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
};
