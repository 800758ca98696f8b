import type { Site } from '../site.ts';
import { polishWithin } from './polish-within.ts';

/** A fact about the club as an institution, with its label. */
export interface OfficialFact {
  /** Polish words in it are marked by `polishWithin`. */
  readonly name: string;
  /** Null when staff have not given it. */
  readonly value: string | null;
  /** Whether the value is a web address to link. */
  readonly isLink: boolean;
}

/** @returns the parent institution of the club and its official addresses, as Kontakt and `/kis.txt` list them */
export function officialFacts({
  facts: { contact },
  words: { page },
  language,
}: Site): readonly OfficialFact[] {
  return [
    { name: page.parent, value: contact.parent, isLink: false },
    { name: page.parentWebsite, value: contact.parentWebsite, isLink: true },
    { name: page.publicBulletin(polishWithin('BIP', language)), value: contact.publicBulletin, isLink: true },
    { name: page.deliveryAddress, value: contact.deliveryAddress, isLink: false },
    { name: page.registerNumber, value: contact.registerNumber, isLink: false },
    { name: page.accessibilityCoordinator, value: contact.accessibilityCoordinator, isLink: false },
  ];
}

/**
 * @returns the club's name with its town, as in titles: in the site's language when staff have given it, else in Polish
 */
export const clubName = ({ facts: { contact }, language }: Site): string =>
  contact.translatedNames[language] ?? contact.fullName;

/** @returns the telephone number with its extension: `32 281 01 85 (numer wewnętrzny 12)` */
export const phoneLine = ({ facts: { contact }, words: { page } }: Site): string =>
  contact.extension === null ? contact.phone : `${contact.phone} ${page.extension(contact.extension)}`;

/** @returns the sentences that explain that the form is not an official letter, and how to send one */
export const letterLines = (site: Site): readonly string[] => {
  const { letters } = site.words;
  const { deliveryAddress } = site.facts.contact;
  return [
    letters.formIsContact,
    `${letters.ask} ${phoneLine(site)}`,
    ...(deliveryAddress === null ? [] : [`${letters.deliver} ${deliveryAddress}`]),
  ];
};
