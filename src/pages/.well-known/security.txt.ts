import type { APIRoute } from 'astro';
import { day } from '../../durations.ts';
import { telephoneAddress } from '../../page-data/texts.ts';
import { defaultLanguage } from '../../paths.ts';
import { loadSite, timeOfBuild } from '../../site.ts';

/** RFC 9116 2.5.5 recommends less than a year. A build is outdated, and `/healthz` says so, long before. */
const daysValid = 180;

/** RFC 9116: whom to inform about a security problem. Without a confirmed address: by telephone. */
export const GET: APIRoute = async ({ site: address }) => {
  const { facts, words } = await loadSite(defaultLanguage);
  const { securityEmail, email, confirmed, phone } = facts.contact;
  const mail = securityEmail ?? (confirmed ? email : null);
  const expires = new Date(timeOfBuild().getTime() + daysValid * day);
  const fields = [
    ...(mail === null ? [] : [`Contact: mailto:${mail}`]),
    `Contact: ${telephoneAddress(phone)}`,
    `Expires: ${expires.toISOString()}`,
    `Preferred-Languages: ${words.tag}, en`,
    `Canonical: ${new URL('/.well-known/security.txt', address).href}`,
  ];
  return new Response(`${fields.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
};
