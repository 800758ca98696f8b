import type { Fault } from '../findings.ts';
import { lineWithin } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** The quotation marks of each language, as an example, and its apostrophe where words have one. */
const marks: Readonly<Record<string, { readonly quotes: string; readonly apostrophe?: string }>> = {
  pl: { quotes: '„tak”' },
  uk: { quotes: '«так»', apostrophe: '’' },
  en: { quotes: '“so”', apostrophe: '’' },
};
/** A straight quotation mark, and a straight apostrophe within a word. */
const straight = /"|(?<=\p{L})'(?=\p{L})/gu;

/** @returns hints for straight marks in the text of a page whose language has typographic ones */
export function checkStraightQuotes({ language, blocks }: Page): Fault[] {
  const own = marks[language];
  if (own === undefined) return [];
  return blocks.flatMap((block) =>
    [...block.text.matchAll(straight)]
      .filter(([mark]) => mark === '"' || own.apostrophe !== undefined)
      .map(({ 0: mark, index }) => ({
        line: lineWithin(block, index),
        message:
          mark === '"'
            ? `Prosty cudzysłów. W tym języku pisz: ${own.quotes}.`
            : `Prosty apostrof. W tym języku pisz: ${own.apostrophe}.`,
      })),
  );
}
