import { type CheerioAPI, load } from 'cheerio';
import { type Place, sections } from './statement-rules.ts';

/** A statement, prepared for the rules. */
export interface StatementPage {
  readonly $: CheerioAPI;
  /** The Warsaw day on which it is read, `RRRR-MM-DD`. */
  readonly today: string;
  /**
   * The text of the first element that matches a selector, with white space of every kind reduced to single spaces.
   */
  text(selector: string): string;
  /** Whether a section exists. */
  has(place: keyof typeof sections): boolean;
  /** The section that contains the element. */
  placeOf(id: string): Place | 'elsewhere';
}

/** @returns a text with white space of every kind reduced to single spaces */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** @returns the headings of the statement itself, by section, in the order of the page */
export function headingsOf($: CheerioAPI): { place: keyof typeof sections; level: number }[] {
  const places = Object.keys(sections) as (keyof typeof sections)[];
  return $('main :is(h2, h3)')
    .get()
    .flatMap((element) => {
      const heading = plain($(element).text());
      const place = places.find((name) => sections[name].heading === heading);
      return place ? [{ place, level: Number(element.tagName.slice(1)) }] : [];
    });
}

/**
 * @param html the page
 * @param today the Warsaw day on which it is read, `RRRR-MM-DD`
 */
export function openStatement(html: string, today: string): StatementPage {
  const $ = load(html);
  const headings = headingsOf($);
  return {
    $,
    today,
    text: (selector) => plain($(selector).first().text()),
    has: (place) => headings.some((one) => one.place === place),
    placeOf(id) {
      const elements = $(`main :is(h2, h3), #${id}`).get();
      const index = elements.findIndex((element) => element.attribs['id'] === id);
      const before = elements.slice(0, index).map((element) => plain($(element).text()));
      const places = Object.keys(sections) as (keyof typeof sections)[];
      if (before.length === 0) return 'opening';
      return places.find((place) => sections[place].heading === before.at(-1)) ?? 'elsewhere';
    },
  };
}
