import { freshnessOf } from '../content-schemas/translation.ts';
import type { Day } from '../hours/days.ts';
import { splitAtMarkers } from '../markdown/directives.ts';
import type { Page } from '../site.ts';
import { defaultLanguage, languagePrefix } from '../words/index.ts';

/** What a page says of itself as a translation. */
export interface Translation {
  /** Whether the Polish page says something else by now. */
  readonly isStale: boolean;
  /** Day on which the Polish page was changed, where it is known. */
  readonly polishChangedOn: Day | null;
  readonly polishPath: string;
  readonly isConfirmed: boolean;
  /** Whether the whole page rests on legal acts, as its front matter or that of the Polish page says. */
  readonly restsOnLaw: boolean;
}

/** @returns what a translated page has to say of itself; undefined for a Polish page and for one without a Polish twin */
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

/** Inserts that bring law or money into the section that they stand in. */
const lawOrMoney: readonly string[] = ['akt', 'akty', 'stawka'];

const statesLawOrMoney = (html: string): boolean =>
  splitAtMarkers(html).some((part) => typeof part !== 'string' && lawOrMoney.includes(part.name));

/** The heading stays in sight, so that the page keeps its outline. */
const heading = /^<h2[\s>][\s\S]*?<\/h2>/;

const firstParagraph = /^\s*<p[\s>][\s\S]*?<\/p>/;

/**
 * What a stale translation says of law and money may be wrong by now: it stays, folded under a sentence that says so.
 * Of a page that rests on legal acts that is all but its first paragraph; of any other the sections with such an insert.
 *
 * @param html a page's rendered Markdown with its markers
 * @param folded puts a part behind that sentence
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
