/** Inserts a picture, a link to a document or a table between the parts of a text. */

/** A part of a text with empty lines around it: a paragraph, a list, a table, a whole box. */
export interface Block {
  readonly text: string;
  /** The offset of its end in the text, in characters. */
  readonly end: number;
}

const boxEdge = /^\s*:{3,}/;
const fence = /^\s*(?:```|~~~)/;

/** @returns the parts of a text in order; boxes (`:::wazne`) and fenced blocks are not divided */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let [start, place, boxes, isFenced]: [number | undefined, number, number, boolean] = [
    undefined,
    0,
    0,
    false,
  ];
  const close = (end: number): void => {
    if (start !== undefined) blocks.push({ text: text.slice(start, end), end });
    start = undefined;
  };
  for (const line of text.split('\n')) {
    if (line.trim() === '' && boxes === 0 && !isFenced) close(place === 0 ? 0 : place - 1);
    else if (line.trim() !== '') {
      start ??= place;
      if (fence.test(line)) isFenced = !isFenced;
      else if (!isFenced && boxEdge.test(line)) boxes += /^\s*:+\s*$/.test(line) ? -1 : 1;
      boxes = Math.max(0, boxes);
    }
    place += line.length + 1;
  }
  close(text.trimEnd().length);
  return blocks;
}

/** @returns how many parts of a text begin before an offset, in characters */
export const blocksBefore = (text: string, place: number): number => blocksOf(text.slice(0, place)).length;

/** @param after after how many parts the block is inserted; more than there are: at the end */
export function withBlock(text: string, after: number, block: string): string {
  const blocks = blocksOf(text);
  const end = after <= 0 ? 0 : (blocks[Math.min(after, blocks.length) - 1]?.end ?? 0);
  const [before, rest] = [
    text.slice(0, end).trimEnd(),
    text
      .slice(end)
      .replace(/^\s*\n/, '')
      .trimEnd(),
  ];
  return [before, block, rest]
    .filter((part) => part.trim() !== '')
    .join('\n\n')
    .concat('\n');
}

/** @returns the beginning of a part as readers see it, without Markdown marks */
export function shortWords(block: string): string {
  const plain = block
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[#>\s|:-]+|[*_|\\]|\{[^}]*\}/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > 60 ? `${plain.slice(0, 57).trimEnd()}…` : plain || block.trim().slice(0, 60);
}
