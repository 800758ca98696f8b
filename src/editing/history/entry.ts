import { cleanLine } from '../clean-text.ts';
import type { Commit } from './durable-git.ts';

/** One change, as the history shows it. */
export interface Entry {
  readonly id: string;
  readonly at: Date;
  /** A role and initials, or „spoza redakcji”. */
  readonly editor: string;
  /** What changed, in Polish; at least one line. */
  readonly words: readonly string[];
  /** Why, as the editor said it. */
  readonly reason: string;
  readonly files: readonly string[];
  /** Whether it was made without the editing pages. */
  readonly isOutside: boolean;
  /** What the history began with: there is nothing before it to go back to. */
  readonly isBeginning: boolean;
}

/** Who is named where somebody changed the files themselves. */
export const outside = 'spoza redakcji';
/** Stands in place of words that spoke of a file which is forgotten. */
export const forgottenWords = 'Zmiana w pliku, którego już nie ma w historii';

const longestLine = 300;
const mostLines = 50;
const reasonMark = 'Dlaczego: ';

const bounded = (text: string): string => {
  const line = cleanLine(text);
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
};

/** @returns the message of a commit: the first words, the others in a list, why at the end */
export function messageOf(words: readonly string[], reason: string): string {
  const [first = 'Zmiana', ...more] = words.map(bounded).filter((line) => line !== '');
  const why = bounded(reason);
  return [
    first,
    ...(more.length > 0 ? ['', ...more.slice(0, mostLines).map((line) => `- ${line}`)] : []),
    ...(why === '' ? [] : ['', `${reasonMark}${why}`]),
  ].join('\n');
}

/** @returns a commit as the history shows it */
export function entryOf({ id, at, author, message, parents }: Commit, files: readonly string[]): Entry {
  const [first = '', ...lines] = message.split('\n');
  return {
    id,
    at,
    editor: author,
    words: [first, ...lines.flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []))],
    reason: lines.find((line) => line.startsWith(reasonMark))?.slice(reasonMark.length) ?? '',
    files,
    isOutside: author === outside,
    isBeginning: parents.length === 0,
  };
}
