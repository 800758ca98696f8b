import type { Fault } from '../findings.ts';
import { type Block, lineWithin } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** Longest sentence in words; longer ones are hard to understand. */
const longestSentence = 25;
/** The same for easy texts, with one idea in a sentence. */
const longestEasySentence = 10;

/** From this number of syllables a Polish word counts as long (in English, where the index comes from, three). */
const longWordSyllables = 4;

/** Up to this figure a text needs about as many years of school as everybody in Poland has. */
export const easyFog = 9;

/** For fewer words the figure is meaningless. */
const fewestWords = 60;

/**
 * A vowel, or several that are one syllable: "i" before a vowel only softens the consonant; "au" and "eu" are one
 * syllable.
 */
const syllable = /i?(?:au|eu|[aeouyąęó])|i/giu;

/** @returns the number of syllables of a Polish word, at least 1 */
export const syllablesOf = (word: string): number => Math.max(1, word.match(syllable)?.length ?? 0);

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:[-.,:/][\p{L}\p{N}]+)*/gu) ?? [];

interface Sentence {
  readonly words: readonly string[];
  /** Offset of its start in the block. */
  readonly offset: number;
}

/** @returns the sentences of a text: each ends with a stop before a capital, a quotation or the end */
function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/\S[\s\S]*?(?:[.!?…]+[”")]*(?=\s+[„"(]?[\p{Lu}\d])|$)/gu)]
    .map(({ 0: sentence, index }) => ({ words: wordsOf(sentence), offset: index }))
    .filter(({ words }) => words.length > 0);
}

const ownBlocks = ({ blocks }: Page): Block[] => blocks.filter(({ official }) => !official);

/** Cache: each check of a page needs the sentences, and finding them takes most of its time. */
const known = new WeakMap<Block, Sentence[]>();

function sentencesIn(block: Block): Sentence[] {
  const sentences = known.get(block) ?? sentencesOf(block.text);
  known.set(block, sentences);
  return sentences;
}

/** @returns faults for sentences of more than 25 words (10 in an easy text) outside official quotations */
export function checkSentences(page: Page): Fault[] {
  const most = page.easy ? longestEasySentence : longestSentence;
  return ownBlocks(page).flatMap((block) =>
    sentencesIn(block)
      .filter(({ words }) => words.length > most)
      .map(({ words, offset }) => ({
        line: lineWithin(block, offset),
        message: `Długie zdanie: ${words.length} słów. Spróbuj zrobić z niego dwa, każde do ${most} słów.`,
      })),
  );
}

/**
 * The Gunning fog index adapted to Polish (as in Jasnopis and Logios): 0.4 × (words in a sentence + percent of words
 * with four syllables or more). It is roughly the number of school years that a reader needs.
 *
 * @returns the figure for the text without official quotations; undefined for few words and for other languages
 */
export function fogOf(page: Page): number | undefined {
  if (page.language !== 'pl') return undefined;
  const sentences = ownBlocks(page).flatMap(sentencesIn);
  const words = sentences.flatMap((sentence) => sentence.words);
  if (words.length < fewestWords) return undefined;
  const long = words.filter((word) => syllablesOf(word) >= longWordSyllables);
  return 0.4 * (words.length / sentences.length + (100 * long.length) / words.length);
}
