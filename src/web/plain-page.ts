import { escapeMarkup } from '../escape-markup.ts';

/**
 * Pages without Astro, for answers to a post while no page can be rendered: the prerendered error page, which has the
 * telephone, the address and the hours, with a part added.
 */

/** @returns a hidden field of a form, as HTML */
export const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escapeMarkup(value)}">`;

/**
 * @param errorPage as HTML
 * @param inserted as HTML, directly after the heading and the sentence of the error
 */
export function withMore(errorPage: string, inserted: string): string {
  const heading = errorPage.indexOf('</h1>');
  const end = errorPage.indexOf('</p>', Math.max(heading, 0));
  const place = end < 0 ? errorPage.length : end + '</p>'.length;
  return errorPage.slice(0, place) + inserted + errorPage.slice(place);
}

/**
 * @param errorPage as HTML
 * @param title replaces the error's heading
 * @param inserted as HTML, replaces the error's sentence
 */
export function withOwnWords(errorPage: string, title: string, inserted: string): string {
  const named = errorPage.replace(/<title>[^<]*<\/title>/, () => `<title>${escapeMarkup(title)}</title>`);
  const own = `<h1>${escapeMarkup(title)}</h1>${inserted}`;
  const said = named.replace(/<h1\b[^>]*>[\s\S]*?<\/h1>\s*<p\b[^>]*>[\s\S]*?<\/p>/, () => own);
  return said === named ? withMore(named, own) : said;
}
