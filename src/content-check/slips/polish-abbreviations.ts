import type { Fault } from '../findings.ts';
import { blocksOf, lineWithin, nodesOf } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';
import { abbreviationsIn } from '../rules/abbreviations.ts';

/** Abbreviations that are the same in other languages. */
const international = new Set(['CV', 'HTML', 'WCAG', 'GPS', 'USB']);

const marked = /:polski\[[^\]]*\]/g;

/**
 * A screen reader reads an unmarked Polish abbreviation in the language of the page (WCAG 3.1.2).
 *
 * @param pages of all languages: abbreviations on Polish pages count as Polish, except international ones
 * @returns hints for Polish abbreviations in another language outside `:polski[…]`
 */
export function checkPolishAbbreviations({ language, body }: Page, pages: readonly Page[]): Fault[] {
  if (language === 'pl') return [];
  const polish = new Set(
    pages
      .filter((page) => page.language === 'pl')
      .flatMap((page) => page.blocks.flatMap(({ text }) => abbreviationsIn(text).map(({ word }) => word)))
      .filter((word) => !international.has(word)),
  );
  const unmarked = blocksOf(nodesOf(body.replace(marked, '')));
  return unmarked.flatMap((block) =>
    abbreviationsIn(block.text)
      .filter(({ word }) => polish.has(word))
      .map(({ word, at }) => ({
        line: lineWithin(block, at),
        message: `Polski skrót w innym języku. Oznacz go, żeby czytnik ekranu przeczytał go po polsku: :polski[${word}].`,
      })),
  );
}
