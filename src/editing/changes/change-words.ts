import { plEditingChanges as words } from '../../words/pl-editing-changes.ts';
import { factAt } from '../facts/fact-place.ts';
import { pageAt } from '../pages/page-file.ts';
import type { FileChange, FileWords } from './change.ts';
import { factWords } from './fact-words.ts';
import { type Together, textOf, together } from './moves.ts';
import { movedWords, pageWords, replacedWords } from './page-words.ts';

function fileWords(file: FileChange): FileWords {
  const { path, before, after } = file;
  const fact = factAt(path);
  if (fact !== undefined)
    return { about: '', lines: factWords(fact, textOf(before) ?? '', textOf(after) ?? '') };
  if (pageAt(path) !== undefined) return pageWords(file);
  const name = path.split('/').at(-1) ?? path;
  const say =
    before === undefined ? words.file.added : after === undefined ? words.file.removed : words.file.changed;
  return { about: '', lines: [say(name)] };
}

/** @returns what a group of files changes, in Polish: „Piątek: 7.30–14.00 → 8.00–13.00” */
export function wordsOfGroup(group: Together): FileWords {
  if (group.kind === 'moved') return movedWords(group);
  return group.kind === 'replaced' ? replacedWords(group) : fileWords(group.files[0]);
}

/**
 * @param files the files of a change
 * @returns what it does, in Polish, each line with its subject: „Strona „Zajęcia”. Dopisano akapit „…””
 */
export const changeWords = (files: readonly FileChange[]): string[] =>
  together(files).flatMap((group) => {
    const { about, lines } = wordsOfGroup(group);
    return about === '' ? [...lines] : lines.map((line) => `${about}. ${line}`);
  });
