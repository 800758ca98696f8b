import { addressOf } from '../../content-check/reading/link-targets.ts';
import type { PageFile } from '../../content-check/reading/source-files.ts';
import { decodePath } from '../../content-check/rules/images.ts';
import { defaultLanguage } from '../../paths.ts';
import { pageAt } from './page-file.ts';

/** Files of the content by their paths; no other files are read. */
export type Texts = ReadonlyMap<string, string>;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Matches a link or a door (a large link on the start page) to an address: after `](`, in a reference, or in a door;
 * the anchor is captured.
 */
const linkTo = (address: string): RegExp =>
  new RegExp(
    `(\\]\\(<?|^\\[[^\\]\\n]+\\]:[ \\t]*<?|adres:\\s*["']?)${escaped(address)}(#[^\\s)"'>]*)?(?=[?)\\s"'>]|$)`,
    'gm',
  );

/**
 * @param from address without the language prefix, as in links
 * @param isSamePage whether anchors stay valid
 * @returns the text with its links and doors changed to another address
 */
export const withLinksTo = (text: string, from: string, to: string, isSamePage = true): string =>
  text.replace(linkTo(from), (_, start: string, anchor = '') => start + to + (isSamePage ? anchor : ''));

/**
 * @param address of a page within its language; '' for links within the page itself
 * @param names the new anchors of its renamed headings, by the old ones
 * @returns a text whose links and doors to those headings are updated
 */
export const withLinksToHeadings = (
  text: string,
  address: string,
  names: ReadonlyMap<string, string>,
): string =>
  text.replace(linkTo(address), (whole: string, start: string, anchor = '') => {
    const name = names.get(decodePath(anchor.slice(1)));
    return name === undefined ? whole : `${start}${address}#${name}`;
  });

/** @returns a text without the links to an address: their words stay; doors lead to the other address */
export const withoutLinksTo = (text: string, from: string, other: string): string =>
  withLinksTo(
    text.replace(
      new RegExp(
        `(?<!!)\\[([^\\]\\n]*)\\]\\(<?${escaped(from)}(?:[#?][^)\\s]*)?>?(?:\\s+"[^"\\n]*")?\\)`,
        'g',
      ),
      '$1',
    ),
    from,
    other,
    false,
  );

/**
 * Links name a page without its language: they lead to the page in the language of their own page, else to the Polish
 * one.
 *
 * @returns whether a link with the address of a page leads to it from a page in that language
 */
export const means = (language: string, page: PageFile, texts: Texts): boolean =>
  language === page.language ||
  (page.language === defaultLanguage && !texts.has(`${language}/${page.folder}/${page.name}.md`));

/** @returns the paths of the other pages that link to a page */
export function pagesLinkingTo(path: string, texts: Texts): string[] {
  const page = pageAt(path);
  if (page === undefined) return [];
  return [...texts].flatMap(([other, text]) => {
    const language = pageAt(other)?.language;
    const isLink =
      other !== path &&
      language !== undefined &&
      means(language, page, texts) &&
      linkTo(addressOf(page)).test(text);
    return isLink ? [other] : [];
  });
}
