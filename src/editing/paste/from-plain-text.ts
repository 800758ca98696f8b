import { cleanText } from '../clean-text.ts';
import { longestPaste, table } from './markdown-parts.ts';

/** Bullets that Word puts before list items. */
const bullet = /^( *)(?:[·•◦▪■●○\uf0b7–—]) */u;

/** @returns whether lines look like rows of a table: two or more lines with about the same number of tabs */
const isTable = (lines: readonly string[]): boolean => {
  const counts = lines.map((line) => line.trim().split('\t').length);
  if (lines.some((line) => bullet.test(line))) return false;
  return lines.length > 1 && counts.every((count) => count > 1 && Math.abs(count - (counts[0] ?? 0)) <= 1);
};

/**
 * @param plain the clipboard's `text/plain`, or the content of a text area
 * @returns it as clean Markdown: tabs become a table where they look like one, dashes a list, the rest paragraphs;
 * existing Markdown stays
 */
export function fromPlainText(plain: string): string {
  if (plain.length > longestPaste) return '';
  const groups = cleanText(plain)
    .replace(/\p{Zs}/gu, ' ')
    .split(/\n{2,}/)
    .map((group) => group.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0);
  return groups
    .map((lines) => {
      if (isTable(lines))
        return table(
          lines.map((line) =>
            line
              .replace(/^\n|\n$/g, '')
              .split('\t')
              .map((cell) => cell.trim().replaceAll('|', '\\|')),
          ),
        );
      return lines.map((line) => line.replaceAll('\t', ' ').trimEnd().replace(bullet, '$1- ')).join('\n');
    })
    .join('\n\n');
}
