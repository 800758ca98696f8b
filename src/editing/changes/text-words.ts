import { diffArrays } from 'diff';
import { plEditingChanges } from '../../words/pl-editing-changes.ts';
import { textParts } from '../text-parts.ts';
import { differingParts, shortened } from './value-words.ts';

const words = plEditingChanges.text;
/** Largest number of lines for one text. */
const mostLines = 12;
/** Two parts count as versions of one another when they share at least this fraction of their words. */
const akin = 0.4;
/** A text with more differences is told as removed and written anew. */
const mostEdits = 2_000;

type Kind = 'paragraph' | 'heading' | 'item' | 'row' | 'picture' | 'insert' | 'box';

/** A part of a text: a paragraph, a heading, one item of a list. */
interface Part {
  readonly kind: Kind;
  /** The source text, with white space collapsed. */
  readonly text: string;
}

const insertName = /^:{1,3}([a-z][a-z-]*)/;

function kindOf(line: string): Kind {
  if (/^#{1,6}\s/.test(line)) return 'heading';
  if (/^(?:[-*+]|\d+[.)])\s/.test(line)) return 'item';
  if (line.startsWith('|')) return 'row';
  if (line.startsWith('![')) return 'picture';
  if (/^:::[a-z]/.test(line)) return 'box';
  return /^::[a-z]/.test(line) ? 'insert' : 'paragraph';
}

/** Ends of boxes and the rule below the head of a table are not shown to editors. */
const isMark = (line: string): boolean => /^:{3,}$/.test(line) || /^\|[\s|:-]+$/.test(line);

const partsOf = (body: string): Part[] =>
  textParts(body)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && !isMark(text))
    .map((text) => ({ kind: kindOf(text), text }));

/** @returns a part as readers see it, without the marks of headings, links and inserts */
function plainText(text: string): string {
  const name = insertName.exec(text)?.[1];
  const inserted = (given: string): string => words.inserted[given] ?? given;
  const whole = /^:{2,3}[a-z]/.test(text) ? (/\[([^\]]*)\]/.exec(text)?.[1] ?? inserted(name ?? '')) : text;
  return whole
    .replace(/^(?:#{1,6}|[-*+]|\d+[.)])\s+/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/:[a-z][a-z-]*\[([^\]]*)\](?:\{[^}]*\})?/g, '$1')
    .replace(/(?<![\p{L}\d:]):([a-z][a-z-]*)(?:\{[^}]*\})?/gu, (_, given: string) => inserted(given))
    .replace(/^\||\|$/g, '')
    .replace(/\s*\|\s*/g, ' · ')
    .replaceAll('**', '')
    .trim();
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\d]+/gu));

function isAkin(one: Part, other: Part): boolean {
  if (one.kind !== other.kind) return false;
  const [own, others] = [wordsOf(one.text), wordsOf(other.text)];
  const shared = [...own].filter((word) => others.has(word)).length;
  return shared >= akin * Math.max(own.size, others.size);
}

type Difference = { readonly before?: Part; readonly after?: Part };

/** @returns removed and added parts of one place in pairs: removed ones without a pair first */
function inPairs(gone: readonly Part[], come: readonly Part[]): Difference[] {
  const left = [...gone];
  const pairs = come.map((after): Difference => {
    const place = left.findIndex((one) => isAkin(one, after));
    const [before] = place < 0 ? [] : left.splice(place, 1);
    return before === undefined ? { after } : { before, after };
  });
  return [...left.map((before) => ({ before })), ...pairs];
}

function differencesOf(before: readonly Part[], after: readonly Part[]): Difference[] {
  const isSame = (one: Part, other: Part) => one.kind === other.kind && one.text === other.text;
  const found = diffArrays([...before], [...after], { comparator: isSame, maxEditLength: mostEdits });
  if (found === undefined) return inPairs(before, after);
  const differences: Difference[] = [];
  let [gone, come]: [Part[], Part[]] = [[], []];
  for (const { added, removed, value } of [...found, { added: false, removed: false, value: [] }])
    if (added) come.push(...value);
    else if (removed) gone.push(...value);
    else {
      differences.push(...inPairs(gone, come));
      [gone, come] = [[], []];
    }
  return differences;
}

/** A part that only moved is told once. */
function withMoves(differences: readonly Difference[]): (Difference | { readonly moved: Part })[] {
  const isLone = ({ before, after }: Difference) => (before === undefined) !== (after === undefined);
  const placeOf = (one: Difference, side: 'before' | 'after') =>
    differences.find(
      (other) =>
        isLone(other) &&
        other[side] !== undefined &&
        other[side]?.text === one[side === 'before' ? 'after' : 'before']?.text,
    );
  return differences.flatMap((one) => {
    if (!isLone(one)) return [one];
    if (one.after !== undefined) return [placeOf(one, 'before') === undefined ? one : { moved: one.after }];
    return placeOf(one, 'after') === undefined ? [one] : [];
  });
}

function sentenceOf(difference: Difference | { readonly moved: Part }): string {
  const say = ({ kind, text }: Part, how: (part: string, shown: string) => string): string =>
    how(words[kind], shortened(plainText(text)));
  if ('moved' in difference) return say(difference.moved, words.moved);
  const { before, after } = difference;
  if (after === undefined) return before === undefined ? '' : say(before, words.removed);
  if (before === undefined) return say(after, words.added);
  const plain = [before, after].map(({ text }) => plainText(text));
  const [old = '', fresh = ''] = plain;
  const [from, to] = differingParts(old === fresh ? before.text : old, old === fresh ? after.text : fresh);
  return words.changed(words[after.kind], from, to);
}

/**
 * @param before the text of a page without its fields; @param after the new text
 * @returns what was added, removed and changed, one line each, in the order of the text; empty when both are equal
 */
export function textWords(before: string, after: string): string[] {
  if (before === after) return [];
  const lines = withMoves(differencesOf(partsOf(before), partsOf(after))).map(sentenceOf);
  if (lines.length === 0) return [words.layout];
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines), words.more(lines.length - mostLines)];
}
