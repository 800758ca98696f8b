/** From so many sections on a page begins with their list. */
const manySections = 10;

/** A heading that can be gone to. */
const heading = /<h2 id="([^"]*)">(.*?)<\/h2>/gs;

/**
 * Puts a list of its sections before the first of them, where a page has many: who looks for one thing need not pass
 * eleven others.
 *
 * @param html of a page, as our components write it, its headings not yet in sections
 * @param title what the list is called, without markup
 * @returns the same, with the list if it needs one
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
