import { normalizeText } from '../unicode.ts';

/** Characters of a question that are looked for; no answer needs more. */
export const longestQuestion = 100;

/** UTF-16 units of a question that are looked at at all. */
const mostRead = 1_000;

export interface Question {
  readonly text: string;
  /** Whether some of it was left out. */
  readonly cut: boolean;
}

/** @returns what was asked, from the address: one line, without control characters, not longer than we look for. */
export function readQuestion(raw: string): Question {
  const whole = normalizeText(raw.slice(0, mostRead))
    // Copied out of a page, a word may hold what no eye sees; it stays one word.
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  const characters = [...whole];
  return {
    text: characters.slice(0, longestQuestion).join('').trim(),
    cut: raw.length > mostRead || characters.length > longestQuestion,
  };
}
