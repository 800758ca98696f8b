import type { DefaultTreeAdapterTypes } from 'parse5';
import { cleanText } from '../clean-text.ts';
import { lineOf, type Run, withEdges } from './runs.ts';

/** Reads the nodes within a line: text, bold, struck out, links. */

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

/** Elements without visible text; Word writes tracked deletions as `del`. */
const dropped = new Set(
  (
    'script style head title meta link template svg math object iframe video audio noscript xml select ' +
    'textarea del'
  ).split(' '),
);

/** Hidden text, and the comments of Word with their marks and their list. */
const hiddenStyle =
  /(?:^|[;\s])(?:display:\s*none|visibility:\s*hidden|mso-hide:\s*all|mso-list:\s*ignore|mso-(?:element|special-character):\s*comment)/i;
const hiddenClass = /(?:^|\s)(?:msocom(?:anchor|txt|off)|msoDel)(?:\s|$)/i;

/** @returns whether an element is invisible or must not be copied */
export const isHidden = (element: Element): boolean =>
  dropped.has(element.tagName) ||
  hiddenStyle.test(attribute(element, 'style')) ||
  hiddenClass.test(attribute(element, 'class')) ||
  element.attrs.some(({ name }) => name === 'hidden');

/** @returns the text with every character escaped that Markdown would take for a mark */
export const escaped = (text: string): string =>
  text
    .replace(/([\\`*[\]<>|~]|(?<![\p{L}\d])_|_(?![\p{L}\d])|&(?=#?\w+;))/gu, '\\$1')
    .replace(/(?<!:):(?=[a-z])/g, '\\:');

/** A bare web address is a link in GitHub's Markdown (6.9), and a backslash would become a part of it. */
const webAddress = /((?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>|[\]\\`]+)/u;
const escapedLine = (text: string): string =>
  text
    .split(webAddress)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('');

/** The look of the text in an element. */
export type Look = Pick<Run, 'isBold' | 'isStruck' | 'raised'> & {
  readonly isPreformatted: boolean;
  readonly isLink?: boolean;
  /** A heading has no bold text. */
  readonly isHeading?: boolean;
};

export const plainLook: Look = { isBold: false, isStruck: false, isPreformatted: false };
export const headingLook: Look = { ...plainLook, isHeading: true };

function isBold(element: Element, around: boolean): boolean {
  const weight = /font-weight:\s*(\w+)/i.exec(attribute(element, 'style'))?.[1]?.toLowerCase();
  if (weight !== undefined && /^(?:normal|bold|\d+)$/.test(weight))
    return weight === 'bold' || Number(weight) >= 600;
  return around || element.tagName === 'b' || element.tagName === 'strong';
}

/** @param around the look of its parent */
export function lookOf(element: Element, around: Look): Look {
  const space = /white-space:\s*([\w-]+)/i.exec(attribute(element, 'style'))?.[1];
  const style = attribute(element, 'style');
  const raised = /vertical-align:\s*(super|sub)\b/i.exec(style)?.[1]?.toLowerCase() ?? element.tagName;
  return {
    ...around,
    isBold: !around.isHeading && isBold(element, around.isBold),
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

/** @returns the number of a footnote: a link within the document, or what LibreOffice and Word mark as one */
function noteNumber(element: Element): string | undefined {
  const isNote =
    attribute(element, 'href').startsWith('#') ||
    /mso-(?:foot|end)note-id/i.test(attribute(element, 'style')) ||
    /^sd(?:foot|end)note/.test(attribute(element, 'class'));
  return isNote ? /^\s*\[?(\d{1,3}|[ivxlc]{1,5}|\*)\]?\s*$/i.exec(textOf(element))?.[1] : undefined;
}

/** Characters of the font Wingdings, for example the smiley that Outlook writes as `J`; others are decoration. */
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
  // Pictures have a screen of their own, but some pages show each emoji as a picture.
  if (node.tagName === 'img') return run(isEmoji(attribute(node, 'alt')) ? attribute(node, 'alt') : '');
  if (/font-family:\s*["']?wingdings/i.test(attribute(node, 'style'))) {
    const sign = textOf(node).trim();
    if (sign.length === 1) return run(wingdings[sign] ?? ' ');
  }
  const look = lookOf(node, around);
  if (node.tagName !== 'a') return childrenOf(node).flatMap((one) => runsOf(one, look, depth + 1));
  const note = noteNumber(node);
  if (note !== undefined) return run(`\\[${note}\\]`);
  const target = linkTarget(attribute(node, 'href'));
  const isLink = target !== undefined;
  const inside = childrenOf(node).flatMap((one) => runsOf(one, { ...look, isLink }, depth + 1));
  const words = inside.map(({ text }) => text).join('');
  if (target === undefined || words.trim() === '') return inside;
  const [before, text, after] = withEdges(words);
  const isWhollyBold = inside.every((one) => one.isBold || one.text.trim() === '');
  return [
    { ...around, isBold: isWhollyBold, text: `${before}[${text.replace(/\s+/g, ' ')}](${target})${after}` },
  ];
}

/**
 * @param look the look of their parent
 * @returns the nodes as Markdown, with a line break for each break; two of them separate paragraphs
 */
export const inlineOf = (nodes: readonly Node[], look: Look): string =>
  lineOf(nodes.flatMap((node) => runsOf(node, look)))
    // A footnote begins with its number.
    .replace(/^(\s*\\\[\w+\\\])(?=[\p{L}\d])/u, '$1 ')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
