import type { Fault } from '../findings.ts';
import { lineWithin } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** How each language quotes, with an example; its apostrophe where words have one. */
const marks: Readonly<Record<string, { readonly quotes: string; readonly apostrophe?: string }>> = {
  pl: { quotes: '„tak”' },
  uk: { quotes: '«так»', apostrophe: '’' },
  en: { quotes: '“so”', apostrophe: '’' },
};
/** A straight mark that stands for a quotation mark, and an apostrophe within a word. */
const straight = /"|(?<=\p{L})'(?=\p{L})/gu;

/** @returns marks of a typewriter in the running text of a page whose language has its own */
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
