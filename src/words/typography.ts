/**
 * In Polish typography a line must not end in a one-letter word ("w", "z", "i" …), nor divide a number from its unit.
 *
 * @param text running text without markup
 * @returns the text with non-breaking spaces (U+00A0) in these places
 */
export function bindShortWords(text: string): string {
  return text
    .replace(/(?<=^|[\s(„\u00a0])([aiouwzAIOUWZ]) (?=\S)/g, '$1\u00a0')
    .replace(/(\d) (?=(?:zł|gr|godz|r\.|km|h\b|%|\d{3}))/g, '$1\u00a0')
    .replace(/\b(nr|poz\.|art\.|ust\.|ul\.|godz\.|tel\.) (?=\S)/g, '$1\u00a0');
}

/** @returns the same for an English text: numbers stay with their units and their groups of digits */
export const bindUnits = (text: string): string =>
  text.replace(/(\d) (?=(?:zlotys?|zł|km|h|%|a\.m\.|p\.m\.|\d{3})(?![\p{L}\d]))/gu, '$1\u00a0');

/**
 * @returns the same for a Ukrainian text: one-letter prepositions and conjunctions stay with the next word, numbers
 * with their units, a dash with the word before it; an apostrophe within a word becomes U+2019
 */
export const bindUkrainian = (text: string): string =>
  text
    .replace(/(?<=\p{L})['\u02bc](?=\p{L})/gu, '\u2019')
    .replace(/(?<=^|[\s(«\u00a0])([аеєийіоувзяАЕЄИЙІОУВЗЯ]) (?=\S)/g, '$1\u00a0')
    .replace(/(\d) (?=(?:грн|злот|год|р\.|рок|км|%|\d{3}))/g, '$1\u00a0')
    .replace(/(?<!\p{L})(ст\.|вул\.|тел\.|м\.|№) (?=\S)/gu, '$1\u00a0')
    .replace(/(?<=\S) (?=–\s)/g, '\u00a0');

/** The typography of each language; other languages stay unchanged. */
const binders: Readonly<Record<string, (text: string) => string>> = {
  pl: bindShortWords,
  uk: bindUkrainian,
  en: bindUnits,
};

/**
 * @param language the folder of the language, such as `uk`
 * @returns running text with the non-breaking spaces of its language
 */
export const typeset = (text: string, language: string): string => binders[language]?.(text) ?? text;

/**
 * @param tree facts, with texts by language among them: `{ pl: …, uk: … }`
 * @returns the same, each text with the typography of its language; texts without a language are Polish
 */
export function typesetFacts<Tree>(tree: Tree, language = 'pl'): Tree {
  if (typeof tree === 'string') return typeset(tree, language) as Tree;
  if (Array.isArray(tree)) return tree.map((item) => typesetFacts(item, language)) as Tree;
  if (tree !== null && typeof tree === 'object') {
    return Object.fromEntries(
      Object.entries(tree).map(([key, value]) => [
        key,
        typesetFacts(value, /^[a-z]{2}$/.test(key) ? key : language),
      ]),
    ) as Tree;
  }
  return tree;
}

/** @returns a copy of a tree of texts and functions that give texts, with `change` applied to each text */
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

/** @returns a sentence with a full stop, which is not doubled after an abbreviation with one (`r.`) */
export const withFullStop = (text: string): string => (/[.!?…]["”»)]*$/.test(text) ? text : `${text}.`);
