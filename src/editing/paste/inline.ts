import type { DefaultTreeAdapterTypes } from 'parse5';
import { cleanText } from '../clean-text.ts';
import { lineOf, type Run } from './runs.ts';

/** What stands within a line: texts, bold, what is struck out, links. */

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** Deeper nodes are left out. */
export const deepest = 200;

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
export const attribute = (element: Element, name: string): string =>
  element.attrs.find((one) => one.name === name)?.value ?? '';
export const textOf = (node: Node): string =>
  node.nodeName === '#text' ? (node as { value: string }).value : childrenOf(node).map(textOf).join('');

/** What no reader sees as words; `del` is what somebody has taken out while Word tracked changes. */
const dropped = new Set(
  (
    'script style head title meta link template svg math object iframe video audio noscript xml select ' +
    'textarea del'
  ).split(' '),
);

/** Comments of Word, their signs and their list, and what Word itself hides. */
const hiddenStyle =
  /(?:^|[;\s])(?:display:\s*none|visibility:\s*hidden|mso-hide:\s*all|mso-list:\s*ignore|mso-(?:element|special-character):\s*comment)/i;
const hiddenClass = /(?:^|\s)(?:msocom(?:anchor|txt|off)|msoDel)(?:\s|$)/i;

/** @returns whether an element is invisible or must not be copied */
export const isHidden = (element: Element): boolean =>
  dropped.has(element.tagName) ||
  hiddenStyle.test(attribute(element, 'style')) ||
  hiddenClass.test(attribute(element, 'class')) ||
  element.attrs.some(({ name }) => name === 'hidden');

/** What would mean something else in Markdown than it did where it came from, as words of a link for example. */
export const escaped = (text: string): string =>
  text
    .replace(/([\\`*[\]<>|~]|(?<![\p{L}\d])_|_(?![\p{L}\d])|&(?=#?\w+;))/gu, '\\$1')
    .replace(/(?<!:):(?=[a-z])/g, '\\:');

/** A web address in a text becomes a link just as it stands, backslashes and all (GitHub's Markdown, 6.9). */
const webAddress = /((?:https?:\/\/|www\.)[^\s<>|[\]\\`]+)/;
const escapedLine = (text: string): string =>
  text
    .split(webAddress)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('');

/** How text looks in an element. */
export type Look = Pick<Run, 'isBold' | 'isStruck' | 'raised'> & {
  readonly isPreformatted: boolean;
  readonly isLink?: boolean;
};

export const plainLook: Look = { isBold: false, isStruck: false, isPreformatted: false };

function isBold(element: Element, around: boolean): boolean {
  const weight = /font-weight:\s*(\w+)/i.exec(attribute(element, 'style'))?.[1]?.toLowerCase();
  if (weight !== undefined && /^(?:normal|bold|\d+)$/.test(weight))
    return weight === 'bold' || Number(weight) >= 600;
  return around || element.tagName === 'b' || element.tagName === 'strong';
}

/** @param around the look of what the element stands in */
export function lookOf(element: Element, around: Look): Look {
  const space = /white-space:\s*([\w-]+)/i.exec(attribute(element, 'style'))?.[1];
  const style = attribute(element, 'style');
  const raised = /vertical-align:\s*(super|sub)\b/i.exec(style)?.[1]?.toLowerCase() ?? element.tagName;
  return {
    ...around,
    isBold: isBold(element, around.isBold),
    isStruck:
      around.isStruck ||
      ['s', 'strike'].includes(element.tagName) ||
      /text-decoration[a-z-]*:[^;]*line-through/i.test(style),
    isPreformatted: space?.startsWith('pre') ?? (around.isPreformatted || element.tagName === 'pre'),
    ...(/^su[bp]/.test(raised) && { raised: raised === 'sub' ? ('sub' as const) : ('sup' as const) }),
  };
}

/**
 * Only addresses that the site accepts as links; redirecting addresses of Word or a search engine are not resolved.
 */
function linkTarget(address: string): string | undefined {
  const target = address
    .trim()
    .replace(/[()|]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return /^(?:https?:\/\/|mailto:|tel:)[^\s<>]+$/i.test(target) ? target : undefined;
}

/** The number of a footnote: a link within the document, or what LibreOffice and Word call so. */
function noteNumber(element: Element): string | undefined {
  const isNote =
    attribute(element, 'href').startsWith('#') ||
    /mso-(?:foot|end)note-id/i.test(attribute(element, 'style')) ||
    /^sd(?:foot|end)note/.test(attribute(element, 'class'));
  return isNote ? /^\s*\[?(\d{1,3}|[ivxlc]{1,5}|\*)\]?\s*$/i.exec(textOf(element))?.[1] : undefined;
}

/** What signs of Wingdings are; Outlook makes a `J` of a smile. Others are ornaments. */
const wingdings: Readonly<Record<string, string>> = {
  J: '🙂',
  K: '😐',
  L: '🙁',
  à: '→',
  ß: '←',
  ü: '✓',
  û: '✗',
};

const isEmoji = (text: string): boolean =>
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3)+$/u.test(
    text,
  );

function runsOf(node: Node, around: Look, depth = 0): Run[] {
  const run = (text: string): Run[] => (text === '' ? [] : [{ ...around, text }]);
  if (node.nodeName === '#text') {
    const text = cleanText((node as { value: string }).value);
    const shown = around.isPreformatted ? text : text.replace(/\s+/g, ' ');
    return run(around.isLink ? escaped(shown) : escapedLine(shown));
  }
  if (!isElement(node) || isHidden(node) || depth > deepest) return [];
  if (node.tagName === 'br') return run('\n');
  // Pictures are put in by a screen of their own; some pages draw each emoji as one.
  if (node.tagName === 'img') return run(isEmoji(attribute(node, 'alt')) ? attribute(node, 'alt') : '');
  const sign = textOf(node).trim();
  if (sign.length === 1 && /font-family:\s*["']?wingdings/i.test(attribute(node, 'style')))
    return run(wingdings[sign] ?? ' ');
  const look = lookOf(node, around);
  if (node.tagName !== 'a') return childrenOf(node).flatMap((one) => runsOf(one, look, depth + 1));
  const note = noteNumber(node);
  if (note !== undefined) return run(`\\[${note}\\]`);
  const target = linkTarget(attribute(node, 'href'));
  const isLink = target !== undefined;
  const inside = childrenOf(node).flatMap((one) => runsOf(one, { ...look, isLink }, depth + 1));
  const words = inside.map(({ text }) => text).join('');
  if (target === undefined || words.trim() === '') return inside;
  const [, before = '', text = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? [];
  const isWhollyBold = inside.every((one) => one.isBold || one.text.trim() === '');
  return [
    { ...around, isBold: isWhollyBold, text: `${before}[${text.replace(/\s+/g, ' ')}](${target})${after}` },
  ];
}

/**
 * @param look of what they stand in; none: they lose what is bold, as in a heading
 * @returns nodes as one line, or a few where they break; two breaks in a row part paragraphs
 */
export function inlineOf(nodes: readonly Node[], look?: Look): string {
  const runs = nodes.flatMap((node) => runsOf(node, look ?? plainLook));
  const shown = look === undefined ? runs.map((run) => ({ ...run, isBold: false })) : runs;
  return lineOf(shown)
    .replace(/^(\s*\\\[\w+\\\])(?=[\p{L}\d])/u, '$1 ')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
