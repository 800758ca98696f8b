import { createHash } from 'node:crypto';
import { diffArrays } from 'diff';
import { textParts } from '../text-parts.ts';
import type { Choose, Merged } from './merged.ts';

/** Texts with more differences are merged as a whole, not part by part. */
const mostEdits = 4_000;

/** A changed range of parts, with its new content. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly string[];
}

function hunksOf(base: readonly string[], text: readonly string[]): Hunk[] {
  const found = diffArrays([...base], [...text], { maxEditLength: mostEdits });
  if (found === undefined) return [{ from: 0, to: base.length, parts: text }];
  const hunks: Hunk[] = [];
  let [at, from] = [0, 0];
  let parts: string[] = [];
  const close = (): void => {
    if (at > from || parts.length > 0) hunks.push({ from, to: at, parts });
    parts = [];
  };
  for (const { added, removed, value } of found)
    if (added) parts.push(...value);
    else if (removed) at += value.length;
    else {
      close();
      at += value.length;
      from = at;
    }
  close();
  return hunks;
}

/** Whether two changes overlap, or both insert at the same point. */
const meets = (one: Hunk, other: Hunk): boolean =>
  (one.from < other.to && other.from < one.to) ||
  (one.from === other.from && (one.from === one.to || other.from === other.to));

/** @returns a range of the base text with the changes applied */
function standsIn(base: readonly string[], hunks: readonly Hunk[], from: number, to: number): string[] {
  const parts: string[] = [];
  let at = from;
  for (const hunk of hunks.filter((one) => one.from >= from && one.to <= to)) {
    parts.push(...base.slice(at, hunk.from), ...hunk.parts);
    at = hunk.to;
  }
  return [...parts, ...base.slice(at, to)];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly mine: readonly Hunk[];
  readonly theirs: readonly Hunk[];
}

/** @returns the changed ranges of both versions in order; overlapping ones are joined */
function stretchesOf(mine: readonly Hunk[], theirs: readonly Hunk[]): Stretch[] {
  const all = [
    ...mine.map((hunk) => ({ hunk, isMine: true })),
    ...theirs.map((hunk) => ({ hunk, isMine: false })),
  ].sort((one, other) => one.hunk.from - other.hunk.from || one.hunk.to - other.hunk.to);
  const stretches: Stretch[] = [];
  for (const { hunk, isMine } of all) {
    const last = stretches.at(-1);
    const isMet = last !== undefined && [...last.mine, ...last.theirs].some((one) => meets(one, hunk));
    const into = isMet ? last : { from: hunk.from, to: hunk.to, mine: [], theirs: [] };
    const grown: Stretch = {
      from: into.from,
      to: Math.max(into.to, hunk.to),
      mine: isMine ? [...into.mine, hunk] : into.mine,
      theirs: isMine ? into.theirs : [...into.theirs, hunk],
    };
    if (isMet) stretches[stretches.length - 1] = grown;
    else stretches.push(grown);
  }
  return stretches;
}

const signOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 12);

/**
 * Merges two versions of a text, paragraph by paragraph.
 * @returns the merged text, and the clashes where both changed the same place
 */
export function mergeBodies(base: string, mine: string, theirs: string, choose: Choose): Merged {
  if (base === mine || mine === theirs) return { text: theirs, base: theirs, clashes: [] };
  if (base === theirs) return { text: mine, base, clashes: [] };
  const parts = mergeParts(base, mine, theirs, choose, textParts);
  // When the same paragraph occurs several times, unresolved clashes could be matched differently in the next merge;
  // then the text is merged as a whole.
  const again = mergeParts(parts.base, parts.text, theirs, () => undefined, textParts);
  return parts.clashes.length === 0 || again.text === parts.text
    ? parts
    : mergeParts(base, mine, theirs, choose, (text) => [text]);
}

function mergeParts(
  base: string,
  mine: string,
  theirs: string,
  choose: Choose,
  cut: (text: string) => string[],
): Merged {
  const end = theirs.includes('\r\n') ? '\r\n' : '\n';
  const [old = [], own = [], others = []] = [base, mine, theirs].map((text) =>
    cut(text.replaceAll('\r\n', '\n')),
  );
  const [ownHunks, otherHunks] = [hunksOf(old, own), hunksOf(old, others)];
  const text: string[] = [];
  const began: string[] = [];
  const open: {
    readonly at: number;
    readonly base: string;
    readonly mine: string;
    readonly theirs: string;
  }[] = [];
  let at = 0;
  for (const stretch of stretchesOf(ownHunks, otherHunks)) {
    const { from, to } = stretch;
    const kept = old.slice(at, from).join('');
    const [before, byMe, byThem] = [[], stretch.mine, stretch.theirs].map((hunks) =>
      standsIn(old, hunks, from, to).join(''),
    ) as [string, string, string];
    const isBoth = stretch.mine.length > 0 && stretch.theirs.length > 0 && byMe !== byThem;
    const choice = isBoth ? choose(`body:${signOf(before, byThem)}`) : undefined;
    const isOpen = isBoth && choice === undefined;
    const wins = stretch.mine.length > 0 && choice !== 'theirs' ? byMe : byThem;
    text.push(kept, wins);
    began.push(kept);
    if (isOpen) open.push({ at: began.length, base: before, mine: byMe, theirs: byThem });
    began.push(isOpen ? before : byThem);
    at = to;
  }
  const rest = old.slice(at).join('');
  const asText = (parts: readonly string[]): string => [...parts, rest].join('').replaceAll('\n', end);
  return {
    text: asText(text),
    base: asText(began),
    clashes: open.map((one) => ({
      name: `body:${signOf(one.base, one.theirs)}`,
      mine: asText(began.with(one.at, one.mine)),
      theirs: asText(began.with(one.at, one.theirs)),
    })),
  };
}
