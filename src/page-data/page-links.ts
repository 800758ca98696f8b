import { confirmationPath, defaultLanguage, languagePrefix, personPath, searchPath } from '../paths.ts';
import type { Site } from '../site.ts';
import type { Language } from '../words/index.ts';

/** A link within the site; `isPolish`: it leads to a Polish page from a page in another language. */
export interface PageLink {
  readonly href: string;
  readonly hreflang: string | undefined;
  readonly isPolish: boolean;
}

/** Pages that are rendered on request in every language and are not Markdown pages. */
const everywhere: readonly string[] = [searchPath, confirmationPath, personPath];

/** @returns whether a language has the page with this address (without prefix, query and anchor) */
const hasPage = ({ addresses }: Site, language: string, path: string): boolean =>
  everywhere.includes(path) || addresses.has(languagePrefix(language) + path);

/**
 * @param path within the site, without a language's prefix; it may have an anchor
 * @returns a link to the page in the site's language; when there is none, to the Polish page, marked as such
 */
export function pageLink(site: Site, path: string): PageLink {
  const [page = '/'] = path.split(/[?#]/, 1);
  const isPolish = site.language !== defaultLanguage && !hasPage(site, site.language, page);
  return isPolish
    ? { href: path, hreflang: defaultLanguage, isPolish }
    : { href: languagePrefix(site.language) + path, hreflang: undefined, isPolish };
}

/** A page in another language: the same page, or the start page when that language does not have it. */
export interface LanguageLink {
  readonly language: Language;
  /** The name of the language in that language. */
  readonly name: string;
  readonly path: string;
  readonly isSamePage: boolean;
}

/** @returns the links to a page in every language of the site, its own included, in the order of the languages */
export function languageLinksOf(site: Site, path: string): LanguageLink[] {
  const within = path.slice(languagePrefix(site.language).length);
  return site.languages.map(({ language, name, path: start }) => {
    const isSamePage = hasPage(site, language, within);
    return { language, name, path: isSamePage ? languagePrefix(language) + within : start, isSamePage };
  });
}
