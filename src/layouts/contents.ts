/** From this number of sections on a page begins with a list of them. */
const manySections = 10;

/** A heading with an anchor. */
const heading = /<h2 id="([^"]*)">(.*?)<\/h2>/gs;

/**
 * Inserts a list of sections before the first one, when a page has many, so that readers can go straight to one.
 *
 * @param html of a page, as our components write it, its headings not yet in sections
 * @param title heading of the list, without markup
 * @returns the page, with the list if it needs one
 */
export function withContents(html: string, title: string): string {
  const headings = [...html.matchAll(heading)];
  const [first] = headings;
  if (first === undefined || headings.length < manySections) return html;
  const links = headings.map(
    ([, id, text = '']) =>
      `<li class="alone"><a href="#${id}">${text.replace(/<\/?a\b[^>]*>/g, '')}</a></li>`,
  );
  const list = `<nav class="contents" aria-labelledby="na-tej-stronie"><p id="na-tej-stronie"><strong>${title}</strong></p><ul>${links.join('')}</ul></nav>`;
  return html.slice(0, first.index) + list + html.slice(first.index);
}
