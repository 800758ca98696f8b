import { fold, wordsOf } from './fold.ts';
import { degreeOf } from './match.ts';
import { isSlip, soundOf } from './sound.ts';

/** The words that one language answers to. */
export interface Vocabulary {
  /** Whether it is one of them, to the letter. */
  has(word: string): boolean;
  /** Whether a question has words and all of them, or other forms of them, are known. */
  knows(question: string): boolean;
  /** @returns the question, folded, with a known word that sounds the same for each one that is not known */
  respell(question: string): string;
  /** As `respell`, and a known word from which it differs by a slip where none sounds the same. */
  correct(question: string): string;
}

/** Fewer letters, or digits, sound like anything. */
const spoken = /^\p{L}{3,}$/u;
/** Words of a question that are looked at: each is compared with every known one. */
const mostWords = 8;

/** @param words folded, those that are to be found first standing first */
export function createVocabulary(words: ReadonlySet<string>): Vocabulary {
  const known = [...words];
  const sounds = new Map<string, string>();
  for (const word of known) {
    const sound = soundOf(word);
    if (!sounds.has(sound)) sounds.set(sound, word);
  }
  const isKnown = (asked: string): boolean =>
    words.has(asked) || known.some((word) => degreeOf(asked, word) > 0);

  function alike(asked: string): string | undefined {
    const sound = soundOf(asked);
    const same = sounds.get(sound);
    if (same !== undefined) return same;
    for (const [other, word] of sounds) if (degreeOf(sound, other) === 1) return word;
    return undefined;
  }
  function slipped(asked: string): string | undefined {
    const sound = soundOf(asked);
    for (const [other, word] of sounds) if (isSlip(sound, other)) return word;
    return undefined;
  }
  const replaced = (question: string, instead: (asked: string) => string | undefined): string =>
    wordsOf(fold(question))
      .map((asked, index) =>
        index < mostWords && spoken.test(asked) && !isKnown(asked) ? (instead(asked) ?? asked) : asked,
      )
      .join(' ');

  return {
    has: (word) => words.has(word),
    knows(question) {
      const asked = wordsOf(fold(question));
      return asked.length > 0 && asked.slice(0, mostWords).every(isKnown);
    },
    respell: (question) => replaced(question, alike),
    correct: (question) => replaced(question, (asked) => alike(asked) ?? slipped(asked)),
  };
}
