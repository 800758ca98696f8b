import { type Block, type List, startOf } from './blocks.ts';

/** Builds pieces of clean Markdown. */

/** Longest accepted paste, in characters. */
export const longestPaste = 2_000_000;

/** Escapes a beginning of a line that would start a block (CommonMark 0.31, 4 and 5). */
const safeStart = (line: string): string =>
  line
    .replace(/^(#{1,6}(?=\s|$)|[+-](?=\s|$)|\d+(?=[.)](?:\s|$))|=+$|-{2,}$|:{2,})/, '\\$1')
    .replace(/^\\(\d+)([.)])/, '$1\\$2');

/** @returns the lines of a paragraph, escaped so that none starts another block */
const paragraph = (text: string): string =>
  text
    .split('\n')
    .map((line) => safeStart(line.trim()))
    .filter(Boolean)
    .join('\n');

/** @returns a table of GitHub's Markdown, its first row the head; a single column as paragraphs */
export function table(rows: readonly (readonly string[])[]): string {
  const full = rows.filter((row) => row.some((cell) => cell !== ''));
  const width = full.reduce((most, row) => Math.max(most, row.length), 0);
  if (width < 2) return full.map(([cell = '']) => paragraph(cell)).join('\n\n');
  const line = (row: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => row[index] ?? '').join(' | ')} |`;
  const [head = [], ...body] = full;
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n');
}

/** Spaces before a nested list; a long number needs more (CommonMark 0.31, 5.2). */
const leastIndent = 3;

/** @param isOther whether it needs another marker than the list just before it, or both are one (CommonMark 0.31, 5.3) */
function list(own: List, isOther: boolean): string {
  const start = startOf(own);
  return own.items
    .map((item, index) => {
      const sign = start === undefined ? (isOther ? '*' : '-') : `${start + index}${isOther ? ')' : '.'}`;
      const indent = ' '.repeat(Math.max(leastIndent, sign.length + 1));
      return `${sign} ${asMarkdown(item, true).replace(/\n(?!\n)/g, `\n${indent}`)}`;
    })
    .join('\n');
}

/** A page has one heading of the first level, its title. */
function marksOfHeadings(blocks: readonly Block[]): ReadonlyMap<number, string> {
  const levels = new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])));
  let mark = 1;
  return new Map(
    [...levels].sort().map((level) => {
      mark = Math.min(mark === 1 ? Math.max(level, 2) : mark + 1, 4);
      return [level, '#'.repeat(mark)];
    }),
  );
}

/** @param isItem whether the blocks are a list item, which has no headings and no empty line before a nested list */
export function asMarkdown(blocks: readonly Block[], isItem = false): string {
  const marks = marksOfHeadings(blocks);
  let text = '';
  let before: Block | undefined;
  let isOther = false;
  for (const block of blocks) {
    isOther =
      block.kind === 'list' &&
      before?.kind === 'list' &&
      (startOf(block) === undefined) === (startOf(before) === undefined) &&
      !isOther;
    const own = ownMarkdown(block, marks, isItem, isOther);
    if (own === '') continue;
    const isClose =
      isItem && block.kind === 'list' && before?.kind === 'paragraph' && (startOf(block) ?? 1) === 1;
    text += text === '' ? own : `${isClose ? '\n' : '\n\n'}${own}`;
    before = block;
  }
  return text;
}

function ownMarkdown(
  block: Block,
  marks: ReadonlyMap<number, string>,
  isItem: boolean,
  isOther: boolean,
): string {
  if (block.kind === 'list') return list(block, isOther);
  if (block.kind === 'table') return table(block.rows);
  if (block.kind === 'paragraph') return paragraph(isItem ? block.text.replaceAll('\n', ' ') : block.text);
  if (isItem) return paragraph(block.text);
  return `${marks.get(block.level) ?? '##'} ${block.text.replace(/(?<= )(#+)$/, '\\$1')}`;
}
