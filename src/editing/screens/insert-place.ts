import { withLineFeeds } from '../../text.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { hidden, selectField } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { blocksBefore, blocksOf, shortWords, withBlock } from '../pages/insert.ts';
import { bodyOf, editPage, pageAt } from '../pages/page-file.ts';
import { type EditorVisit, fieldOf } from '../routes/visit.ts';
import type { Desk } from './desk.ts';
import { editPathOf } from './places.ts';

const words = plEditing.insertFile;

/** The position of the cursor in characters, set by a script. */
export const cursorField = 'kursor';
export const placeField = 'po';

/** @returns the number of parts of the posted text before the cursor; undefined if it was not sent */
export function placeOfCursor(visit: EditorVisit): number | undefined {
  const given = fieldOf(visit, cursorField);
  if (!/^\d{1,7}$/.test(given)) return undefined;
  return blocksBefore(withLineFeeds(visit.fields.get('body')?.[0] ?? ''), Number(given));
}

/**
 * @returns the address of the screen that inserts something into the text of a page. @param after the number of parts
 * before it
 */
export const insertPathOf = (path: string, what: 'plik' | 'tabela', after?: number): string =>
  `${editPathOf(path)}${what}/${after === undefined ? '' : `?${placeField}=${after}`}`;

const textNow = (desk: Desk, editor: string, path: string): string =>
  withLineFeeds(bodyOf(desk.open(editor, path).text));

/** @returns the choice of the place; without a script it is the only one. @param given the posted value */
export function placeChoice(desk: Desk, editor: string, path: string, given: string): Html {
  const blocks = blocksOf(textNow(desk, editor, path));
  if (blocks.length === 0) return html`${hidden(placeField, '0')}`;
  const last = blocks.length;
  const value = /^\d{1,4}$/.test(given) && Number(given) < last ? given : String(last);
  return selectField({ name: placeField, label: words.where, value }, [
    { value: '0', label: words.atStart },
    ...blocks.slice(0, -1).map(({ text }, index) => ({
      value: String(index + 1),
      label: words.behind(shortWords(text)),
    })),
    { value: String(last), label: words.atEnd },
  ]);
}

/** Inserts a part into the text of a page's draft. @param given the posted place */
export async function insertBlock(
  desk: Desk,
  editor: string,
  path: string,
  given: string,
  block: string,
): Promise<void> {
  const file = pageAt(path);
  const { text, base } = desk.open(editor, path);
  if (file === undefined) return;
  const after = /^\d{1,4}$/.test(given) ? Number(given) : Number.POSITIVE_INFINITY;
  const edited = editPage(file.folder, text, new Map(), withBlock(withLineFeeds(bodyOf(text)), after, block));
  if (edited.kind === 'text') await desk.keep(editor, path, base, edited.text);
}
