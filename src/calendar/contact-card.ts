import { escapeText, toFile } from './content-lines.ts';

/** The values of the contact card, as plain texts; the writer escapes them. */
export interface ContactCard {
  /** The club's name, as in a telephone's contact list. */
  readonly name: string;
  /** The institution from the whole to the part: the parent, then the club. */
  readonly organization: readonly string[];
  /** International number, for example `+48322810185`. */
  readonly phone: string;
  readonly secondPhone: string | undefined;
  readonly email: string | undefined;
  readonly street: string;
  readonly postalCode: string;
  readonly town: string;
  readonly country: string;
  /** Opening hours, and other facts for which a card has no field. */
  readonly note: string;
  readonly url: string;
}

const structured = (parts: readonly string[]): string => parts.map(escapeText).join(';');

/** @returns the line of a property with text, with the charset that Outlook needs. */
const words = (property: string, value: string): string => `${property};CHARSET=UTF-8:${value}`;

/**
 * @returns a vCard 3.0 file (RFC 2426), in UTF-8. Not 4.0: Outlook and older telephones cannot read it. Outlook reads
 * text in the Windows code page unless each property has the charset UTF-8, as in vCard 2.1; other readers ignore an
 * unknown parameter (RFC 2426, 4: `x-name`).
 */
export function writeContactCard(card: ContactCard): string {
  const { street, town, postalCode, country } = card;
  return toFile([
    'BEGIN:VCARD',
    'VERSION:3.0',
    words('N', structured([card.name, '', '', '', ''])),
    words('FN', escapeText(card.name)),
    words('ORG', structured(card.organization)),
    `TEL;TYPE=WORK,VOICE:${escapeText(card.phone)}`,
    ...(card.secondPhone === undefined ? [] : [`TEL;TYPE=WORK,VOICE:${escapeText(card.secondPhone)}`]),
    ...(card.email === undefined ? [] : [`EMAIL;TYPE=INTERNET:${escapeText(card.email)}`]),
    words('ADR;TYPE=WORK', structured(['', '', street, town, '', postalCode, country])),
    words('NOTE', escapeText(card.note)),
    `URL:${card.url}`,
    'END:VCARD',
  ]);
}
