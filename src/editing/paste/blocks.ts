/** Blocks of a pasted text, before they are written as Markdown. */

/** A list. Word writes each item on its own; `addBlock` joins them. */
export interface List {
  readonly kind: 'list';
  /** Neighbouring bullet lists with the same source are one list. */
  readonly source: unknown;
  /** The depth that its source states; 0 is the outermost. */
  readonly level: number;
  /** Possible numbers of the first item, because `i.` is 1 or 9; empty for bullets. */
  readonly numbers: readonly number[];
  readonly items: Block[][];
}

export interface Paragraph {
  readonly kind: 'paragraph';
  /** Markdown, in which the starts of lines are not escaped yet. */
  readonly text: string;
  /** Whether it belongs to the list item before it, if there is one. */
  readonly goesOn?: boolean;
}

export type Block =
  | Paragraph
  | List
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly string[][] };

/** @returns the number of the first item; undefined for bullets */
export const startOf = ({ numbers }: List): number | undefined =>
  numbers.length === 0 ? undefined : Math.min(...numbers);

function isSameList(last: List, next: List): boolean {
  const start = startOf(last);
  if (start === undefined) return next.numbers.length === 0 && last.source === next.source;
  return next.numbers.includes(start + last.items.length);
}

/** Appends a block: a list continues the list before it when its numbers do, and a deeper one goes into its last item. */
export function addBlock(blocks: Block[], next: Block): void {
  const last = blocks.at(-1);
  const item = last?.kind === 'list' ? last.items.at(-1) : undefined;
  if (last?.kind !== 'list' || item === undefined) blocks.push(next);
  else if (next.kind === 'paragraph' && next.goesOn) addBlock(item, next);
  else if (next.kind !== 'list') blocks.push(next);
  else if (next.level > last.level) addBlock(item, next);
  else if (isSameList(last, next)) {
    last.items.push(...next.items);
    blocks[blocks.length - 1] = { ...last, level: next.level };
  } else blocks.push(next);
}

const bullet = /^\s*(?:[·•◦▪■●○\uf0b7\uf0a7\u2013\u2014-]|o(?=\s{2}))\s+/;
const number = /^\s*(\d{1,3})\\?[.)]\s+/;

const roman: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanNumber(letters: string): number {
  const values = [...letters].map((letter) => roman[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/**
 * @param sign the marker that Word writes before an item: `3.`, `b)`, `iv.`, `1.2.`, `·`, `o`
 * @returns the numbers that it can mean, none for a bullet; undefined when it has other words: `§ 3.`
 */
export function numbersOf(sign: string): number[] | undefined {
  const shown = sign.trim().toLowerCase();
  const digits = /^\(?(?:\d{1,3}\.)*(\d{1,3})[.)]*$/.exec(shown)?.[1];
  if (digits !== undefined) return [Number(digits)];
  const letters = /^\(?([a-z]+)[.)]+$/.exec(shown)?.[1];
  if (letters === undefined) return [...shown].length < 2 || !/[\p{L}\d]/u.test(shown) ? [] : undefined;
  const isRoman = /^[ivxlc]+$/.test(letters);
  if (letters.length > 1 && !isRoman) return undefined;
  const place = letters.length === 1 ? [letters.charCodeAt(0) - 96] : [];
  return isRoman ? [...place, romanNumber(letters)] : place;
}

/** The lines of a paragraph; any other block is one line. */
const linesOf = (block: Block): readonly { readonly block: Block; readonly isFirst: boolean }[] =>
  block.kind === 'paragraph'
    ? block.text.split('\n').map((text, index) => ({ block: { ...block, text }, isFirst: index === 0 }))
    : [{ block, isFirst: true }];

/** @returns the blocks, with lists in place of typed dashes and of typed numbers in sequence */
export function withTypedLists(blocks: readonly Block[]): Block[] {
  const lines = blocks.flatMap(linesOf);
  const numbers = lines.map(({ block }) =>
    block.kind === 'paragraph' ? Number(number.exec(block.text)?.[1] ?? Number.NaN) : Number.NaN,
  );
  const found: Block[] = [];
  lines.forEach(({ block, isFirst }, index) => {
    const own = numbers[index] ?? Number.NaN;
    const isNumbered = numbers[index + 1] === own + 1 || numbers[index - 1] === own - 1;
    const last = found.at(-1);
    if (block.kind === 'paragraph' && (isNumbered || bullet.test(block.text))) {
      const text = block.text.replace(isNumbered ? number : bullet, '');
      const items: Block[][] = [[{ kind: 'paragraph', text }]];
      addBlock(found, { kind: 'list', source: 'typed', level: 0, numbers: isNumbered ? [own] : [], items });
    } else if (block.kind === 'paragraph' && last?.kind === 'paragraph' && !isFirst)
      found[found.length - 1] = { ...last, text: `${last.text}\n${block.text}` };
    else addBlock(found, block);
  });
  return found;
}
