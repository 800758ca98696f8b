/** Builds pieces of clean Markdown. */

/** Longest accepted paste, in characters. */
export const longestPaste = 2_000_000;

/** The bullet that Word puts before a list item. */
export const bullet = /^[\s\u00a0]*(?:[·•◦▪■●○§\uf0b7\uf0a7\u2013\u2014-]|o(?=[\s\u00a0]{2}))[\s\u00a0]+/;
/** The number before an item of a numbered list. */
export const number = /^[\s\u00a0]*\d{1,3}[.)][\s\u00a0]+/;

/** Escapes a beginning of a line that would start a block (CommonMark 0.31, 4 and 5). */
const safeStart = (line: string): string =>
  line
    .replace(/^(#{1,6}(?=\s)|[+-](?=\s)|\d+(?=[.)]\s)|=+$|~{3,}|:{2,})/, '\\$1')
    .replace(/^\\(\d+)([.)])/, '$1\\$2');

/** @returns the lines of a paragraph, escaped so that none starts another block */
export const paragraph = (text: string): string =>
  text
    .split('\n')
    .map((line) => safeStart(line.trim()))
    .filter(Boolean)
    .join('\n');

/** @returns a table in GitHub Flavored Markdown, its first row as the head; a single column as paragraphs */
export function table(rows: readonly string[][]): string {
  const full = rows.filter((row) => row.some((cell) => cell !== ''));
  const width = Math.max(0, ...full.map((row) => row.length));
  if (width < 2) return full.map(([cell = '']) => paragraph(cell)).join('\n\n');
  const line = (row: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => row[index] ?? '').join(' | ')} |`;
  const [head = [], ...body] = full;
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n');
}

/** A list item; the outermost level is 0. */
export interface Entry {
  readonly level: number;
  readonly ordered: boolean;
  readonly text: string;
}

/** @returns the lines of a list; deeper items are nested under the one before */
export function list(entries: readonly Entry[]): string {
  const counts: number[] = [];
  let deepestSoFar = 0;
  return entries
    .map(({ level, ordered, text }, index) => {
      const own = index === 0 ? 0 : Math.min(level, deepestSoFar + 1);
      deepestSoFar = own;
      counts.length = own + 1;
      counts[own] = (counts[own] ?? 0) + 1;
      const sign = ordered ? `${counts[own]}.` : '-';
      return `${'   '.repeat(own)}${sign} ${text.replaceAll('\n', ' ')}`;
    })
    .join('\n');
}
