import type { Fault } from '../findings.ts';
import { type Block, lineWithin } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** Longer sentences are hard to read aloud in one breath, and to keep in mind. */
const longestSentence = 25;
/** One idea at a time: what a text for people who read with effort may ask of them. */
const longestEasySentence = 10;

/** A word from so many syllables on is long in Polish (in English, where the index is from, it is three). */
const longWordSyllables = 4;

/** Up to this figure a text needs about as many years of school as everybody in Poland has. */
export const easyFog = 9;

/** Of fewer words the figure says nothing. */
const fewestWords = 60;

/** A vowel, or several that sound as one: "i" before a vowel only softens; "au" and "eu" are one syllable. */
const syllable = /i?(?:au|eu|[aeouyąęó])|i/giu;

/** @returns the number of syllables of a Polish word, at least 1. */
export const syllablesOf = (word: string): number => Math.max(1, word.match(syllable)?.length ?? 0);

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:[-.,:/][\p{L}\p{N}]+)*/gu) ?? [];

interface Sentence {
  readonly words: readonly string[];
  /** Where it starts within its block. */
  readonly offset: number;
}

/** @returns the sentences of a text: what ends in a stop before a capital, a quotation or the end. */
function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/\S[\s\S]*?(?:[.!?…]+[”")]*(?=\s+[„"(]?[\p{Lu}\d])|$)/gu)]
    .map(({ 0: sentence, index }) => ({ words: wordsOf(sentence), offset: index }))
    .filter(({ words }) => words.length > 0);
}

const ownBlocks = ({ blocks }: Page): Block[] => blocks.filter(({ official }) => !official);

/** A page is asked for them by each check, and to find them is the most expensive part of each. */
const known = new WeakMap<Block, Sentence[]>();

function sentencesIn(block: Block): Sentence[] {
  const sentences = known.get(block) ?? sentencesOf(block.text);
  known.set(block, sentences);
  return sentences;
}

/** @returns sentences of more than 25 words (10 in an easy text) outside quotations of the authorities. */
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
 * The Gunning fog index fitted to Polish (as in Jasnopis and Logios): 0.4 × (words in a sentence + percent of
 * words with four syllables or more). About the years of school that a reader needs.
 *
 * @returns the figure for a page's own words, or undefined if they are few, or not Polish
 */
export function fogOf(page: Page): number | undefined {
  if (page.language !== 'pl') return undefined;
  const sentences = ownBlocks(page).flatMap(sentencesIn);
  const words = sentences.flatMap((sentence) => sentence.words);
  if (words.length < fewestWords) return undefined;
  const long = words.filter((word) => syllablesOf(word) >= longWordSyllables);
  return 0.4 * (words.length / sentences.length + (100 * long.length) / words.length);
}
