import { toText } from '../../content-check/reading/file-text.ts';
import { readMarkdown } from '../../content-check/reading/front-matter.ts';
import { hashOf } from '../../content-check/rules/translations.ts';
import { freshnessOf } from '../../content-schemas/translation.ts';
import type { Day } from '../../hours/days.ts';
import { defaultLanguage } from '../../paths.ts';
import type { Texts } from './links.ts';
import { frontMatterOf, pageAt, withField } from './page-file.ts';

/** Polish pages and their translations, which store the hash of the Polish text that they were made from. */

/** Questions to the editor that only a person can answer at publication. */
export type Question =
  /** A Polish page has changed; its `translations`, up to date so far, may still be right. */
  | { readonly kind: 'sense'; readonly path: string; readonly translations: readonly string[] }
  /** A translation was changed; it may now agree with the Polish page. */
  | { readonly kind: 'same'; readonly path: string };

/** @returns the path of the Polish original of a page; undefined for a Polish page, and when there is none */
function polishOf(path: string, texts: Texts): string | undefined {
  const page = pageAt(path);
  if (page === undefined || page.language === defaultLanguage) return undefined;
  const polish = `${defaultLanguage}/${page.folder}/${page.name}.md`;
  return texts.has(polish) ? polish : undefined;
}

/** @returns the hash by which translations know a Polish text; undefined of one that cannot be read */
export function hashIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const reading = readMarkdown(toText(text));
  return reading.kind === 'faults' ? undefined : hashOf(reading.file);
}

function isFresh(translation: string, polish: string | undefined): boolean {
  const written = frontMatterOf(translation)['oryginal'];
  return freshnessOf(typeof written === 'string' ? written : null, hashIn(polish)) === 'fresh';
}

/** @returns the translations whose Polish page has changed since */
export const staleTranslations = (texts: Texts): string[] =>
  [...texts.keys()].filter((path) => {
    const polish = polishOf(path, texts);
    return polish !== undefined && !isFresh(texts.get(path) ?? '', texts.get(polish));
  });

/**
 * @param path of a page; @param texts of all pages
 * @returns the Polish page that has changed since, and the hash of the text that was translated, where it is written;
 *   undefined when the page is no outdated translation
 */
export function staleAgainst(
  path: string,
  texts: Texts,
): { readonly polish: string; readonly sign: string | undefined } | undefined {
  const [polish, text] = [polishOf(path, texts), texts.get(path)];
  if (polish === undefined || text === undefined || isFresh(text, texts.get(polish))) return undefined;
  const sign = frontMatterOf(text)['oryginal'];
  return { polish, sign: typeof sign === 'string' ? sign : undefined };
}

/** @returns a translation with the hash of the Polish page as it is now; unchanged when there is none */
export function markedFresh(path: string, texts: Texts): string {
  const text = texts.get(path) ?? '';
  const hash = hashIn(texts.get(polishOf(path, texts) ?? ''));
  return hash === undefined ? text : withField(path, text, 'oryginal', hash);
}

/**
 * @param chosen paths of the files to publish
 * @param before the texts of all pages on the site; @param after their new texts
 */
export function questionsOf(chosen: readonly string[], before: Texts, after: Texts): Question[] {
  return chosen.flatMap((path): Question[] => {
    const text = after.get(path);
    if (text === undefined) return [];
    const polish = polishOf(path, after);
    if (polish !== undefined) return isFresh(text, after.get(polish)) ? [] : [{ kind: 'same', path }];
    if (hashIn(before.get(path)) === hashIn(text)) return [];
    const translations = [...after.keys()].filter(
      (other) =>
        !chosen.includes(other) &&
        polishOf(other, after) === path &&
        isFresh(after.get(other) ?? '', before.get(path)),
    );
    return before.has(path) && translations.length > 0 ? [{ kind: 'sense', path, translations }] : [];
  });
}

/**
 * @param changed pages in which only the links changed
 * @param nameNow gives the path of a page after the changes
 * @returns the translations that were up to date before, changed so that they still are
 */
export function keptFresh(
  before: Texts,
  changed: ReadonlyMap<string, string | null>,
  nameNow: (path: string) => string = (path) => path,
): Map<string, string> {
  const after = (path: string): string | undefined => changed.get(nameNow(path)) ?? before.get(path);
  return new Map(
    [...before].flatMap(([path, text]) => {
      const polish = polishOf(path, before);
      if (polish === undefined || !changed.has(nameNow(polish)) || changed.get(nameNow(path)) === null)
        return [];
      const [old, hash] = [before.get(polish), hashIn(after(polish))];
      if (hash === undefined || hash === hashIn(old) || !isFresh(text, old)) return [];
      return [[nameNow(path), withField(path, after(path) ?? text, 'oryginal', hash)] as const];
    }),
  );
}

/**
 * @param asked the questions; @param unchanged paths of pages that the editor says agree with the Polish page
 * @returns the texts that change as a result: translations with the new hash, Polish pages with the day of their
 * change
 */
export function answered(
  asked: readonly Question[],
  unchanged: readonly string[],
  before: Texts,
  after: Texts,
  today: Day,
): Map<string, string> {
  const texts = new Map<string, string>();
  const markFresh = (path: string): void => {
    const marked = markedFresh(path, after);
    if (marked !== after.get(path)) texts.set(path, marked);
  };
  for (const question of asked)
    if (unchanged.includes(question.path))
      for (const path of question.kind === 'same' ? [question.path] : question.translations) markFresh(path);
  for (const [path, text] of after) {
    const page = pageAt(path);
    const old = before.get(path);
    if (page?.language !== defaultLanguage || page.folder !== 'strony' || old === undefined) continue;
    if (hashIn(old) !== hashIn(text)) texts.set(path, withField(path, text, 'zmieniono', today));
  }
  return texts;
}
