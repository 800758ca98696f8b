import type { Site } from '../site.ts';
import { polishWithin } from './polish-within.ts';

/** A fact about the club as an institution, with its name before it. */
export interface OfficialFact {
  /** Its Polish words are marked by `polishWithin`. */
  readonly name: string;
  /** Null while staff have not given it. */
  readonly value: string | null;
  /** Whether the value is a web address to follow. */
  readonly isLink: boolean;
}

/** @returns whom the club belongs to and where its official side is to be found, as Kontakt and `/kis.txt` list it */
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

/** @returns the club's name with its town as titles have it: in the site's language where staff have given it, else Polish */
export const clubName = ({ facts: { contact }, language }: Site): string =>
  contact.translatedNames[language] ?? contact.fullName;

/** @returns the telephone as it is read out, with what to ask for: `32 281 01 85 (numer wewnętrzny 12)` */
export const phoneLine = ({ facts: { contact }, words: { page } }: Site): string =>
  contact.extension === null ? contact.phone : `${contact.phone} ${page.extension(contact.extension)}`;

/** @returns the sentences that tell a message through the form from an official letter, and the way for such a letter */
export const letterLines = (site: Site): readonly string[] => {
  const { letters } = site.words;
  const { deliveryAddress } = site.facts.contact;
  return [
    letters.formIsContact,
    `${letters.ask} ${phoneLine(site)}`,
    ...(deliveryAddress === null ? [] : [`${letters.deliver} ${deliveryAddress}`]),
  ];
};
