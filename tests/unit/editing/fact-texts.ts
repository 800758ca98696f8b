import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { FactName } from '../../../src/content-schemas/collections.ts';
import { clubContent } from '../../support/club.ts';

/** @returns a file of the club's facts: some entries in braces, with comments */
export const factText = (name: FactName): string =>
  readFileSync(join(clubContent, 'fakty', `${name}.yaml`), 'utf8');

/** @returns the same facts below a comment, every value on a line of its own, as in Bytom */
export const factTextInLines = (name: FactName): string =>
  `# Fakty klubu.\n${stringify(parse(factText(name)), { lineWidth: 0 })}`;

/** @returns the helplines in lines, and a second one in three languages */
export const twoHelplines = (): string => `${factTextInLines('pomoc')}  # Do potwierdzenia przez klub
  - numer: "10 888 00 00"
    nazwa:
      pl: Drugi zmyślony telefon
      uk: Другий вигаданий телефон
      en: A second made-up telephone
    godziny:
      pl: w dni robocze
      uk: у робочі дні
    sprawdzono: null
`;
