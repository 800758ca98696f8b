import { type Act, type Citation, citationOf } from '../law/acts.ts';
import type { Site } from '../site.ts';
import { dayInWords } from './texts.ts';

/** @returns the act's page in ISAP, the Sejm's database of legal acts. */
export const isapAddress = (act: Act): string =>
  `https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=${act.isap}`;

/** @returns the status of a cited act and its date, in the site's language */
export function statusInWords({ status, since }: Citation, { words }: Site): string {
  return words.law.statuses[status](since === undefined ? undefined : dayInWords(since, words));
}

/** @returns the citation of an act on the site's day; @throws when the register has no such key */
export function cite(site: Site, key: string | undefined): Citation {
  const citation = citationOf(site.facts.acts, key ?? '', site.today);
  if (!citation) throw new Error(`W fakty/akty.yaml nie ma aktu o kluczu „${key}”.`);
  return citation;
}
