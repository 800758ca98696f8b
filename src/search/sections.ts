import { polishMarks } from '../unicode.ts';

/** A part of a page under one heading; before the first heading it has neither title nor anchor. */
export interface Section {
  readonly title: string | undefined;
  readonly anchor: string | undefined;
  /** Paragraphs and list items as plain text, items with their `- ` or number. */
  readonly lines: readonly string[];
}

/** Official quotations repeat in legal words what the page has said in plain words. */
const official = /<details class="official">[\s\S]*?<\/details>/g;
const drawing = /<svg\b[\s\S]*?<\/svg>/g;
const heading = /^<h[2-4](?:[^>]*?\sid="([^"]*)")?[^>]*>([\s\S]*?)<\/h[2-4]>/;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The HTML of the insert `:polski[…]`. */
const polishWords = /<span lang="pl">([\s\S]*?)<\/span>/g;

/**
 * @returns the text of a piece of HTML: without tags and invisible characters, entities decoded, white space collapsed,
 * Polish words within another language between their marks
 */
export const plainText = (html: string): string =>
  html
    .replace(polishWords, `${polishMarks.opens}$1${polishMarks.closes}`)
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&([a-z]+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Adds the numbers to the items of numbered lists; our lists are not nested. */
const numbered = (html: string): string =>
  html.replace(/<ol>([\s\S]*?)<\/ol>/g, (_, items: string) => {
    let count = 0;
    return items.replace(/<li>\s*(?:<p>)?/g, () => {
      count += 1;
      return `\u2028${count}. `;
    });
  });

const linesOf = (html: string): string[] =>
  numbered(html)
    .replace(/<li>\s*(?:<p>)?/g, '\u2028- ')
    .replace(/<\/(?:p|li|dt|dd|div|tr|summary)>|<br>|<(?:ul|p|div|table)\b/g, '\u2028$&')
    .split('\u2028')
    .map(plainText)
    .filter((line) => line !== '');

/**
 * @param html a page's rendered Markdown with the facts inserted
 * @returns its sections in reading order, without official quotations and drawings
 */
export const sectionsOf = (html: string): Section[] =>
  html
    .replace(official, '')
    .replace(drawing, '')
    .split(/(?=<h[2-4][\s>])/)
    .map((piece): Section => {
      const [whole = '', anchor, title] = heading.exec(piece) ?? [];
      return {
        title: title === undefined ? undefined : plainText(title),
        anchor,
        lines: linesOf(piece.slice(whole.length)),
      };
    })
    .filter(({ title, lines }) => title !== undefined || lines.length > 0);
