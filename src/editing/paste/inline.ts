import type { DefaultTreeAdapterTypes } from 'parse5';
import { cleanText } from '../clean-text.ts';

/** Inline content: texts, bold, links. */

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** Deeper nodes are left out. */
export const deepest = 200;

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
export const attribute = (element: Element, name: string): string =>
  element.attrs.find((one) => one.name === name)?.value ?? '';

const dropped = new Set(
  (
    'script style head title meta link template svg math object iframe noscript xml button select ' +
    'textarea img'
  ).split(' '),
);
const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ');

/** Escapes characters that would have a meaning in Markdown. */
export const escaped = (text: string): string =>
  text.replace(/([\\`*_[\]<>|])/g, '\\$1').replace(/(?<!:):(?=[a-z])/g, '\\:');

const isBold = (element: Element): boolean =>
  ['b', 'strong'].includes(element.tagName)
    ? !/font-weight:\s*(?:normal|400)/i.test(attribute(element, 'style'))
    : element.tagName === 'span' && /font-weight:\s*(?:bold|[6-9]00)/i.test(attribute(element, 'style'));

/**
 * Only addresses that the site accepts as links; redirecting addresses of Word or a search engine are not resolved.
 */
function linkTarget(address: string): string | undefined {
  const target = address.trim();
  return /^(?:https?:\/\/|mailto:|tel:)[^\s()<>]+$/i.test(target) ? target : undefined;
}

/** @returns whether an element is invisible or must not be copied */
export const isHidden = (element: Element): boolean =>
  dropped.has(element.tagName) ||
  /(?:^|;)\s*(?:display:\s*none|mso-list:\s*ignore)/i.test(attribute(element, 'style'));

/** Puts a mark around words, with the white space outside of it. */
function marked(mark: string, text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return words === '' ? text : `${before}${mark}${words}${mark}${after}`;
}

function inline(node: Node, depth = 0): string {
  if (node.nodeName === '#text') return escaped(oneLine((node as { value: string }).value));
  if (!isElement(node) || isHidden(node) || depth > deepest) return '';
  if (node.tagName === 'br') return '\n';
  const text = childrenOf(node)
    .map((one) => inline(one, depth + 1))
    .join('');
  if (node.tagName === 'a') {
    const target = linkTarget(attribute(node, 'href'));
    return target === undefined || text.trim() === '' ? text : marked('', `[${text.trim()}](${target})`);
  }
  if (isBold(node) && !text.includes('**')) return marked('**', text);
  return text;
}

/** @returns nodes as one line, or several where they have line breaks */
export const inlineOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => inline(node))
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/\*\*( ?)\*\*/g, '$1')
    .replace(/ ?\n ?/g, '\n')
    .trim();
