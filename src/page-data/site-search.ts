import { createSearch, type Search } from '../search/search.ts';
import type { Site } from '../site.ts';
import { pageSections } from './page-text.ts';

/** A page of one language with its rendered Markdown. */
interface Source {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly html: string;
}

/** Made once for the pages a server was built with; the live preview has new pages each time. */
const searches = new WeakMap<object, Map<string, Search>>();

/**
 * @param key the same object as long as the pages are the same
 * @param sources gives the pages of the site's language, when the index is not made yet
 */
export function siteSearch(site: Site, key: object, sources: () => readonly Source[]): Search {
  const known = searches.get(key) ?? new Map<string, Search>();
  searches.set(key, known);
  const search =
    known.get(site.language) ??
    createSearch(
      sources().map(({ html, ...page }) => ({ ...page, sections: pageSections(site, html) })),
      site.facts.searchWords[site.language],
    );
  known.set(site.language, search);
  return search;
}
