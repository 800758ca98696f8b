import { fold, wordsOf } from './fold.ts';
import { degreeOf } from './match.ts';

/** Words of a language that the search has to be told of; none is folded yet. */
export interface SearchWords {
  /** Words or phrases that people ask with, and what to look for instead of them. */
  readonly synonyms: readonly { readonly asked: readonly string[]; readonly meant: string }[];
  /** Words that say nothing in a question, unless it has no others. */
  readonly ignored: readonly string[];
  /** Words or phrases of people who need help at once, and what to look for first then. */
  readonly urgent?: { readonly asked: readonly string[]; readonly meant: string } | undefined;
}

/** Words that are asked with, and the words to look for instead of them, all folded. */
interface Synonym {
  readonly asked: readonly string[];
  readonly meant: readonly string[];
}

export const foldedWords = (text: string): string[] => wordsOf(fold(text));

const isSame = (one: string, other: string): boolean => one === other;
/** The same word with another ending. */
const isForm = (one: string, other: string): boolean => degreeOf(one, other) === 1;

/** @returns the synonym that the words begin with, the longest first */
function beginning(
  words: readonly string[],
  synonyms: readonly Synonym[],
  matches: (asked: string, word: string) => boolean,
): Synonym | undefined {
  return synonyms.find(
    ({ asked }) =>
      asked.length <= words.length && asked.every((word, index) => matches(words[index] ?? '', word)),
  );
}

/**
 * @param pageWords all folded words of the pages: one that a page has is itself meant, unless a synonym has just it
 * @returns what a question asks for: its folded words, synonyms in their places, words that say nothing left out
 */
export function createMeaning({ synonyms, ignored }: SearchWords, pageWords: ReadonlySet<string>) {
  const known = synonyms
    .flatMap(({ asked, meant }) =>
      asked.map((phrase): Synonym => ({ asked: foldedWords(phrase), meant: foldedWords(meant) })),
    )
    .filter(({ asked }) => asked.length > 0)
    .sort((one, other) => other.asked.length - one.asked.length);
  const saysNothing = new Set(ignored.flatMap(foldedWords));
  const isSameOrForm = (asked: string, word: string): boolean =>
    isSame(asked, word) || (!pageWords.has(asked) && isForm(asked, word));

  return (question: string): string[] => {
    const words = foldedWords(question);
    const meant: string[] = [];
    for (let at = 0; at < words.length; ) {
      const rest = words.slice(at);
      const synonym = beginning(rest, known, isSame) ?? beginning(rest, known, isSameOrForm);
      const word = words[at] ?? '';
      if (synonym) meant.push(...synonym.meant);
      else if (!saysNothing.has(word)) meant.push(word);
      at += synonym?.asked.length ?? 1;
    }
    return meant.length > 0 ? meant : words;
  };
}
