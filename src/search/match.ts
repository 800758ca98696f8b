/**
 * How well a word of a page matches a word of the question: not at all, as another form, as its beginning, exactly.
 */
export type Degree = 0 | 1 | 2 | 3;

/** Shorter beginnings match too many words. */
const shortestBeginning = 3;
const shortestStem = 4;
/** Polish endings differ by up to three letters: praca, pracy, pracami; społeczna, społecznego. */
const longestEnding = 3;

/** @returns the length of the common beginning of two words */
export function sharedLetters(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count += 1;
  return count;
}

/**
 * @param asked a folded word of the question
 * @param word a folded word of a page
 */
export function degreeOf(asked: string, word: string): Degree {
  if (asked === word) return 3;
  if (asked.length >= shortestBeginning && word.startsWith(asked)) return 2;
  const shared = sharedLetters(asked, word);
  const ending = Math.max(asked.length, word.length) - shared;
  return shared >= shortestStem && ending <= longestEnding ? 1 : 0;
}

/** @returns the best degree of any of the words */
export const bestDegree = (asked: string, words: Iterable<string>): Degree => {
  let best: Degree = 0;
  for (const word of words) {
    const degree = degreeOf(asked, word);
    if (degree > best) best = degree;
  }
  return best;
};
