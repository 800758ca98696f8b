import { fold, wordsOf } from './fold.ts';
import { sharedLetters } from './match.ts';
import { isSlip, soundOf } from './sound.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A folded word and its sound. */
interface Heard {
  readonly word: string;
  readonly sound: string;
}

/** Limit of words of a question. */
const mostWords = 25;
/** How many other words may be between those of a phrase: „nie chce [mi się] żyć”. */
const mostBetween = 2;
/** Stricter than for other words: „groźby” is not „groza”. */
const shortestStem = 5;
const longestEnding = 3;
const shortestSlip = 6;

const heard = (text: string): Heard[] => wordsOf(fold(text)).map((word) => ({ word, sound: soundOf(word) }));

function isForm(one: string, other: string): boolean {
  const shared = sharedLetters(one, other);
  return shared >= shortestStem && Math.max(one.length, other.length) - shared <= longestEnding;
}

const isSlipOfLong = (one: string, other: string): boolean =>
  one[0] === other[0] && Math.min(one.length, other.length) >= shortestSlip && isSlip(one, other);

/**
 * People in danger write in the language they have, in any order, and with mistakes.
 *
 * @param phrases of all languages, the words of people who need help at once
 * @param vocabulary of the page's language: a word that is exactly in it does not count as a form or a misspelling of
 * another
 * @returns a function that tells whether a question has all words of one phrase close together
 */
export function createUrgency(phrases: readonly string[], vocabulary: Pick<Vocabulary, 'has'>) {
  const known = phrases.map(heard).filter((words) => words.length > 0);
  const isMeant = (asked: Heard, { word, sound }: Heard): boolean =>
    asked.word === word ||
    asked.sound === sound ||
    (!vocabulary.has(asked.word) && (isForm(asked.sound, sound) || isSlipOfLong(asked.sound, sound)));

  return (question: string): boolean => {
    const asked = heard(question).slice(0, mostWords);
    const places = new Map<string, readonly number[]>();
    const placesOf = (one: Heard): readonly number[] => {
      const found =
        places.get(one.word) ?? asked.flatMap((each, place) => (isMeant(each, one) ? [place] : []));
      places.set(one.word, found);
      return found;
    };
    return known.some((phrase) => {
      const all = phrase.map(placesOf);
      const reach = phrase.length + mostBetween;
      return (all[0] ?? []).some((first) =>
        Array.from({ length: reach }, (_, back) => first - back).some((start) =>
          all.every((each) => each.some((place) => place >= start && place < start + reach)),
        ),
      );
    });
  };
}
