import { fold, wordsOf } from './fold.ts';
import { degreeOf } from './match.ts';
import { isSlip, soundOf } from './sound.ts';

/** The words that the search of one language knows. */
export interface Vocabulary {
  /** @returns whether exactly this word is known */
  has(word: string): boolean;
  /** @returns whether the question has words, and each of them, or another form of it, is known */
  knows(question: string): boolean;
  /** @returns the folded question, with each unknown word replaced by a known one that sounds the same */
  respell(question: string): string;
  /** As `respell`; when none sounds the same, a known word that differs by one mistake. */
  correct(question: string): string;
}

/** Shorter words, and digits, sound like too many others. */
const spoken = /^\p{L}{3,}$/u;
/** Limit of words of a question: each is compared with every known word. */
const mostWords = 8;

/** @param words folded; of several matches the first one is used */
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
