import { kindOf } from '../../staff-files/kinds.ts';
import { plEditingChanges as words } from '../../words/pl-editing-changes.ts';
import { factAt } from '../facts/fact-place.ts';
import { pageAt } from '../pages/page-file.ts';
import type { FileChange, FileWords } from './change.ts';
import { factWords } from './fact-words.ts';
import { type Together, textOf, together } from './moves.ts';
import { movedWords, pageWords, replacedWords } from './page-words.ts';
import { shortened } from './value-words.ts';

/** @returns the name that a text in the same change gives a picture or document; undefined if no text uses it */
function calledIn(files: readonly FileChange[], path: string): string | undefined {
  for (const { path: other, before, after } of files) {
    if (pageAt(other) === undefined) continue;
    for (const text of [textOf(after), textOf(before)]) {
      const end = text?.indexOf(`](/${path}`) ?? -1;
      const start = text?.lastIndexOf('[', end) ?? -1;
      if (text !== undefined && end > start && start >= 0)
        return shortened(text.slice(start + 1, end)) || undefined;
    }
  }
  return undefined;
}

function staffFileWords({ path, before, after }: FileChange, files: readonly FileChange[]): string {
  const name = path.split('/').at(-1) ?? path;
  const called = calledIn(files, path);
  const { picture, document, plain, said } = words.file;
  const say = called === undefined ? plain : kindOf(name)?.isPicture === true ? picture : document;
  const happened = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return said(say[happened], called ?? name);
}

function fileWords(file: FileChange, files: readonly FileChange[]): FileWords {
  const { path, before, after } = file;
  const fact = factAt(path);
  if (fact !== undefined)
    return { about: '', lines: factWords(fact, textOf(before) ?? '', textOf(after) ?? '') };
  if (pageAt(path) !== undefined) return pageWords(file);
  return { about: '', lines: [staffFileWords(file, files)] };
}

/**
 * @param files all files of the change: a picture gets its name from a text that uses it
 * @returns the description of files that belong together: „Piątek: 7.30–14.00 → 8.00–13.00”
 */
export function wordsOfGroup(group: Together, files: readonly FileChange[]): FileWords {
  if (group.kind === 'moved') return movedWords(group);
  return group.kind === 'replaced' ? replacedWords(group) : fileWords(group.files[0], files);
}

/**
 * @param files the files of a change
 * @returns what it does, in Polish, each line with its subject: „Strona „Zajęcia”. Dopisano akapit „…””
 */
export const changeWords = (files: readonly FileChange[]): string[] =>
  together(files).flatMap((group) => {
    const { about, lines } = wordsOfGroup(group, files);
    return about === '' ? [...lines] : lines.map((line) => `${about}. ${line}`);
  });
