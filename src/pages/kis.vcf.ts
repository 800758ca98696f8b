import type { APIRoute } from 'astro';
import { writeContactCard } from '../calendar/contact-card.ts';
import { telephoneAddress, weekInShort } from '../page-data/texts.ts';
import { loadSite } from '../site.ts';
import { defaultLanguage } from '../words/index.ts';

export const GET: APIRoute = async ({ site: address }) => {
  const { facts, words } = await loadSite(defaultLanguage);
  const { kontakt, schedule } = facts;
  const body = writeContactCard({
    name: `${kontakt.nazwa} ${kontakt.miejscowosc_gdzie}`,
    organization: [kontakt.jednostka_dzisiejsza ?? kontakt.jednostka, kontakt.nazwa],
    phone: telephoneAddress(kontakt.telefon).replace('tel:', ''),
    email: kontakt.email ?? undefined,
    street: kontakt.ulica,
    postalCode: kontakt.kod,
    town: kontakt.miejscowosc,
    country: words.page.country,
    note: `${words.page.hours}: ${weekInShort(schedule.week, words)
      .map((run) => run.join(' '))
      .join(', ')}${facts.hoursConfirmed ? '' : `. ${words.page.hoursUnconfirmed}`}`,
    url: new URL('/', address).href,
  });
  return new Response(body, { headers: { 'Content-Type': 'text/vcard; charset=utf-8' } });
};
