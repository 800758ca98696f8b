import type { Fault } from '../findings.ts';
import { lineOf } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** @returns faults for raw HTML, which would be missing on the page */
export function checkRawHtml({ nodes }: Page): Fault[] {
  const html = nodes.flatMap(({ node }) => (node.type === 'html' ? [node] : []));
  const opening = html.filter(({ value }) => !value.startsWith('</'));
  return opening.map((node) => ({
    line: lineOf(node),
    message: `Znaczniki HTML tu nie działają i znikną ze strony: ${node.value.split('\n')[0]?.slice(0, 40)} Usuń je. **Pogrubienie** zrobisz gwiazdkami.`,
  }));
}
