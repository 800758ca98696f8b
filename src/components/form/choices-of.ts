import type { ChoiceWords } from '../../words/words.ts';

/** @returns the values of a question, each with its words, in the order of the values */
export const choicesOf = <Value extends string>(
  values: readonly Value[],
  words: Readonly<Record<Value, ChoiceWords>>,
): [Value, ChoiceWords][] => values.map((value) => [value, words[value]]);
