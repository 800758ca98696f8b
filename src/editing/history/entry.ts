import { cleanLine } from '../clean-text.ts';
import type { Commit } from './durable-git.ts';

/** One change in the history. */
export interface Entry {
  readonly id: string;
  readonly at: Date;
  /** A role and initials, or „spoza redakcji”. */
  readonly editor: string;
  /** What changed, in Polish; at least one line. */
  readonly words: readonly string[];
  /** The reason that the editor gave. */
  readonly reason: string;
  readonly files: readonly string[];
  /** Whether it was made outside the editing pages. */
  readonly isOutside: boolean;
  /** Whether it is the first entry, which cannot be undone. */
  readonly isBeginning: boolean;
}

/** Author of changes made directly in the files. */
export const outside = 'spoza redakcji';
/** Replaces words about a file that was removed from the history. */
export const forgottenWords = 'Zmiana w pliku, którego już nie ma w historii';

const longestLine = 300;
const mostLines = 50;
const reasonMark = 'Dlaczego: ';

const bounded = (text: string): string => {
  const line = cleanLine(text);
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
};

/** @returns the commit message: the first line of words, the others as a list, the reason at the end */
export function messageOf(words: readonly string[], reason: string): string {
  const [first = 'Zmiana', ...more] = words.map(bounded).filter((line) => line !== '');
  const why = bounded(reason);
  return [
    first,
    ...(more.length > 0 ? ['', ...more.slice(0, mostLines).map((line) => `- ${line}`)] : []),
    ...(why === '' ? [] : ['', `${reasonMark}${why}`]),
  ].join('\n');
}

/** @returns the entry for a commit */
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
