import { parseFragment } from 'parse5';
import {
  attribute,
  childrenOf,
  deepest,
  type Element,
  inlineOf,
  isElement,
  isHidden,
  type Node,
} from './inline.ts';
import { bullet, type Entry, list, longestPaste, number, paragraph, table } from './markdown-parts.ts';

const mostNodes = 100_000;
const mostCovered = 100;

const blocks = new Set(
  (
    'p div section article main header footer aside blockquote pre figure figcaption address body ' +
    'html center form fieldset dl dt dd hr h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tfoot tr td th caption'
  ).split(' '),
);

const cellText = (cell: Element): string => inlineOf([cell]).replaceAll('\n', ' ');

const rowElements = (node: Element): Element[] =>
  childrenOf(node)
    .filter(isElement)
    .flatMap((one) => {
      if (one.tagName === 'tr') return [one];
      return ['thead', 'tbody', 'tfoot'].includes(one.tagName) ? rowElements(one) : [];
    });

/** How many rows or columns a cell spans; browsers limit it too (HTML, 4.9.11). */
const span = (cell: Element, name: 'colspan' | 'rowspan'): number =>
  Math.min(Math.max(Number.parseInt(attribute(cell, name), 10) || 1, 1), mostCovered);

/** @returns the texts of a table's cells; a cell that spans several is repeated, since Markdown has no such cells */
function rowsOf(node: Element): string[][] {
  const rows = rowElements(node).map((): string[] => []);
  rowElements(node).forEach((row, index) => {
    const cells = childrenOf(row)
      .filter(isElement)
      .filter(({ tagName }) => tagName === 'td' || tagName === 'th');
    let column = 0;
    for (const cell of cells) {
      while (rows[index]?.[column] !== undefined) column += 1;
      const [text, columns] = [cellText(cell), span(cell, 'colspan')];
      for (const covered of rows.slice(index, index + span(cell, 'rowspan')))
        for (let place = column; place < Math.min(column + columns, mostCovered); place += 1)
          covered[place] = text;
      column += columns;
    }
  });
  return rows.map((row) => Array.from(row, (text) => text ?? ''));
}

function listEntries(element: Element, level = 0): Entry[] {
  if (level > 10) return [];
  return childrenOf(element).flatMap((one): Entry[] => {
    if (!isElement(one)) return [];
    if (one.tagName === 'ul' || one.tagName === 'ol') return listEntries(one, level + 1);
    const inner = childrenOf(one);
    const isList = (node: Node): node is Element =>
      isElement(node) && (node.tagName === 'ul' || node.tagName === 'ol');
    const text = inlineOf(inner.filter((node) => !isList(node)));
    const entry = text === '' ? [] : [{ level, ordered: element.tagName === 'ol', text }];
    return [...entry, ...inner.filter(isList).flatMap((node) => listEntries(node, level + 1))];
  });
}

/** A list item as Word writes it: a paragraph with `mso-list: l0 level1`, its bullet in hidden text. */
function wordEntry(element: Element): Entry | undefined {
  const style = attribute(element, 'style');
  const level = /mso-list:\s*l\d+\s+level(\d)/i.exec(style)?.[1];
  if (level === undefined && !/MsoListParagraph/.test(attribute(element, 'class'))) return undefined;
  const written = textOf(element);
  const text = inlineOf([element])
    .replace(bullet, '')
    .replace(/^(?:\\?[·•§-]|\d{1,3}\\?[.)]) +/, '');
  return {
    level: Number(level ?? 1) - 1,
    ordered: number.test(written) || /^[\s\u00a0]*[a-z][.)][\s\u00a0]/.test(written),
    text,
  };
}

const textOf = (node: Node): string =>
  node.nodeName === '#text' ? (node as { value: string }).value : childrenOf(node).map(textOf).join('');

/** Pieces of Markdown, each a paragraph, heading, table or list item. */
type Piece = { readonly kind: 'text'; readonly text: string } | ({ readonly kind: 'entry' } & Entry);

const text = (content: string): Piece[] => (content === '' ? [] : [{ kind: 'text', text: content }]);

/** The only heading of level 1 is the page title. */
const headingMark = (level: number): string => '#'.repeat(Math.min(Math.max(level, 2), 4));

function headingLevel(element: Element): number | undefined {
  const tag = /^h([1-6])$/.exec(element.tagName)?.[1];
  const word = /^(?:MsoHeading|Nag(?:ł|l)wek|Heading)([1-6])$/i.exec(attribute(element, 'class'))?.[1];
  return tag === undefined && word === undefined ? undefined : Number(tag ?? word);
}

function pieces(nodes: readonly Node[], depth = 0): Piece[] {
  const found: Piece[] = [];
  let run: Node[] = [];
  const flush = () => {
    found.push(...text(paragraph(inlineOf(run))));
    run = [];
  };
  for (const node of depth > deepest ? [] : nodes) {
    const holdsBlocks = isElement(node) && !blocks.has(node.tagName) && hasBlocks(node);
    if (!isElement(node) || (!blocks.has(node.tagName) && !holdsBlocks)) {
      run.push(node);
      continue;
    }
    flush();
    found.push(...piecesOf(node, depth + 1));
  }
  flush();
  return found;
}

const hasBlocks = (element: Element): boolean =>
  childrenOf(element).some((one) => isElement(one) && (blocks.has(one.tagName) || hasBlocks(one)));

function piecesOf(element: Element, depth: number): Piece[] {
  if (isHidden(element)) return [];
  const level = headingLevel(element);
  if (level !== undefined) {
    const words = inlineOf([element]).replaceAll('\n', ' ').replaceAll('**', '');
    return text(words === '' ? '' : `${headingMark(level)} ${words}`);
  }
  if (element.tagName === 'table') return text(table(rowsOf(element)));
  if (element.tagName === 'ul' || element.tagName === 'ol')
    return listEntries(element).map((entry) => ({ kind: 'entry', ...entry }));
  const entry = wordEntry(element);
  if (entry !== undefined) return entry.text === '' ? [] : [{ kind: 'entry', ...entry }];
  return pieces(childrenOf(element), depth);
}

function assemble(found: readonly Piece[]): string {
  const parts: string[] = [];
  let entries: Entry[] = [];
  const flush = () => {
    if (entries.length > 0) parts.push(list(entries));
    entries = [];
  };
  for (const piece of found) {
    if (piece.kind === 'entry') entries.push(piece);
    else {
      flush();
      parts.push(piece.text);
    }
  }
  flush();
  return parts.join('\n\n').trim();
}

/** @returns the pieces, with paragraphs that begin with a dash or a number turned into list items */
function asEntries(found: readonly Piece[]): Piece[] {
  return found.flatMap((piece): Piece[] => {
    const lines = piece.kind === 'text' ? piece.text.split('\n') : [];
    const marks = lines.map((line) => line.replace(/^\\(?=[-+])/, '').replace(/^(\d+)\\(?=[.)])/, '$1'));
    const isList = marks.length > 0 && marks.every((line) => bullet.test(line) || number.test(line));
    if (!isList) return [piece];
    return marks.map((line) => ({
      kind: 'entry',
      level: 0,
      ordered: number.test(line),
      text: line.replace(bullet, '').replace(number, ''),
    }));
  });
}

function countNodes(node: Node, depth = 0): number {
  return depth > deepest * 3
    ? mostNodes
    : childrenOf(node).reduce((sum, one) => sum + countNodes(one, depth + 1), 1);
}

/**
 * @param html the clipboard's `text/html`
 * @returns it as Markdown: headings, lists, tables, bold, links; nothing else; '' when it is too long
 */
export function fromHtml(html: string): string {
  if (html.length > longestPaste) return '';
  // Word adds its own markup in conditional comments and processing instructions.
  const { childNodes } = parseFragment(
    html.replace(/<!\[if[^>]*>|<!\[endif\]>|<\/?o:p[^>]*>|<\?xml[^>]*>/gi, ''),
  );
  if (childNodes.reduce((sum, one) => sum + countNodes(one), 0) >= mostNodes) return '';
  return assemble(asEntries(pieces(childNodes)));
}
