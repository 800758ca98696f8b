import type { Site } from '../site.ts';
import { defaultLanguage, type Language, languagePrefix } from '../words/index.ts';

/** Where a link within the site leads; `isPolish`: to a Polish page from one of another language. */
export interface PageLink {
  readonly href: string;
  readonly hreflang: string | undefined;
  readonly isPolish: boolean;
}

/** Rendered when asked for, in every language, and no Markdown pages. */
const everywhere = ['/szukaj/', '/zgloszenie/przyjete/', '/zgloszenie/stan/'];

/** @returns whether a language has the page with this address, given without prefix, query and anchor */
const hasPage = ({ addresses }: Site, language: string, path: string): boolean =>
  everywhere.includes(path) || addresses.has(languagePrefix(language) + path);

/**
 * @param path within the site, without a language's prefix; an anchor may follow
 * @returns the page in the site's language; where there is none the Polish one, which is linked as such
 */
export function pageLink(site: Site, path: string): PageLink {
  const [page = '/'] = path.split(/[?#]/, 1);
  const isPolish = site.language !== defaultLanguage && !hasPage(site, site.language, page);
  return isPolish
    ? { href: path, hreflang: defaultLanguage, isPolish }
    : { href: languagePrefix(site.language) + path, hreflang: undefined, isPolish };
}

/** A page's place in another language: the same page, or the start page where the language does not have it. */
export interface Twin {
  readonly language: Language;
  /** What the language calls itself. */
  readonly name: string;
  readonly path: string;
  readonly isSamePage: boolean;
}

/** @returns the page at an address in every language of the site, its own among them, in the order of the languages */
export function twinsOf(site: Site, path: string): Twin[] {
  const within = path.slice(languagePrefix(site.language).length);
  return site.languages.map(({ language, name, path: start }) => {
    const isSamePage = hasPage(site, language, within);
    return { language, name, path: isSamePage ? languagePrefix(language) + within : start, isSamePage };
  });
}
