import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { cleanText } from '../clean-text.ts';

/** What is pasted becomes clean Markdown: from a web page or from Word as HTML, or as plain text. */

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Longer ones are no text that somebody pastes. */
export const longestPaste = 2_000_000;
const mostNodes = 100_000;
const deepest = 200;

const isElement = (node: Node): node is Element => 'tagName' in node;
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
const attribute = (element: Element, name: string): string =>
  element.attrs.find((one) => one.name === name)?.value ?? '';

const dropped = new Set([
  'script',
  'style',
  'head',
  'title',
  'meta',
  'link',
  'template',
  'svg',
  'math',
  'object',
  'iframe',
  'noscript',
  'xml',
  'button',
  'select',
  'textarea',
  'img',
]);
const blocks = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'blockquote',
  'pre',
  'figure',
  'figcaption',
  'address',
  'body',
  'html',
  'center',
  'form',
  'fieldset',
  'dl',
  'dt',
  'dd',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'table',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
  'caption',
]);

/** What Word puts in front of a paragraph that is an entry of a list. */
const bullet = /^[\s\u00a0]*(?:[·•◦▪■●○§\uf0b7\uf0a7\u2013\u2014-]|o(?=[\s\u00a0]{2}))[\s\u00a0]+/;
const number = /^[\s\u00a0]*\d{1,3}[.)][\s\u00a0]+/;

const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ');

/** What would mean something else in Markdown than it did where it came from. */
const escaped = (text: string): string =>
  text.replace(/([\\`*_[\]<>|])/g, '\\$1').replace(/(?<!:):(?=[a-z])/g, '\\:');

const isBold = (element: Element): boolean =>
  ['b', 'strong'].includes(element.tagName)
    ? !/font-weight:\s*(?:normal|400)/i.test(attribute(element, 'style'))
    : element.tagName === 'span' && /font-weight:\s*(?:bold|[6-9]00)/i.test(attribute(element, 'style'));

/** Only addresses that the site takes as links; what Word or a search engine has wrapped is unwrapped by nobody. */
function linkTarget(address: string): string | undefined {
  const target = address.trim();
  return /^(?:https?:\/\/|mailto:|tel:)[^\s()<>]+$/i.test(target) ? target : undefined;
}

const isHidden = (element: Element): boolean =>
  dropped.has(element.tagName) ||
  /(?:^|;)\s*(?:display:\s*none|mso-list:\s*ignore)/i.test(attribute(element, 'style'));

/** Puts a mark round words, never round the blanks beside them. */
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

const inlineOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => inline(node))
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/\*\*( ?)\*\*/g, '$1')
    .replace(/ ?\n ?/g, '\n')
    .trim();

/** At the start of a line these would begin something (CommonMark 0.31, 4 and 5). */
const safeStart = (line: string): string =>
  line
    .replace(/^(#{1,6}(?=\s)|[+-](?=\s)|\d+(?=[.)]\s)|=+$|~{3,}|:{2,})/, '\\$1')
    .replace(/^\\(\d+)([.)])/, '$1\\$2');

const paragraph = (text: string): string =>
  text
    .split('\n')
    .map((line) => safeStart(line.trim()))
    .filter(Boolean)
    .join('\n');

const cellText = (cell: Element): string => inlineOf([cell]).replaceAll('\n', ' ');

function rowsOf(node: Element): string[][] {
  return childrenOf(node).flatMap((one): string[][] => {
    if (!isElement(one)) return [];
    if (one.tagName === 'tr')
      return [
        childrenOf(one)
          .filter(isElement)
          .filter(({ tagName }) => tagName === 'td' || tagName === 'th')
          .map(cellText),
      ];
    return ['thead', 'tbody', 'tfoot'].includes(one.tagName) ? rowsOf(one) : [];
  });
}

/** @returns a table of GitHub's Markdown, its first row the head; a single column as lines */
function table(rows: readonly string[][]): string {
  const full = rows.filter((row) => row.some((cell) => cell !== ''));
  const width = Math.max(0, ...full.map((row) => row.length));
  if (width < 2) return full.map(([cell = '']) => paragraph(cell)).join('\n\n');
  const line = (row: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => row[index] ?? '').join(' | ')} |`;
  const [head = [], ...body] = full;
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n');
}

interface Entry {
  readonly level: number;
  readonly ordered: boolean;
  readonly text: string;
}

/** @returns the lines of a list; entries that are deeper stand under the one before */
function list(entries: readonly Entry[]): string {
  const counts: number[] = [];
  let deepestSoFar = 0;
  return entries
    .map(({ level, ordered, text }, index) => {
      const own = index === 0 ? 0 : Math.min(level, deepestSoFar + 1);
      deepestSoFar = own;
      counts.length = own + 1;
      counts[own] = (counts[own] ?? 0) + 1;
      const sign = ordered ? `${counts[own]}.` : '-';
      return `${'   '.repeat(own)}${sign} ${text.replaceAll('\n', ' ')}`;
    })
    .join('\n');
}

function listEntries(element: Element, level = 0): Entry[] {
  if (level > 10) return [];
  return childrenOf(element).flatMap((one): Entry[] => {
    if (!isElement(one)) return [];
    if (one.tagName === 'ul' || one.tagName === 'ol') return listEntries(one, level + 1);
    const inner = childrenOf(one);
    const isList = (node: Node): node is Element =>
      isElement(node) && (node.tagName === 'ul' || node.tagName === 'ol');
    const text = inlineOf(inner.filter((node) => !isList(node)));
    const entry = text === '' ? [] : [{ level, ordered: element.tagName === 'ol', text }];
    return [...entry, ...inner.filter(isList).flatMap((node) => listEntries(node, level + 1))];
  });
}

/** An entry of a list as Word writes it: a paragraph with `mso-list: l0 level1`, its sign in what Word hides. */
function wordEntry(element: Element): Entry | undefined {
  const style = attribute(element, 'style');
  const level = /mso-list:\s*l\d+\s+level(\d)/i.exec(style)?.[1];
  if (level === undefined && !/MsoListParagraph/.test(attribute(element, 'class'))) return undefined;
  const written = textOf(element);
  const text = inlineOf([element])
    .replace(bullet, '')
    .replace(/^(?:\\?[·•§-]|\d{1,3}\\?[.)]) +/, '');
  return {
    level: Number(level ?? 1) - 1,
    ordered: number.test(written) || /^[\s\u00a0]*[a-z][.)][\s\u00a0]/.test(written),
    text,
  };
}

const textOf = (node: Node): string =>
  node.nodeName === '#text' ? (node as { value: string }).value : childrenOf(node).map(textOf).join('');

/** Pieces of Markdown, each a paragraph, heading, table or part of a list. */
type Piece = { readonly kind: 'text'; readonly text: string } | ({ readonly kind: 'entry' } & Entry);

const text = (content: string): Piece[] => (content === '' ? [] : [{ kind: 'text', text: content }]);

/** The page has one heading of the first level, its title. */
const headingMark = (level: number): string => '#'.repeat(Math.min(Math.max(level, 2), 4));

function headingLevel(element: Element): number | undefined {
  const tag = /^h([1-6])$/.exec(element.tagName)?.[1];
  const word = /^(?:MsoHeading|Nag(?:ł|l)wek|Heading)([1-6])$/i.exec(attribute(element, 'class'))?.[1];
  return tag === undefined && word === undefined ? undefined : Number(tag ?? word);
}

function pieces(nodes: readonly Node[], depth = 0): Piece[] {
  const found: Piece[] = [];
  let run: Node[] = [];
  const flush = () => {
    found.push(...text(paragraph(inlineOf(run))));
    run = [];
  };
  for (const node of depth > deepest ? [] : nodes) {
    const holdsBlocks = isElement(node) && !blocks.has(node.tagName) && hasBlocks(node);
    if (!isElement(node) || (!blocks.has(node.tagName) && !holdsBlocks)) {
      run.push(node);
      continue;
    }
    flush();
    found.push(...piecesOf(node, depth + 1));
  }
  flush();
  return found;
}

const hasBlocks = (element: Element): boolean =>
  childrenOf(element).some((one) => isElement(one) && (blocks.has(one.tagName) || hasBlocks(one)));

function piecesOf(element: Element, depth: number): Piece[] {
  if (isHidden(element)) return [];
  const level = headingLevel(element);
  if (level !== undefined) {
    const words = inlineOf([element]).replaceAll('\n', ' ').replaceAll('**', '');
    return text(words === '' ? '' : `${headingMark(level)} ${words}`);
  }
  if (element.tagName === 'table') return text(table(rowsOf(element)));
  if (element.tagName === 'ul' || element.tagName === 'ol')
    return listEntries(element).map((entry) => ({ kind: 'entry', ...entry }));
  const entry = wordEntry(element);
  if (entry !== undefined) return entry.text === '' ? [] : [{ kind: 'entry', ...entry }];
  return pieces(childrenOf(element), depth);
}

function assemble(found: readonly Piece[]): string {
  const parts: string[] = [];
  let entries: Entry[] = [];
  const flush = () => {
    if (entries.length > 0) parts.push(list(entries));
    entries = [];
  };
  for (const piece of found) {
    if (piece.kind === 'entry') entries.push(piece);
    else {
      flush();
      parts.push(piece.text);
    }
  }
  flush();
  return parts.join('\n\n').trim();
}

/** @returns paragraphs that begin with a dash or a number, as entries of a list */
function asEntries(found: readonly Piece[]): Piece[] {
  return found.flatMap((piece): Piece[] => {
    const lines = piece.kind === 'text' ? piece.text.split('\n') : [];
    const marks = lines.map((line) => line.replace(/^\\(?=[-+])/, '').replace(/^(\d+)\\(?=[.)])/, '$1'));
    const isList = marks.length > 0 && marks.every((line) => bullet.test(line) || number.test(line));
    if (!isList) return [piece];
    return marks.map((line) => ({
      kind: 'entry',
      level: 0,
      ordered: number.test(line),
      text: line.replace(bullet, '').replace(number, ''),
    }));
  });
}

function countNodes(node: Node, depth = 0): number {
  return depth > deepest * 3
    ? mostNodes
    : childrenOf(node).reduce((sum, one) => sum + countNodes(one, depth + 1), 1);
}

/**
 * @param html what the clipboard holds as `text/html`
 * @returns it as Markdown: headings, lists, tables, bold, links; nothing else; '' for what is too long
 */
export function fromHtml(html: string): string {
  if (html.length > longestPaste) return '';
  // Word keeps copies of its own in conditional comments and processing instructions.
  const { childNodes } = parseFragment(
    html.replace(/<!\[if[^>]*>|<!\[endif\]>|<\/?o:p[^>]*>|<\?xml[^>]*>/gi, ''),
  );
  if (childNodes.reduce((sum, one) => sum + countNodes(one), 0) >= mostNodes) return '';
  return assemble(asEntries(pieces(childNodes)));
}

/** @returns lines in which most have the same number of tabs, two or more of them in a row, as rows of a table */
const isTable = (lines: readonly string[]): boolean => {
  const counts = lines.map((line) => line.trim().split('\t').length);
  return lines.length > 1 && counts.every((count) => count > 1 && Math.abs(count - (counts[0] ?? 0)) <= 1);
};

/**
 * @param plain what the clipboard holds as `text/plain`, or what stands in a text area
 * @returns it as clean Markdown: tabs become a table where they look like one, dashes a list, the rest paragraphs; what
 * is Markdown already stays so
 */
export function fromPlainText(plain: string): string {
  if (plain.length > longestPaste) return '';
  const groups = cleanText(plain)
    .replace(/\p{Zs}/gu, ' ')
    .split(/\n{2,}/)
    .map((group) => group.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0);
  return groups
    .map((lines) => {
      if (isTable(lines))
        return table(
          lines.map((line) =>
            line
              .replace(/^\n|\n$/g, '')
              .split('\t')
              .map((cell) => cell.trim().replaceAll('|', '\\|')),
          ),
        );
      return lines
        .map((line) =>
          line
            .replaceAll('\t', ' ')
            .trimEnd()
            .replace(/^( *)(?:[·•◦▪■●○\uf0b7–—]) */u, '$1- '),
        )
        .join('\n');
    })
    .join('\n\n');
}
