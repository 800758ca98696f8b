import { cleanText } from '../clean-text.ts';
import { longestPaste, table } from './markdown-parts.ts';

/** What Word writes before each thing of a list. */
const bullet = /^( *)(?:[·•◦▪■●○\uf0b7–—]) */u;

/** @returns lines in which most have the same number of tabs, two or more of them in a row, as rows of a table */
const isTable = (lines: readonly string[]): boolean => {
  const counts = lines.map((line) => line.trim().split('\t').length);
  if (lines.some((line) => bullet.test(line))) return false;
  return lines.length > 1 && counts.every((count) => count > 1 && Math.abs(count - (counts[0] ?? 0)) <= 1);
};

/**
 * @param plain what the clipboard holds as `text/plain`, or what stands in a text area
 * @returns it as clean Markdown: tabs become a table where they look like one, dashes a list, the rest paragraphs; what
 * is Markdown already stays so
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
