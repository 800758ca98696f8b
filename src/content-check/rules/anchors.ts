import { typeset } from '../../words/typography.ts';
import { type MdastNode, textOf } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';
import { headingsOf } from './headings.ts';

/**
 * The anchor of a heading as Astro makes it (github-slugger): small letters, no punctuation, hyphens for spaces. The
 * text already has the non-breaking spaces of its language, which are removed too.
 */
function slugOf(heading: MdastNode, language: string): string {
  const shown = textOf(heading, (text) => typeset(text, language));
  return shown
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** @returns the anchors of a page's headings; the second of two equal headings ends in `-1` */
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
