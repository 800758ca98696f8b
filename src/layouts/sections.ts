/** A tag of well-formed HTML; quoted attributes may contain a `>`. */
const tag = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/g;
const withoutEnd = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

/** A section with fewer words is closer to its neighbours. */
const fewWords = 40;

const wordsIn = (html: string): number => html.replace(/<[^>]*>/g, ' ').match(/\p{L}+/gu)?.length ?? 0;

/** Offsets of top-level `h2` headings and sections. */
function beginnings(html: string): number[] {
  const found: number[] = [];
  let depth = 0;
  for (const { 1: slash, 2: name = '', 3: rest = '', index } of html.matchAll(tag)) {
    if (withoutEnd.has(name) || rest.endsWith('/')) continue;
    if (slash) depth -= 1;
    else {
      if (depth === 0 && (name === 'h2' || name === 'section')) found.push(index);
      depth += 1;
    }
  }
  return found;
}

/**
 * Wraps each level-2 heading and the text after it in a `section`, so that a stylesheet can place the heading beside
 * its text.
 *
 * @param html well-formed, as our components write it
 * @returns the page with its parts in `section`s; short ones have the class `brief`
 */
export function inSections(html: string): string {
  const starts = [...beginnings(html), html.length];
  const parts = starts.slice(0, -1).map((start, index) => html.slice(start, starts[index + 1]));
  return [
    html.slice(0, starts[0]),
    ...parts.map((part) => {
      const section = part.startsWith('<h2') ? `<section>${part}</section>` : part;
      return wordsIn(part) < fewWords ? section.replace('>', ' class="brief">') : section;
    }),
  ].join('');
}
