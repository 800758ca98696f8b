/**
 * Polish typography forbids a line that ends in a one-letter word ("w", "z", "i" …) and one that parts a
 * number from its unit.
 *
 * @param text running text without markup
 * @returns the text with those spaces made non-breaking (U+00A0)
 */
export function bindShortWords(text: string): string {
  return text
    .replace(/(?<=^|[\s(„\u00a0])([aiouwzAIOUWZ]) (?=\S)/g, '$1\u00a0')
    .replace(/(\d) (?=(?:zł|gr|godz|r\.|km|h\b|%|\d{3}))/g, '$1\u00a0')
    .replace(/\b(nr|poz\.|art\.|ust\.|ul\.|godz\.|tel\.) (?=\S)/g, '$1\u00a0');
}

/** @returns a copy of a tree of texts and functions giving text, each text passed through `change`. */
export function mapTexts<T>(tree: T, change: (text: string) => string): T {
  if (typeof tree === 'string') return change(tree) as T;
  if (typeof tree === 'function') {
    return ((...values: unknown[]) =>
      mapTexts((tree as (...values: unknown[]) => unknown)(...values), change)) as T;
  }
  if (Array.isArray(tree)) return tree.map((item) => mapTexts(item, change)) as T;
  if (tree !== null && typeof tree === 'object') {
    return Object.fromEntries(
      Object.entries(tree).map(([key, value]) => [key, mapTexts(value, change)]),
    ) as T;
  }
  return tree;
}

/** @returns a sentence with its full stop, which is not doubled after one that an abbreviation (`r.`) has. */
export const withFullStop = (text: string): string => (/[.!?…]["”»)]*$/.test(text) ? text : `${text}.`);
