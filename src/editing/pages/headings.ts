import { diffArrays } from 'diff';
import { toText } from '../../content-check/reading/file-text.ts';
import { readMarkdown } from '../../content-check/reading/front-matter.ts';
import { lineOf } from '../../content-check/reading/markdown-tree.ts';
import { toPage } from '../../content-check/reading/page.ts';
import { anchorsOf } from '../../content-check/rules/anchors.ts';
import { headingsOf } from '../../content-check/rules/headings.ts';
import { pageAt } from './page-file.ts';

/** The anchors of headings, by which links name them: `/zajecia/#porady`. */

interface Section {
  readonly anchor: string;
  /** The text between the heading and the next one. */
  readonly text: string;
}

function sectionsOf(path: string, text: string): Section[] {
  const file = pageAt(path);
  const reading = readMarkdown(toText(text));
  if (file === undefined || reading.kind === 'faults') return [];
  const page = toPage(file, reading.file);
  const lines = page.body.split('\n');
  const starts = headingsOf(page).map(lineOf);
  return [...anchorsOf(page)].map((anchor, index) => ({
    anchor,
    text: lines
      .slice(starts[index], (starts[index + 1] ?? lines.length + 1) - 1)
      .join('\n')
      .trim(),
  }));
}

/** @returns the anchors of a page's headings, in order; empty for a page that cannot be read */
export const anchorsIn = (path: string, text: string): string[] =>
  sectionsOf(path, text).map(({ anchor }) => anchor);

/**
 * @param before the text of a page; @param after the same page changed
 * @returns old anchors of renamed headings with the new ones. A heading is the same one if the text under it is the
 *   same, or if it is in the same place
 */
export function renamedAnchors(path: string, before: string, after: string): Map<string, string> {
  const names = new Map<string, string>();
  if (before === after) return names;
  const [old, fresh] = [sectionsOf(path, before), sectionsOf(path, after)];
  let gone: Section[] = [];
  let come: Section[] = [];
  const pair = (): void => {
    for (const one of gone) {
      const same = come.find(({ text }) => text !== '' && text === one.text);
      if (same !== undefined) names.set(one.anchor, same.anchor);
    }
    const left = gone.filter(({ anchor }) => !names.has(anchor));
    const taken = new Set(names.values());
    const places = come.filter(({ anchor }) => !taken.has(anchor));
    if (left.length === places.length)
      left.forEach(({ anchor }, index) => {
        const place = places[index];
        if (place !== undefined) names.set(anchor, place.anchor);
      });
    [gone, come] = [[], []];
  };
  const parts = diffArrays(old, fresh, { comparator: (one, other) => one.anchor === other.anchor });
  for (const { added, removed, value } of parts)
    if (added) come = [...come, ...value];
    else if (removed) gone = [...gone, ...value];
    else pair();
  pair();
  // A moved heading keeps its anchor.
  const kept = new Set(fresh.map(({ anchor }) => anchor));
  return new Map([...names].filter(([anchor]) => !kept.has(anchor)));
}
