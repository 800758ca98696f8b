import { escapeText, toFile } from './content-lines.ts';

/** What the contact card says. Texts are plain; the writer escapes them. */
export interface ContactCard {
  /** The club's name, as a telephone's list shows it. */
  readonly name: string;
  /** The institution, from the whole to the part: the parent, then the club. */
  readonly organization: readonly string[];
  /** International number, for example `+48322810185`. */
  readonly phone: string;
  readonly secondPhone: string | undefined;
  readonly email: string | undefined;
  readonly street: string;
  readonly postalCode: string;
  readonly town: string;
  readonly country: string;
  /** Opening hours, and what else a card has no place for, in words. */
  readonly note: string;
  readonly url: string;
}

const structured = (parts: readonly string[]): string => parts.map(escapeText).join(';');

/** @returns the line of a property that holds words, with what Outlook needs to read them. */
const words = (property: string, value: string): string => `${property};CHARSET=UTF-8:${value}`;

/**
 * @returns a vCard 3.0 file (RFC 2426), in UTF-8. Not 4.0: Outlook and older telephones read no newer one, and
 * nothing here needs it. Outlook takes letters for those of its Windows unless each property says that they are UTF-8,
 * as vCard 2.1 had it; other readers pass over a parameter that they do not know (RFC 2426, 4: `x-name`).
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
