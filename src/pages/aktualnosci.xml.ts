import { createHash } from 'node:crypto';
import type { APIRoute } from 'astro';

import { escapeMarkup } from '../escape-markup.ts';
import { newsPagePath } from '../page-data/news-pages.ts';
import { defaultLanguage } from '../paths.ts';
import { allPages, loadSite, type News, type Notice } from '../site.ts';

/** Limit of entries: feed readers need new entries, not the archive. */
const most = 50;

/** News have a day and no time; noon in UTC is on the same day in Warsaw all year. */
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

/** A notice has no page: it is shown on all of them. */
function noticeEntry(
  { text, first, last }: Notice,
  title: string,
  language: string,
  site: URL | undefined,
): string {
  const home = new URL('/', site);
  return `  <entry>
    <id>tag:${home.hostname},${first}:komunikat-${last}-${createHash('sha256')
      .update(text['pl'] ?? '')
      .digest('hex')
      .slice(0, 12)}</id>
    <title>${escapeMarkup(`${title}: ${text[language] ?? text['pl']}`)}</title>
    <link href="${escapeMarkup(home.href)}"/>
    <published>${momentOf(first)}</published>
    <updated>${momentOf(first)}</updated>
    <summary>${escapeMarkup(text[language] ?? text['pl'] ?? '')}</summary>
  </entry>
`;
}

/** The news and the notices as an Atom feed (RFC 4287). Without news its date is that of the page that lists them. */
export const GET: APIRoute = async ({ site }) => {
  const { news, notices, facts, words, language } = await loadSite(defaultLanguage);
  const list = (await allPages()).find(({ path }) => path === newsPagePath(1));
  const newest =
    [...news.slice(0, 1).map(({ day }) => day), ...notices.map(({ first }) => first)].sort().at(-1) ??
    list?.checkedOn ??
    '';
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
${notices.map((notice) => noticeEntry(notice, words.page.notice, language, site)).join('')}${news
  .slice(0, most)
  .map((item) => entry(item, site))
  .join('')}</feed>
`;
  return new Response(body, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
};
