import type { HastPluginEntry } from 'satteri';
import { defaultLanguage } from '../paths.ts';
import { isLanguage, words } from '../words/index.ts';
import { languageOf } from './language.ts';

/** Number of columns that a telephone of 360 px shows without breaking each word. */
export const mostColumns = 5;

const hasWideRow = (children: readonly { readonly type: string }[]): boolean =>
  children.some((child) => {
    const { tagName, children: inner = [] } = child as {
      readonly tagName?: string;
      readonly children?: readonly { readonly type: string }[];
    };
    if (tagName !== 'tr') return hasWideRow(inner);
    return inner.filter(({ type }) => type === 'element').length > mostColumns;
  });

/**
 * A table that is wider than a telephone scrolls sideways itself, instead of the page; with the keyboard too, for which
 * it has a name (WCAG 1.4.10, 2.1.1).
 */
export const wideTables: HastPluginEntry = ({ fileURL }) => {
  const language = languageOf(fileURL);
  const ariaLabel = words[isLanguage(language) ? language : defaultLanguage].wideTable;
  return {
    name: 'kis-wide-tables',
    element: [
      {
        filter: ['table'],
        visit(node, context) {
          if (!hasWideRow(node.children)) return;
          context.wrapNode(node, {
            type: 'element',
            tagName: 'div',
            properties: { className: ['wide-table'], role: 'region', ariaLabel, tabIndex: 0 },
            children: [],
          });
        },
      },
    ],
  };
};
