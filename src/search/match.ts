/** How well a word of a page answers a word of the question: not at all, in another form, as its beginning, wholly. */
export type Degree = 0 | 1 | 2 | 3;

/** Fewer letters say too little of a word. */
const shortestBeginning = 3;
const shortestStem = 4;
/** Polish endings have up to three letters more or fewer: praca, pracy, pracami; społeczna, społecznego. */
const longestEnding = 3;

/** @returns how many letters two words begin with alike */
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

/** @returns the best degree that any of the words reaches. */
export const bestDegree = (asked: string, words: Iterable<string>): Degree => {
  let best: Degree = 0;
  for (const word of words) {
    const degree = degreeOf(asked, word);
    if (degree > best) best = degree;
  }
  return best;
};
