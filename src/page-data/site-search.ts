import { languagePrefix } from '../paths.ts';
import { type Answer, createSearchInLanguages, type LanguageSearch } from '../search/in-languages.ts';
import { createSearch } from '../search/search.ts';
import type { Site } from '../site.ts';
import { pageSections } from './page-text.ts';

/** A page with its rendered Markdown. */
interface Source {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly html: string;
}

interface Made {
  /** By language. */
  readonly searches: Map<string, LanguageSearch>;
  readonly answers: Map<string, (question: string) => Answer>;
}

/** Cache: made once for the pages of a build; in `npm run dev` the pages are new each time. */
const made = new WeakMap<object, Made>();

/**
 * @param sites of all languages, the page's first
 * @param key the same object as long as the pages are the same
 * @param sourcesOf gives the pages of a language, called when its index is not made yet
 */
export function siteSearch(
  [site, ...otherSites]: readonly [Site, ...Site[]],
  key: object,
  sourcesOf: (site: Site) => readonly Source[],
): (question: string) => Answer {
  const { searches, answers } = made.get(key) ?? { searches: new Map(), answers: new Map() };
  made.set(key, { searches, answers });

  function searchOf(one: Site): LanguageSearch {
    const known = searches.get(one.language);
    if (known !== undefined) return known;
    const pages = sourcesOf(one).map(({ html, ...page }) => ({ ...page, sections: pageSections(one, html) }));
    const search = createSearch(pages, one.facts.searchWords[one.language]);
    const fresh = { language: one.language, prefix: languagePrefix(one.language), search };
    searches.set(one.language, fresh);
    return fresh;
  }

  const known = answers.get(site.language);
  if (known !== undefined) return known;
  const urgentPhrases = Object.values(site.facts.searchWords).flatMap(({ urgent }) => urgent?.asked ?? []);
  const answer = createSearchInLanguages(searchOf(site), () => otherSites.map(searchOf), urgentPhrases);
  answers.set(site.language, answer);
  return answer;
}
