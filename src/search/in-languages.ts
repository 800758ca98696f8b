import { type Found, foundAt, type Search } from './search.ts';
import { createUrgency } from './urgency.ts';

/** The search of one language of the site. */
export interface LanguageSearch {
  readonly language: string;
  /** The prefix of its pages' addresses. */
  readonly prefix: string;
  readonly search: Search;
}

/** A result, with the language of its page when it is another one. */
export interface FoundInLanguage extends Found {
  readonly otherLanguage?: string;
}

export interface Answer {
  /** Whether somebody may be in danger: help is shown first. */
  readonly urgent: boolean;
  readonly found: readonly FoundInLanguage[];
}

/** Translations have the sections of the Polish page in the same order, with few exceptions. */
function inOtherLanguage(found: Found, from: LanguageSearch, to: LanguageSearch): FoundInLanguage {
  const path = to.prefix + found.page.path.slice(from.prefix.length);
  const page = to.search.pages.find((one) => one.path === path);
  if (page === undefined) return { ...found, otherLanguage: from.language };
  const alike = page.sections.length === found.page.sections.length;
  const section = alike && found.sectionPlace !== undefined ? page.sections[found.sectionPlace] : undefined;
  return foundAt(page, section, []);
}

/**
 * Readers who have chosen a language get the pages in it; readers of the default language may not know that there are
 * others.
 */
function shownIn(own: LanguageSearch, other: LanguageSearch, found: readonly Found[]): FoundInLanguage[] {
  if (own.prefix !== '') return found.map((one) => inOtherLanguage(one, other, own));
  return found.map((one) => ({ ...one, otherLanguage: other.language }));
}

function findIn(
  own: LanguageSearch,
  others: () => readonly LanguageSearch[],
  question: string,
): readonly FoundInLanguage[] {
  if (own.search.vocabulary.knows(question)) {
    const found = own.search.find(question);
    if (found.length > 0) return found;
  }
  const fluent = others().find(({ search }) => search.vocabulary.knows(question));
  if (fluent !== undefined) {
    const found = fluent.search.find(question);
    if (found.length > 0) return shownIn(own, fluent, found);
  }
  const nearest = own.search.findNearest(question);
  if (nearest.length > 0) return nearest;
  for (const other of others()) {
    const found = other.search.findBySound(question);
    if (found.length > 0) return shownIn(own, other, found);
  }
  return [];
}

/**
 * Searches in the page's language; when it does not know all the words, in another language that does; then with the
 * most similar words.
 *
 * @param own the page's language
 * @param others the other languages, made when they are needed
 * @param urgentPhrases of all languages
 */
export function createSearchInLanguages(
  own: LanguageSearch,
  others: () => readonly LanguageSearch[],
  urgentPhrases: readonly string[],
): (question: string) => Answer {
  const isUrgent = createUrgency(urgentPhrases, own.search.vocabulary);
  return (question) => {
    const found = findIn(own, others, question);
    if (!isUrgent(question)) return { urgent: false, found };
    const help = own.search.helpAtOnce();
    if (help === undefined) return { urgent: true, found };
    return { urgent: true, found: [help, ...found.filter(({ path }) => path !== help.path)] };
  };
}
