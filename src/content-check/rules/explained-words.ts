import type { Fault } from '../findings.ts';
import { lineOf } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** @returns faults for words that a page explains a second time: only the first use needs the explanation */
export function checkExplainedWords({ nodes }: Page): Fault[] {
  const explained = new Map<string, number>();
  return nodes.flatMap(({ node }): Fault[] => {
    const key =
      node.type === 'textDirective' && node.name === 'slowo' ? node.attributes?.['klucz'] : undefined;
    if (!key) return [];
    const first = explained.get(key);
    explained.set(key, first ?? lineOf(node));
    if (first === undefined) return [];
    return [
      {
        line: lineOf(node),
        message: `To słowo wyjaśnia już wiersz ${first}. Tu napisz je zwyczajnie, bez wstawki :slowo.`,
      },
    ];
  });
}
