import type { APIRoute } from 'astro';
import type { Day } from '../hours/days.ts';
import { letterLines, officialFacts, phoneLine } from '../page-data/contact-facts.ts';
import { addressLine, deviationLines, hoursLine, noticeLines, pageSections } from '../page-data/page-text.ts';
import { withoutMarks } from '../page-data/polish-within.ts';
import { dayInWords } from '../page-data/texts.ts';
import { defaultLanguage } from '../paths.ts';
import { allPages, loadSite, type Page, type Site } from '../site.ts';
import { words as allWords } from '../words/index.ts';

const underlined = (title: string, line: string): string[] => ['', title, line.repeat([...title].length)];

/** Name and contact of the club; an unknown fact has no line. */
function head(site: Site, address: string, checkedOn: Day): string[] {
  const { facts, words } = site;
  const { plainText } = allWords[defaultLanguage];
  const { contact, hours } = facts;
  const rows = [
    [words.page.address, addressLine(site)],
    [words.page.phone, phoneLine(site)],
    [words.page.secondPhone, contact.secondPhone],
    [words.page.email, contact.email],
    [words.page.hours, hoursLine(site)],
    [words.page.website, address],
    ...officialFacts(site).map(({ name, value }) => [name, value] as const),
  ] as const;
  return [
    `${contact.fullName} (${contact.shortName})`,
    plainText.title,
    plainText.asOf(dayInWords(checkedOn, words)),
    '',
    ...noticeLines(site),
    ...deviationLines(site),
    ...rows.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])),
    ...letterLines(site),
    ...(contact.confirmed && hours.confirmed ? [] : [words.page.unconfirmed]),
  ];
}

const body = (site: Site, page: Page): string[] => [
  ...underlined(page.title, '='),
  ...pageSections(site, page.entry.rendered?.html ?? '').flatMap(({ title, lines }) => [
    ...(title === undefined ? [''] : underlined(title, '-')),
    ...lines,
  ]),
];

/**
 * The scope of the club's activity as machine-readable text: act of 19 July 2019 o zapewnianiu dostępności osobom ze
 * szczególnymi potrzebami, art. 6 pkt 3 lit. c. It contains the pages of the menu, except those about the club as a
 * whole, whose facts are at the top.
 */
export const GET: APIRoute = async ({ site: address }) => {
  const site = await loadSite(defaultLanguage);
  const pages = (await allPages())
    .filter(({ language, subject }) => language === defaultLanguage && subject !== 'club')
    .filter(({ menu, draft }) => menu !== undefined && !draft)
    .sort((one, other) => (one.menu ?? 0) - (other.menu ?? 0));
  const { contact, hours } = site.facts;
  // The date of the whole text is that of its oldest check.
  const checkedOn = [contact, hours, ...pages].map((one) => one.checkedOn).sort()[0] ?? contact.checkedOn;
  const lines = [
    ...head(site, new URL('/', address).href, checkedOn),
    ...pages.flatMap((page) => body(site, page)),
  ];
  const text = `${withoutMarks(lines.join('\n')).replaceAll('\u00a0', ' ')}\n`;
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
};
