import { cleanText } from '../clean-text.ts';
import { longestPaste, table } from './markdown-parts.ts';

/** A bullet of Word before a list item, or a dash, which can also be part of a sentence. */
const bullet = /^(\s*)(?:[·•◦▪■●○\uf0b7\uf0a7][ \t]*|[o§]\t|[–—][ \t]+)/u;
const dash = /^\s*[–—][ \t]/;
/** A number of Word before a list item. */
const number = /^(\s*)(\d{1,3}[.)])\t\s*/;

type Kind = 'row' | 'bullet' | 'number' | 'text';

/** @param lines the lines between two empty lines @returns the kind of one of them */
function kindOf(lines: readonly string[], index: number): Kind {
  const lineAt = (place: number): string => lines[place] ?? '';
  const line = lineAt(index);
  if (number.test(line)) return 'number';
  const isDash = dash.test(line);
  const isListed =
    index === 0 ||
    /:\s*$/.test(lineAt(index - 1)) ||
    [index - 1, index + 1].some((one) => bullet.test(lineAt(one)));
  if (bullet.test(line) && (!isDash || isListed)) return 'bullet';
  return line.trim().includes('\t') ? 'row' : 'text';
}

const cellsOf = (line: string): string[] =>
  line.split('\t').map((cell) => cell.trim().replaceAll('|', '\\|'));

/** @returns two or more lines with about the same number of tabs as a table; undefined for others */
function asTable(lines: readonly string[]): string | undefined {
  const counts = lines.map((line) => line.trim().split('\t').length);
  const isTable = lines.length > 1 && counts.every((count) => Math.abs(count - (counts[0] ?? 0)) <= 1);
  return isTable ? table(lines.map(cellsOf)) : undefined;
}

/** Tabs before a list item give its level. */
const indented = (line: string): string =>
  line
    .replace(/^\s+/, (space) => space.replaceAll('\t', '   '))
    .replaceAll('\t', ' ')
    .trimEnd();

function fromLines(lines: readonly string[]): string {
  const parts: { readonly kind: Kind | 'table'; readonly text: string }[] = [];
  for (let from = 0, to = 0; from < lines.length; from = to) {
    const kind = kindOf(lines, from);
    while (to < lines.length && kindOf(lines, to) === kind) to += 1;
    const own = lines.slice(from, to);
    const rows = kind === 'row' ? asTable(own) : undefined;
    const text = own
      .map((line) =>
        indented(line.replace(bullet, kind === 'bullet' ? '$1- ' : '$&').replace(number, '$1$2 ')),
      )
      .join('\n');
    if (rows !== undefined) parts.push({ kind: 'table', text: rows });
    else parts.push({ kind: kind === 'row' ? 'text' : kind, text });
  }
  return parts.reduce((before, { kind, text }, index) => {
    const last = parts[index - 1]?.kind;
    // Without an empty line these would continue the lines before them (CommonMark 0.31, 4.8 and 5.2).
    const isApart =
      kind === 'table' ||
      last === 'table' ||
      (last === 'text' ? kind === 'number' : kind === 'text' && !/^\s/.test(text));
    return index === 0 ? text : `${before}${isApart ? '\n\n' : '\n'}${text}`;
  }, '');
}

/**
 * @param plain the clipboard's `text/plain`, or the content of a text area
 * @returns it as clean Markdown: tabs become a table where they look like one, dashes a list, the rest paragraphs;
 * existing Markdown stays
 */
export function fromPlainText(plain: string): string {
  if (plain.length > longestPaste) return '';
  return cleanText(plain)
    .replace(/\p{Zs}/gu, ' ')
    .split(/\n{2,}/)
    .map((group) => group.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
    .map(fromLines)
    .join('\n\n');
}
