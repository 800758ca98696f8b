import { plEditing } from '../../words/pl-editing.ts';
import { cleanLine } from '../clean-text.ts';
import { button, form, type PageError, textField } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { pageAt } from '../pages/page-file.ts';
import { escaped } from '../paste/inline.ts';
import { table } from '../paste/markdown-parts.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, type Reply, type Route } from '../routes/visit.ts';
import type { Desk } from './desk.ts';
import { insertBlock, placeChoice, placeField } from './insert-place.ts';
import { editPathOf, pagePattern, pathAt } from './places.ts';

const words = plEditing.insertTable;
const [fewestColumns, mostColumns, mostRows] = [2, 5, 40];
const longestCell = 500;

const within = (given: string, least: number, most: number, usual: number): number =>
  /^\d{1,3}$/.test(given) ? Math.min(Math.max(Number(given), least), most) : usual;
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const headingName = (column: number): string => `naglowek-${column}`;
const cellName = (row: number, column: number): string => `pole-${row}-${column}`;

/** Screens for a table without Markdown: the number of columns and rows, then the fields. */
export function insertTableRoutes(desk: Desk, replies: Replies): readonly Route[] {
  const sizeOf = (visit: EditorVisit) => ({
    columns: numbers(within(fieldOf(visit, 'kolumny'), fewestColumns, mostColumns, 2)),
    rows: numbers(within(fieldOf(visit, 'wiersze'), 1, mostRows, 5)),
  });

  function drawCells(visit: EditorVisit, error: (field: string) => string | undefined): Html {
    const { columns, rows } = sizeOf(visit);
    const cell = (name: string, label: string): Html =>
      textField({ name, label, value: fieldOf(visit, name), error: error(name), maxlength: longestCell });
    return html`<fieldset><legend>${words.headings}</legend><span class="hint">${words.headingsHint}</span><div class="inline">${columns.map(
      (column) => cell(headingName(column), words.heading(column)),
    )}</div></fieldset>
    ${rows.map(
      (row) =>
        html`<fieldset><legend>${words.row(row)}</legend><div class="inline">${columns.map((column) =>
          cell(cellName(row, column), fieldOf(visit, headingName(column)) || words.column(column)),
        )}</div></fieldset>`,
    )}`;
  }

  function draw(visit: EditorVisit, errors: readonly PageError[] = []): Reply {
    const path = pathAt(visit.places);
    const editor = desk.editorOf(visit.person);
    if (pageAt(path) === undefined || !desk.draftedTexts(editor).has(path)) return replies.error(404);
    const { columns, rows } = sizeOf(visit);
    const size = (name: string, label: string, value: number, hint = ''): Html =>
      textField({ name, label, hint, type: 'number', value: String(value) });
    return replies.page({
      title: words.title(desk.draftTitleOf(editor, path)),
      errors,
      initials: visit.person.initials,
      content: html`<p>${words.lead}</p>${form(
        `${editPathOf(path)}tabela/`,
        html`<div class="inline">${size('kolumny', words.columns, columns.length, words.columnsHint)}${size('wiersze', words.rows, rows.length)}</div>
        <p>${button(words.draw)}</p>
        ${drawCells(visit, (field) => errors.find((one) => one.field === field)?.message)}
        ${placeChoice(desk, editor, path, fieldOf(visit, placeField) || (visit.query.get(placeField) ?? ''))}
        <div class="sending">${button(words.insert, { main: true, name: 'dalej', value: 'wstaw' })}</div>`,
      )}<p class="alone"><a href="${editPathOf(path)}">${plEditing.insertFile.back}</a></p>`,
    });
  }

  async function take(visit: EditorVisit): Promise<Reply> {
    const path = pathAt(visit.places);
    const editor = desk.editorOf(visit.person);
    if (fieldOf(visit, 'dalej') !== 'wstaw' || !desk.draftedTexts(editor).has(path)) return draw(visit);
    const { columns, rows } = sizeOf(visit);
    const read = (name: string): string => escaped(cleanLine(fieldOf(visit, name)).slice(0, longestCell));
    const head = columns.map((column) => read(headingName(column)));
    const cells = rows.map((row) => columns.map((column) => read(cellName(row, column))));
    const errors = [
      ...columns
        .filter((column) => head[column - 1] === '')
        .map((column) => ({ field: headingName(column), message: words.noHeading })),
      ...(cells.flat().every((cell) => cell === '')
        ? [{ field: cellName(1, 1), message: words.noCell }]
        : []),
    ];
    if (errors.length > 0) return draw(visit, errors);
    await insertBlock(desk, editor, path, fieldOf(visit, placeField), table([head, ...cells]));
    return seeOther(`${editPathOf(path)}?wstawiono`);
  }

  return [{ path: new RegExp(`${pagePattern}tabela\\/$`), get: (visit) => draw(visit), post: take }];
}
