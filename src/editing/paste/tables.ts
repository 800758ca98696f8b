import { attribute, childrenOf, type Element, isElement, isHidden, type Node } from './inline.ts';

/** Reads tables of HTML as rows of texts. */

const mostCovered = 100;

const rowElements = (node: Element): Element[] =>
  childrenOf(node)
    .filter(isElement)
    .filter((one) => !isHidden(one))
    .flatMap((one) => {
      if (one.tagName === 'tr') return [one];
      return ['thead', 'tbody', 'tfoot'].includes(one.tagName) ? rowElements(one) : [];
    });

/** @returns the cells of a table, row by row, without those of nested tables */
export const cellsOf = (table: Element): Element[][] =>
  rowElements(table).map((row) =>
    childrenOf(row)
      .filter(isElement)
      .filter((one) => (one.tagName === 'td' || one.tagName === 'th') && !isHidden(one)),
  );

/** @returns whether it contains a table */
export const holdsTable = (node: Node): boolean =>
  childrenOf(node).some((one) => (isElement(one) && one.tagName === 'table') || holdsTable(one));

/** How many rows or columns a cell covers, with the limits of browsers (HTML, 4.9.11). */
const span = (cell: Element, name: 'colspan' | 'rowspan'): number =>
  Math.min(Math.max(Number.parseInt(attribute(cell, name), 10) || 1, 1), mostCovered);

/**
 * @returns the texts of a table's cells; a cell that covers several is repeated in each, because Markdown has no such
 * cells
 */
export function rowsOf(
  cells: readonly (readonly Element[])[],
  textOf: (cell: Element) => string,
): string[][] {
  const rows = cells.map((): string[] => []);
  cells.forEach((row, index) => {
    let column = 0;
    for (const cell of row) {
      while (rows[index]?.[column] !== undefined) column += 1;
      const [text, columns] = [textOf(cell), span(cell, 'colspan')];
      for (const covered of rows.slice(index, index + span(cell, 'rowspan')))
        for (let place = column; place < Math.min(column + columns, mostCovered); place += 1)
          covered[place] = text;
      column += columns;
    }
  });
  return rows.map((row) => Array.from(row, (text) => text ?? ''));
}
