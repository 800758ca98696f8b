import { typeset } from '../../words/typography.ts';
import { type MdastNode, textOf } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';
import { headingsOf } from './headings.ts';

/**
 * A heading's anchor as Astro's Markdown engine makes it (github-slugger): small letters, no punctuation,
 * hyphens for spaces. Text has the non-breaking spaces of its language by then, which fall out too.
 */
function slugOf(heading: MdastNode, language: string): string {
  const shown = textOf(heading, (text) => typeset(text, language));
  return shown
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** @returns the anchors of a page's headings; of equal headings the second has `-1` at its end. */
export function anchorsOf(page: Page): Set<string> {
  const found = new Set<string>();
  for (const heading of headingsOf(page)) {
    const slug = slugOf(heading, page.language);
    let anchor = slug;
    for (let count = 1; found.has(anchor); count += 1) anchor = `${slug}-${count}`;
    found.add(anchor);
  }
  return found;
}
