import { normalizeText } from '../unicode.ts';

/** Longest question in characters. */
export const longestQuestion = 100;

/** UTF-16 units of a question that are read. */
const mostRead = 1_000;

export interface Question {
  readonly text: string;
  /** Whether the question was shortened. */
  readonly cut: boolean;
}

/** @returns the question from the address: one line, without control characters, not longer than the limit */
export function readQuestion(raw: string): Question {
  const whole = normalizeText(raw.slice(0, mostRead))
    // A word copied from a page may have invisible characters; it stays one word.
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  const characters = [...whole];
  return {
    text: characters.slice(0, longestQuestion).join('').trim(),
    cut: raw.length > mostRead || characters.length > longestQuestion,
  };
}
