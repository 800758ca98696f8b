import { parseFragment } from 'parse5';
import { addBlock, type Block, type List, numbersOf, withTypedLists } from './blocks.ts';
import {
  attribute,
  childrenOf,
  deepest,
  type Element,
  headingLook,
  inlineOf,
  isElement,
  isHidden,
  type Look,
  lookOf,
  type Node,
  plainLook,
  textOf,
} from './inline.ts';
import { asMarkdown, longestPaste } from './markdown-parts.ts';
import { cellsOf, holdsTable, rowsOf } from './tables.ts';

const mostNodes = 100_000;

const blockNames = new Set(
  (
    'p div section article main nav header footer aside blockquote pre figure figcaption address body html center ' +
    'form fieldset legend details summary hgroup menu dir dl dt dd hr h1 h2 h3 h4 h5 h6 ul ol li table caption ' +
    'thead tbody tfoot tr td th'
  ).split(' '),
);

/** @returns whether the node, or something in it, is displayed as a block */
const isBlock = (node: Node): node is Element =>
  isElement(node) &&
  (blockNames.has(node.tagName) ||
    /(?:^|[;\s])display:\s*(?:block|flex|grid|table|list-item)/i.test(attribute(node, 'style')) ||
    childrenOf(node).some(isBlock));

/** @returns the level of a heading; 0 for the title of a Word document, undefined for anything else */
function headingLevel(element: Element): number | undefined {
  const name = attribute(element, 'class');
  const level =
    /^h([1-6])$/.exec(element.tagName)?.[1] ??
    /(?:^|\s)(?:MsoHeading|Nag[łl]?[óo]?wek|Heading)\s?([1-9])(?:\s|$)/i.exec(name)?.[1] ??
    (attribute(element, 'role') === 'heading' ? attribute(element, 'aria-level') || '2' : undefined) ??
    /mso-outline-level:\s*([1-9])/i.exec(attribute(element, 'style'))?.[1];
  if (level === undefined) return /(?:^|\s)MsoTitle/i.test(name) ? 0 : undefined;
  return Number(level);
}

/** @returns the marker of a list item in Word, which other programs ignore: `3.` */
function wordSign(node: Node): string | undefined {
  if (!isElement(node)) return undefined;
  if (/mso-list:\s*ignore/i.test(attribute(node, 'style'))) return textOf(node);
  for (const one of childrenOf(node)) {
    const sign = wordSign(one);
    if (sign !== undefined) return sign;
  }
  return undefined;
}

/** @returns a list item as Word writes it: a paragraph with `mso-list: l0 level1 lfo1`; undefined for others */
function wordEntry(element: Element, inside: readonly Block[]): readonly Block[] | undefined {
  const [, source, level] = /mso-list:\s*(l\d+)\s+level(\d)/i.exec(attribute(element, 'style')) ?? [];
  const [first, ...rest] = inside;
  if (source === undefined || first?.kind !== 'paragraph') return undefined;
  const hidden = wordSign(element);
  const typed = /^(?:[^\p{L}\d]|o|\d{1,3}[.)]|[a-z][.)])(?=\s)/u.exec(textOf(element).trim())?.[0];
  const sign = hidden ?? typed ?? '';
  const numbers = numbersOf(sign);
  if (numbers === undefined) return [{ ...first, text: `${sign.trim()} ${first.text}` }, ...rest];
  const isTyped = hidden === undefined && typed !== undefined;
  const text = isTyped ? first.text.slice(first.text.indexOf(' ') + 1) : first.text;
  return [
    { kind: 'list', source, level: Number(level) - 1, numbers, items: [[{ ...first, text }, ...rest]] },
  ];
}

/** Adds each item as a list of its own; `addBlock` joins them by number and level. */
function listBlocks(element: Element, look: Look, level: number, depth: number): Block[] {
  const found: Block[] = [];
  const isOrdered = element.tagName === 'ol';
  let next = Number.parseInt(attribute(element, 'start'), 10) || 1;
  for (const one of depth > deepest ? [] : childrenOf(element)) {
    if (isElement(one) && (one.tagName === 'ul' || one.tagName === 'ol'))
      for (const block of listBlocks(one, look, level + 1, depth + 1)) addBlock(found, block);
    else if (isElement(one) && one.tagName === 'li' && !isHidden(one)) {
      const item = blocksOf(childrenOf(one), lookOf(one, look), depth + 1);
      next = Number.parseInt(attribute(one, 'value'), 10) || next;
      // Word for the web writes each item as a list of its own.
      const own = Number.parseInt(attribute(one, 'data-aria-level'), 10) - 1 || level;
      const source = attribute(one, 'data-listid') || element;
      // A bullet without text only indents the list inside it.
      if (item[0]?.kind === 'list' && !isOrdered)
        for (const block of item) addBlock(found, block.kind === 'list' ? { ...block, level: own } : block);
      else if (item.length > 0)
        addBlock(found, {
          kind: 'list',
          source,
          level: own,
          numbers: isOrdered ? [next] : [],
          items: [item],
        });
      next += 1;
    } else
      for (const block of readBlocks([one], look, depth + 1))
        addBlock(found, block.kind === 'paragraph' ? { ...block, goesOn: true } : block);
  }
  return found;
}

/** @returns the content of a cell on one line */
function lineOf(blocks: readonly Block[]): string {
  const parts = blocks.map((block): string => {
    if (block.kind === 'list') return listLine(block);
    return block.kind === 'table' ? block.rows.flat().join(' ') : block.text.replaceAll('\n', ' ');
  });
  return parts.join(' ');
}

function listLine({ numbers, items }: List): string {
  const [start] = numbers;
  const entries = items.map(
    (item, index) => `${start === undefined ? '' : `${start + index}. `}${lineOf(item)}`,
  );
  return entries.reduce((line, entry) => `${line}${/[.,;:!?]$/.test(line) ? '' : ','} ${entry}`);
}

function tableBlocks(element: Element, look: Look, depth: number): Block[] {
  const captions = childrenOf(element)
    .filter(isElement)
    .filter((one) => one.tagName === 'caption' && !isHidden(one));
  const cells = cellsOf(element);
  // A table that contains tables, or has one column, is layout; text boxes of Word are written so.
  const isTable = cells.some((row) => row.length > 1) && !cells.flat().some(holdsTable);
  const lineOfCell = (cell: Element): string => lineOf(blocksOf(childrenOf(cell), lookOf(cell, look), depth));
  const inside: Block[] = isTable
    ? [{ kind: 'table', rows: rowsOf(cells, lineOfCell) }]
    : cells.flat().flatMap((cell) => readBlocks(childrenOf(cell), lookOf(cell, look), depth));
  return [...captions.flatMap((one) => readBlocks(childrenOf(one), look, depth)), ...inside];
}

const paragraphs = (text: string): Block[] =>
  text.split(/\n{2,}/).flatMap((one): Block[] => (one === '' ? [] : [{ kind: 'paragraph', text: one }]));

/** @param look the look of the element around the nodes */
function readBlocks(nodes: readonly Node[], look: Look, depth: number): Block[] {
  const found: Block[] = [];
  let line: Node[] = [];
  const flush = () => {
    for (const block of paragraphs(inlineOf(line, look))) addBlock(found, block);
    line = [];
  };
  for (const node of depth > deepest ? [] : nodes) {
    if (!isBlock(node)) line.push(node);
    else {
      flush();
      for (const block of elementBlocks(node, look, depth + 1)) addBlock(found, block);
    }
  }
  flush();
  return found;
}

const blocksOf = (nodes: readonly Node[], look: Look, depth: number): Block[] =>
  withTypedLists(readBlocks(nodes, look, depth));

function elementBlocks(element: Element, around: Look, depth: number): readonly Block[] {
  if (isHidden(element)) return [];
  const level = headingLevel(element);
  if (level !== undefined) {
    const sign = wordSign(element)?.trim() ?? '';
    const words = lineOf(readBlocks(childrenOf(element), headingLook, depth));
    const text = /[\p{L}\d]/u.test(sign) ? `${sign} ${words}` : words;
    return words === '' ? [] : [{ kind: 'heading', level, text }];
  }
  const look = lookOf(element, around);
  if (element.tagName === 'table') return tableBlocks(element, look, depth);
  if (element.tagName === 'ul' || element.tagName === 'ol') return listBlocks(element, look, 0, depth);
  const inside = readBlocks(childrenOf(element), look, depth);
  const goesOn = /(?:^|\s)MsoListParagraph/.test(attribute(element, 'class'));
  return (
    wordEntry(element, inside) ??
    inside.map((block) => (goesOn && block.kind === 'paragraph' ? { ...block, goesOn } : block))
  );
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
  return asMarkdown(blocksOf(childNodes, plainLook, 0));
}
