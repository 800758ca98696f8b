import type { APIRoute } from 'astro';
import { addressLine, hoursLine, pageSections } from '../page-data/page-text.ts';
import { dayInWords } from '../page-data/texts.ts';
import { allPages, loadSite, nameOf, type Page, type Site } from '../site.ts';
import { defaultLanguage } from '../words/index.ts';

const underlined = (title: string, line: string): string[] => ['', title, line.repeat([...title].length)];

/** Who the club is and how to reach it; a fact that nobody knows has no line. */
function head(site: Site, address: string): string[] {
  const { facts, words, today } = site;
  const { kontakt } = facts;
  const rows = [
    [words.page.parent, kontakt.jednostka_dzisiejsza ?? kontakt.jednostka],
    [words.page.address, addressLine(site)],
    [words.page.phone, kontakt.telefon],
    [words.page.email, kontakt.email],
    [words.page.hours, hoursLine(site)],
    [words.page.website, address],
  ] as const;
  return [
    `${kontakt.nazwa} ${kontakt.miejscowosc_gdzie} (${kontakt.skrot})`,
    words.plainText.title,
    words.plainText.asOf(dayInWords(today, words)),
    '',
    ...rows.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])),
    ...(kontakt.potwierdzil === null || !facts.hoursConfirmed ? [words.page.unconfirmed] : []),
  ];
}

const body = (site: Site, page: Page): string[] => [
  ...underlined(page.data.tytul, '='),
  ...pageSections(site, page.rendered?.html ?? '').flatMap(({ title, lines }) => [
    ...(title === undefined ? [''] : underlined(title, '-')),
    ...lines,
  ]),
];

/**
 * The scope of the club's activity as machine-readable text: act of 19 July 2019 o zapewnianiu dostępności osobom
 * ze szczególnymi potrzebami, art. 6 pkt 3 lit. c. It holds the pages of the menu but contact, whose facts stand
 * at its head.
 */
export const GET: APIRoute = async ({ site: address }) => {
  const site = await loadSite(defaultLanguage);
  const pages = (await allPages())
    .filter((page) => nameOf(page).language === defaultLanguage && nameOf(page).name !== 'kontakt')
    .filter(({ data }) => data.menu !== undefined && !data.szkic)
    .sort((one, other) => (one.data.menu ?? 0) - (other.data.menu ?? 0));
  const lines = [...head(site, new URL('/', address).href), ...pages.flatMap((page) => body(site, page))];
  const text = `${lines.join('\n').replaceAll('\u00a0', ' ')}\n`;
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
};
