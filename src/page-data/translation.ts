import { freshnessOf } from '../content-schemas/translation.ts';
import type { Day } from '../hours/days.ts';
import { splitAtMarkers } from '../markdown/directives.ts';
import { defaultLanguage, languagePrefix } from '../paths.ts';
import type { Page } from '../site.ts';

/** The state of a page as a translation. */
export interface Translation {
  /** Whether the Polish page has changed since. */
  readonly isStale: boolean;
  /** Day of the last change of the Polish page, when known. */
  readonly polishChangedOn: Day | null;
  readonly polishPath: string;
  readonly isConfirmed: boolean;
  /** Whether the whole page is based on legal acts, by its front matter or that of the Polish page. */
  readonly restsOnLaw: boolean;
}

/** @returns the state of a translated page; undefined for a Polish page and for one without a Polish original */
export function translationOf(page: Page, pages: readonly Page[]): Translation | undefined {
  if (page.language === defaultLanguage) return undefined;
  const polish = pages.find((other) => other.language === defaultLanguage && other.name === page.name);
  if (polish === undefined) return undefined;
  return {
    isStale: freshnessOf(page.original, polish.textHash) === 'stale',
    polishChangedOn: polish.changedOn,
    polishPath: page.path.slice(languagePrefix(page.language).length),
    isConfirmed: page.confirmedBy !== null,
    restsOnLaw: page.acts.length > 0 || polish.acts.length > 0,
  };
}

/** Inserts that bring law or money into their section. */
const lawOrMoney: readonly string[] = ['akt', 'akty', 'stawka'];

const statesLawOrMoney = (html: string): boolean =>
  splitAtMarkers(html).some((part) => typeof part !== 'string' && lawOrMoney.includes(part.name));

/** The heading stays visible, so that the outline of the page is complete. */
const heading = /^<h2[\s>][\s\S]*?<\/h2>/;

const firstParagraph = /^\s*<p[\s>][\s\S]*?<\/p>/;

/**
 * In an outdated translation statements about law and money may be wrong: they stay, folded under a sentence that says
 * so. On a page based on legal acts that is everything but its first paragraph; on other pages the sections with such
 * an insert.
 *
 * @param html a page's rendered Markdown with its markers
 * @param folded wraps a part in the folded element with that sentence
 */
export function foldLawAndMoney(
  html: string,
  { restsOnLaw }: Pick<Translation, 'restsOnLaw'>,
  folded: (part: string) => string,
): string {
  if (restsOnLaw) {
    const lead = firstParagraph.exec(html)?.[0] ?? '';
    const rest = html.slice(lead.length);
    return rest.trim() === '' ? html : lead + folded(rest);
  }
  return html
    .split(/(?=<h2[\s>])/)
    .map((section) => {
      if (!statesLawOrMoney(section)) return section;
      const title = heading.exec(section)?.[0] ?? '';
      return title + folded(section.slice(title.length));
    })
    .join('');
}
