import { fold, wordsOf } from './fold.ts';
import { degreeOf } from './match.ts';

/** Settings of the search in a language; the words are not folded yet. */
export interface SearchWords {
  /** Words or phrases of questions, and what to search instead. */
  readonly synonyms: readonly { readonly asked: readonly string[]; readonly meant: string }[];
  /** Words that are ignored in a question, unless it has no others. */
  readonly ignored: readonly string[];
  /** Words or phrases of people who need help at once, and what to find first for them. */
  readonly urgent?: { readonly asked: readonly string[]; readonly meant: string } | undefined;
}

/** Words of a question and their replacements, all folded. */
interface Synonym {
  readonly asked: readonly string[];
  readonly meant: readonly string[];
}

export const foldedWords = (text: string): string[] => wordsOf(fold(text));

const isSame = (one: string, other: string): boolean => one === other;
/** @returns whether it is the same word with another ending */
const isForm = (one: string, other: string): boolean => degreeOf(one, other) === 1;

/** @returns the longest synonym that the words begin with */
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
 * @param pageWords all folded words of the pages: such a word is not replaced, unless it is itself a synonym
 * @returns a function that gives the words to search for a question: folded, synonyms replaced, ignored words removed
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
