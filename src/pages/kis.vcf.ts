import type { APIRoute } from 'astro';
import { writeContactCard } from '../calendar/contact-card.ts';
import { telephoneAddress, weekInShort } from '../page-data/texts.ts';
import { loadSite } from '../site.ts';
import { defaultLanguage } from '../words/index.ts';

export const GET: APIRoute = async ({ site: address }) => {
  const { facts, words } = await loadSite(defaultLanguage);
  const { contact, schedule } = facts;
  const body = writeContactCard({
    name: contact.fullName,
    organization: [contact.parent, contact.name],
    phone: telephoneAddress(contact.phone).replace('tel:', ''),
    email: contact.email ?? undefined,
    street: contact.street,
    postalCode: contact.postalCode,
    town: contact.town,
    country: words.page.country,
    note: `${words.page.hours}: ${weekInShort(schedule.week, words)
      .map((run) => run.join(' '))
      .join(', ')}${facts.hours.confirmed ? '' : `. ${words.page.hoursUnconfirmed}`}`,
    url: new URL('/', address).href,
  });
  return new Response(body, { headers: { 'Content-Type': 'text/vcard; charset=utf-8' } });
};
