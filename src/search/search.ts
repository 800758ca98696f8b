import { fold, wordsOf } from './fold.ts';
import { bestDegree } from './match.ts';
import type { Section } from './sections.ts';
import { type Piece, snippetOf } from './snippet.ts';

/** A page to be found. */
export interface Findable {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly sections: readonly Section[];
}

export interface Found {
  /** Address within the site, with the anchor of the section that answers best. */
  readonly path: string;
  readonly title: string;
  /** Heading of that section, unless the page as a whole is the answer. */
  readonly section: string | undefined;
  readonly snippet: readonly Piece[];
}

/** @returns what was found, the best first; nothing for a question without words. */
export type Search = (question: string) => readonly Found[];

interface IndexedSection {
  readonly section: Section;
  readonly heading: ReadonlySet<string>;
  readonly text: ReadonlySet<string>;
}

interface IndexedPage {
  readonly page: Findable;
  readonly title: ReadonlySet<string>;
  readonly sections: readonly IndexedSection[];
}

const mostWords = 8;
const mostResults = 10;
/** What answers much worse than the best is noise. */
const leastShareOfBest = 0.3;
/** A word in a title says more of a page than one in its text. */
const weights = { title: 4, heading: 2, text: 1 } as const;

const foldedWords = (text: string): Set<string> => new Set(wordsOf(text).map(fold));

const indexSection = (section: Section): IndexedSection => ({
  section,
  heading: foldedWords(section.title ?? ''),
  text: foldedWords(section.lines.join(' ')),
});

const indexPage = (page: Findable): IndexedPage => ({
  page,
  title: foldedWords(`${page.title} ${page.description}`),
  sections: page.sections.map(indexSection),
});

/** A word that stands on every page tells little apart; one that stands on few tells much. */
function rarity(word: string, pages: readonly IndexedPage[]): number {
  const holding = pages.filter(
    ({ title, sections }) =>
      bestDegree(word, title) > 0 ||
      sections.some(({ heading, text }) => bestDegree(word, heading) > 0 || bestDegree(word, text) > 0),
  );
  return Math.log(1 + pages.length / Math.max(1, holding.length));
}

interface Asked {
  readonly word: string;
  readonly rarity: number;
}

interface Ranked {
  readonly found: Found;
  readonly score: number;
}

const scoreOf = (asked: readonly Asked[], words: ReadonlySet<string>, weight: number): number =>
  asked.reduce((sum, one) => sum + weight * one.rarity * bestDegree(one.word, words), 0);

function rank({ page, title, sections }: IndexedPage, asked: readonly Asked[]): Ranked {
  const scored = sections.map((indexed) => ({
    ...indexed,
    score: scoreOf(asked, indexed.heading, weights.heading) + scoreOf(asked, indexed.text, weights.text),
  }));
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (most, one) => (one.score > (most?.score ?? 0) ? one : most),
    undefined,
  );
  const anchor = best?.section.anchor;
  return {
    score: scoreOf(asked, title, weights.title) + (best?.score ?? 0),
    found: {
      path: anchor === undefined ? page.path : `${page.path}#${anchor}`,
      title: page.title,
      section: best?.section.title,
      snippet: snippetOf(
        best && best.section.lines.length > 0 ? best.section.lines : [page.description],
        asked.map(({ word }) => word),
      ),
    },
  };
}

/** @returns a search over some pages; the index is made once. */
export function createSearch(pages: readonly Findable[]): Search {
  const index = pages.map(indexPage);
  return (question) => {
    const words = [...foldedWords(question)].slice(0, mostWords);
    const asked = words.map((word) => ({ word, rarity: rarity(word, index) }));
    const ranked = index.map((page) => rank(page, asked)).filter(({ score }) => score > 0);
    ranked.sort((one, other) => other.score - one.score);
    const least = (ranked[0]?.score ?? 0) * leastShareOfBest;
    return ranked
      .filter(({ score }) => score >= least)
      .slice(0, mostResults)
      .map(({ found }) => found);
  };
}
