/** Parts of a text that was pasted, before they are written as Markdown. */

/** Entries of one kind in a row. Those that were pasted apart go together as `addBlock` finds them. */
export interface List {
  readonly kind: 'list';
  /** Bullets that stand side by side are one list when this is the same. */
  readonly source: unknown;
  /** How deep its source says that it is; 0 is outermost. */
  readonly level: number;
  /** The number of its first entry, as it may be read: `i.` is one or nine. Empty: it has bullets. */
  readonly numbers: readonly number[];
  readonly items: Block[][];
}

export interface Paragraph {
  readonly kind: 'paragraph';
  /** As Markdown, but for what a line may not begin with. */
  readonly text: string;
  /** It goes on with the entry before it, where there is one. */
  readonly goesOn?: boolean;
}

export type Block =
  | Paragraph
  | List
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly string[][] };

/** @returns the number of a list's first entry; undefined: it has bullets */
export const startOf = ({ numbers }: List): number | undefined =>
  numbers.length === 0 ? undefined : Math.min(...numbers);

function isSameList(last: List, next: List): boolean {
  const start = startOf(last);
  if (start === undefined) return next.numbers.length === 0 && last.source === next.source;
  return next.numbers.includes(start + last.items.length);
}

/** Puts a part behind others: an entry goes into the list that it goes on with, or below the entry that it belongs to. */
export function addBlock(blocks: Block[], next: Block): void {
  const last = blocks.at(-1);
  const item = last?.kind === 'list' ? last.items.at(-1) : undefined;
  if (last?.kind !== 'list' || item === undefined) blocks.push(next);
  else if (next.kind === 'paragraph' && next.goesOn) addBlock(item, next);
  else if (next.kind !== 'list') blocks.push(next);
  else if (next.level > last.level) addBlock(item, next);
  else if (isSameList(last, next))
    blocks[blocks.length - 1] = { ...last, level: next.level, items: [...last.items, ...next.items] };
  else blocks.push(next);
}

const bullet = /^\s*(?:[·•◦▪■●○\uf0b7\uf0a7\u2013\u2014-]|o(?=\s{2}))\s+/;
const number = /^\s*(\d{1,3})\\?[.)]\s+/;

const roman: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanNumber(letters: string): number {
  const values = [...letters].map((letter) => roman[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/**
 * @param sign what Word writes before an entry: `3.`, `b)`, `iv.`, `1.2.`, `·`, `o`
 * @returns the numbers that it may be, none for a bullet; undefined where it says more than a number: `§ 3.`
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

/** A line of a paragraph, and whether it begins one; other parts are lines of their own. */
const linesOf = (block: Block): readonly { readonly block: Block; readonly isFirst: boolean }[] =>
  block.kind === 'paragraph'
    ? block.text.split('\n').map((text, index) => ({ block: { ...block, text }, isFirst: index === 0 }))
    : [{ block, isFirst: true }];

/** @returns the same, with lists where somebody has typed dashes, or numbers that follow each other */
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
