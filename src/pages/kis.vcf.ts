import type { APIRoute } from 'astro';
import { writeContactCard } from '../calendar/contact-card.ts';
import { phoneLine } from '../page-data/contact-facts.ts';
import { hoursLine } from '../page-data/page-text.ts';
import { telephoneAddress } from '../page-data/texts.ts';
import { defaultLanguage } from '../paths.ts';
import { loadSite, type Site } from '../site.ts';

/** A number in the form for dialling: `+48322810185`. */
const dialled = (number: string): string => telephoneAddress(number).replace('tel:', '');

/**
 * @returns facts for which a card has no field: the hours, the extension, and the address for letters, if staff have
 * given them
 */
function note(site: Site): string {
  const { facts, words } = site;
  const { contact, hours } = facts;
  return [
    `${words.page.hours}: ${hoursLine(site)}`,
    ...(hours.confirmed ? [] : [words.page.hoursUnconfirmed.replace(/\.$/, '')]),
    ...(contact.extension === null ? [] : [`${words.page.phone}: ${phoneLine(site)}`]),
    ...(contact.deliveryAddress === null
      ? []
      : [`${words.page.deliveryAddress}: ${contact.deliveryAddress}`]),
  ].join('. ');
}

export const GET: APIRoute = async ({ site: address }) => {
  const site = await loadSite(defaultLanguage);
  const { facts, words } = site;
  const { contact } = facts;
  const body = writeContactCard({
    name: contact.fullName,
    organization: [contact.parent, contact.name],
    phone: dialled(contact.phone),
    secondPhone: contact.secondPhone === null ? undefined : dialled(contact.secondPhone),
    email: contact.email ?? undefined,
    street: contact.street,
    postalCode: contact.postalCode,
    town: contact.town,
    country: words.page.country,
    note: note(site),
    url: new URL('/', address).href,
  });
  return new Response(body, { headers: { 'Content-Type': 'text/vcard; charset=utf-8' } });
};
