import { type MdastNode, markdownToMdast } from 'satteri';
import { textDirectives } from '../../markdown/directives.ts';
import { features } from '../../markdown/features.ts';

export type { MdastNode };

/** A node with its ancestors, the nearest last. */
export interface Placed {
  readonly node: MdastNode;
  readonly ancestors: readonly MdastNode[];
}

/** @returns every node of a Markdown text in reading order, the root first */
export function nodesOf(markdown: string): Placed[] {
  const found: Placed[] = [];
  const visit = (node: MdastNode, ancestors: readonly MdastNode[]): void => {
    found.push({ node, ancestors });
    if ('children' in node)
      for (const child of node.children) visit(child as MdastNode, [...ancestors, node]);
  };
  visit(markdownToMdast(markdown, { features }), []);
  return found;
}

/** @returns the line on which a node starts */
export const lineOf = (node: MdastNode): number => node.position?.start.line ?? 1;

const isOurs = (name: string): boolean => (textDirectives as readonly string[]).includes(name);

/**
 * @param change applied to each text, as on its way to the page
 * @returns the words that a reader sees in a node; a fact that is inserted (`:telefon`) counts as none
 */
export function textOf(node: MdastNode, change: (text: string) => string = (text) => text): string {
  if (node.type === 'text' || node.type === 'inlineCode') return change(node.value);
  if (node.type === 'break') return '\n';
  const inside =
    'children' in node ? node.children.map((child) => textOf(child as MdastNode, change)).join('') : '';
  // The Markdown parser reads "7:30" as a directive named 30; it is shown as written.
  return node.type === 'textDirective' && !isOurs(node.name) ? `:${node.name}${inside}` : inside;
}

/** A block of running text: a paragraph, a heading, a table cell. */
export interface Block {
  readonly text: string;
  /** Line of its first word; a line break within the text is one in the file. */
  readonly line: number;
  /** Whether it is an official quotation (`:::urzedowo`), whose style cannot be changed. */
  readonly official: boolean;
}

const isBlock = ({ type }: MdastNode): boolean =>
  type === 'paragraph' || type === 'heading' || type === 'tableCell';

const isOfficial = (node: MdastNode): boolean =>
  node.type === 'containerDirective' && node.name === 'urzedowo';

/** @returns the text blocks among the nodes, in order */
export const blocksOf = (nodes: readonly Placed[]): Block[] =>
  nodes
    .filter(({ node }) => isBlock(node))
    .map(({ node, ancestors }) => ({
      text: textOf(node),
      line: lineOf(node),
      official: ancestors.some(isOfficial),
    }));

/** @returns the line of the file for an offset in a block */
export const lineWithin = (block: Block, offset: number): number =>
  block.line + (block.text.slice(0, offset).match(/\n/g)?.length ?? 0);
