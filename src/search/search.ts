import { type Degree, degreeOf } from './match.ts';
import { createMeaning, foldedWords, type SearchWords } from './meaning.ts';
import type { Section } from './sections.ts';
import { type Piece, snippetOf } from './snippet.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** A page in the index. */
export interface Findable {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly sections: readonly Section[];
}

export interface Found {
  readonly page: Findable;
  /** Index of the section in the page. */
  readonly sectionPlace: number | undefined;
  /** Address within the site, with the anchor of the best section. */
  readonly path: string;
  readonly title: string;
  /** Heading of that section, unless the whole page is the result. */
  readonly section: string | undefined;
  readonly snippet: readonly Piece[];
}

/** The search over the pages of one language. Results are sorted, best first; none for a question without words. */
export interface Search {
  readonly pages: readonly Findable[];
  readonly vocabulary: Vocabulary;
  /** Searches the words as they are. */
  find(question: string): readonly Found[];
  /** Replaces each unknown word by a known one that sounds the same: `robota` for «робота». */
  findBySound(question: string): readonly Found[];
  /** As `findBySound`, and replaces a misspelled word by the most similar known one. */
  findNearest(question: string): readonly Found[];
  /** @returns the section with help at once, when the settings name one */
  helpAtOnce(): Found | undefined;
}

/** A place with words: the title of a page with its description, or the heading or the text of a section. */
interface Spot {
  readonly page: Findable;
  readonly section: Section | undefined;
  readonly weight: number;
}

/** The spots of every folded word. */
type Index = ReadonlyMap<string, readonly Spot[]>;

/** The scores of a page: its title, and its sections. */
interface Score {
  title: number;
  readonly sections: Map<Section, number>;
}

const mostWords = 8;
const mostResults = 10;
/** Results that score much worse than the best one are left out. */
const leastShareOfBest = 0.3;
/** A word in a title counts more than one in the text. */
const weights = { title: 4, heading: 2, text: 1 } as const;

const noWords: SearchWords = { synonyms: [], ignored: [] };

function indexOf(pages: readonly Findable[]): Index {
  const index = new Map<string, Spot[]>();
  function add(spot: Spot, text: string): void {
    for (const word of new Set(foldedWords(text))) {
      const spots = index.get(word);
      if (spots) spots.push(spot);
      else index.set(word, [spot]);
    }
  }
  for (const page of pages) {
    add({ page, section: undefined, weight: weights.title }, `${page.title} ${page.description}`);
    for (const section of page.sections) {
      add({ page, section, weight: weights.heading }, section.title ?? '');
      add({ page, section, weight: weights.text }, section.lines.join(' '));
    }
  }
  return index;
}

/** @returns the spots that match a folded word of the question, each with its best degree */
function answers(asked: string, index: Index): Map<Spot, Degree> {
  const degrees = new Map<Spot, Degree>();
  for (const [word, spots] of index) {
    const degree = degreeOf(asked, word);
    if (degree === 0) continue;
    for (const spot of spots) if (degree > (degrees.get(spot) ?? 0)) degrees.set(spot, degree);
  }
  return degrees;
}

/** @returns a weight: a word that is on few pages counts more than one that is on all */
const rarity = (pages: number, spots: Iterable<Spot>): number =>
  Math.log(1 + pages / Math.max(1, new Set(Array.from(spots, ({ page }) => page)).size));

function scoresOf(asked: readonly string[], index: Index, pages: number): Map<Findable, Score> {
  const scores = new Map<Findable, Score>();
  for (const word of asked) {
    const degrees = answers(word, index);
    const rare = rarity(pages, degrees.keys());
    for (const [{ page, section, weight }, degree] of degrees) {
      const score = scores.get(page) ?? { title: 0, sections: new Map() };
      scores.set(page, score);
      const more = weight * rare * degree;
      if (section === undefined) score.title += more;
      else score.sections.set(section, (score.sections.get(section) ?? 0) + more);
    }
  }
  return scores;
}

interface Ranked {
  readonly page: Findable;
  /** The best section. */
  readonly section: Section | undefined;
  readonly score: number;
}

function rank(page: Findable, { title, sections }: Score): Ranked {
  let [section, most]: [Section | undefined, number] = [undefined, 0];
  for (const one of page.sections) {
    const score = sections.get(one) ?? 0;
    if (score > most) [section, most] = [one, score];
  }
  return { page, section, score: title + most };
}

/** @returns a section of a page as a result */
export function foundAt(page: Findable, section: Section | undefined, asked: readonly string[]): Found {
  return {
    page,
    sectionPlace: section && page.sections.indexOf(section),
    path: section?.anchor === undefined ? page.path : `${page.path}#${section.anchor}`,
    title: page.title,
    section: section?.title,
    snippet: snippetOf(section && section.lines.length > 0 ? section.lines : [page.description], asked),
  };
}

/** Synonyms come before the words of the pages. */
const vocabularyOf = ({ synonyms, ignored }: SearchWords, index: Index): Vocabulary =>
  createVocabulary(
    new Set([
      ...synonyms.flatMap(({ asked }) => asked.flatMap(foldedWords)),
      ...ignored.flatMap(foldedWords),
      ...index.keys(),
    ]),
  );

/** @returns a search over some pages; the index is made once */
export function createSearch(pages: readonly Findable[], words: SearchWords = noWords): Search {
  const index = indexOf(pages);
  const meaning = createMeaning(words, new Set(index.keys()));
  const vocabulary = vocabularyOf(words, index);
  function answer(meant: readonly string[]): readonly Found[] {
    const asked = [...new Set(meant)].slice(0, mostWords);
    const scores = scoresOf(asked, index, pages.length);
    const ranked = pages.flatMap((page) => {
      const score = scores.get(page);
      return score === undefined ? [] : [rank(page, score)];
    });
    ranked.sort((one, other) => other.score - one.score);
    const least = (ranked[0]?.score ?? 0) * leastShareOfBest;
    return ranked
      .filter(({ score }) => score >= least)
      .slice(0, mostResults)
      .map(({ page, section }) => foundAt(page, section, asked));
  }
  return {
    pages,
    vocabulary,
    find: (question) => answer(meaning(question)),
    findBySound: (question) => answer(meaning(vocabulary.respell(question))),
    findNearest: (question) => answer(meaning(vocabulary.correct(question))),
    helpAtOnce: () => (words.urgent ? answer(foldedWords(words.urgent.meant))[0] : undefined),
  };
}
