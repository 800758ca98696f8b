import { isDeepStrictEqual } from 'node:util';
import { isData, signOf } from '../facts/data.ts';
import type { Edit, Path } from '../facts/edits.ts';

/** A place that two people changed differently. */
export interface DataClash {
  /** Path in the other person's data. */
  readonly path: Path;
  /** Path in the merged data. */
  readonly mergedPath: Path;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

interface MergedData {
  /** The edits that apply my changes to the other person's data, clashes excepted. */
  readonly edits: readonly Edit[];
  readonly clashes: readonly DataClash[];
}

type Pairs = ReadonlyMap<number, number>;

const nothing: MergedData = { edits: [], clashes: [] };

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

const together = (parts: readonly MergedData[]): MergedData => ({
  edits: parts.flatMap(({ edits }) => edits),
  clashes: parts.flatMap(({ clashes }) => clashes),
});

const isSameBySign = (one: unknown, other: unknown): boolean =>
  signOf(one) !== undefined && isDeepStrictEqual(signOf(one), signOf(other));

/** Number of equal fields of two entries. */
const kinship = (one: unknown, other: unknown): number =>
  isData(one) && isData(other)
    ? Object.entries(one).filter(([key, value]) => !isNothing(value) && isDeepStrictEqual(value, other[key]))
        .length
    : 0;

/**
 * @returns for the entries of one list their indexes in another list: equal entries first, then entries with the same
 * sign, else those with most equal fields
 */
function pairsOf(from: readonly unknown[], to: readonly unknown[]): Pairs {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (index: number, place: number): void => {
    if (pairs.has(index) || taken.has(place)) return;
    pairs.set(index, place);
    taken.add(place);
  };
  for (const isSame of [isDeepStrictEqual, isSameBySign])
    for (const [index, entry] of from.entries()) {
      if (pairs.has(index)) continue;
      const place = to.findIndex((other, at) => !taken.has(at) && isSame(entry, other));
      if (place >= 0) pair(index, place);
    }
  const left = [...from.keys()].filter((index) => !pairs.has(index));
  const free = [...to.keys()].filter((place) => !taken.has(place));
  const akin = left.flatMap((index) =>
    free.map((place) => ({ index, place, shared: kinship(from[index], to[place]) })),
  );
  for (const { index, place, shared } of akin.sort((one, other) => other.shared - one.shared))
    if (shared > 0) pair(index, place);
  return pairs;
}

/** @returns the edit that sets a value, or removes it for undefined */
export const setTo = (path: Path, value: unknown): Edit =>
  value === undefined ? { kind: 'remove', path } : { kind: 'set', path, value };

/** Places a new key in the usual order of its group. */
const ordered = (edit: Edit, depth: number, order: readonly string[]): Edit =>
  edit.kind === 'set' && edit.path.length === depth ? { ...edit, order } : edit;

interface Sides {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

const clash = (sides: Sides, path: Path, mergedPath: Path): MergedData => ({
  edits: [],
  clashes: [{ ...sides, path, mergedPath }],
});

/**
 * Merges lists entry by entry; undefined when one person removed an entry that the other one changed, or both added
 * different entries with the same sign.
 */
function mergeLists(
  base: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
  path: Path,
  mergedPath: Path,
): MergedData | undefined {
  const [own, others] = [pairsOf(base, mine), pairsOf(base, theirs)];
  const keptByMe = new Set(own.values());
  const keptByThem = new Set(others.values());
  const added = mine.filter((_, index) => !keptByMe.has(index));
  const theirOwn = theirs.filter((_, index) => !keptByThem.has(index));
  const fresh = added.filter((entry) => !theirOwn.some((one) => isDeepStrictEqual(one, entry)));
  if (fresh.some((entry) => theirOwn.some((one) => isSameBySign(one, entry)))) return undefined;
  // A list in which only the order was changed.
  if (fresh.length === 0 && own.size === base.length && !isInOrder(own))
    return isDeepStrictEqual(base, theirs) ? { edits: [setTo(path, mine)], clashes: [] } : undefined;
  const parts: MergedData[] = [];
  const gone: number[] = [];
  for (const [index, entry] of base.entries()) {
    const [mineAt, place] = [own.get(index), others.get(index)];
    if (place === undefined) {
      if (mineAt !== undefined && !isDeepStrictEqual(mine[mineAt], entry)) return undefined;
    } else if (mineAt === undefined) {
      if (!isDeepStrictEqual(theirs[place], entry)) return undefined;
      gone.push(place);
    }
  }
  for (const [index, entry] of base.entries()) {
    const [mineAt, place] = [own.get(index), others.get(index)];
    if (mineAt === undefined || place === undefined) continue;
    const shifted = place - gone.filter((one) => one < place).length;
    parts.push(
      mergeData(
        { base: entry, mine: mine[mineAt], theirs: theirs[place] },
        [...path, place],
        [...mergedPath, shifted],
      ),
    );
  }
  return together([
    ...parts,
    {
      edits: [
        ...gone.map((place): Edit => ({ kind: 'remove', path: [...path, place] })),
        ...fresh.map((value): Edit => ({ kind: 'append', path, value })),
      ],
      clashes: [],
    },
  ]);
}

const isInOrder = (pairs: Pairs): boolean => {
  const places = [...pairs].sort(([one], [other]) => one - other).map(([, place]) => place);
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
};

/**
 * Merges the changes of two people who began from the same data.
 *
 * @param path in the other person's data; @param mergedPath in the merged data
 * @returns the edits that apply my changes to the other person's data, field by field and entry by entry, and the
 * clashes
 */
export function mergeData(sides: Sides, path: Path = [], mergedPath: Path = path): MergedData {
  const { base, mine, theirs } = sides;
  if (isDeepStrictEqual(base, mine) || isDeepStrictEqual(mine, theirs)) return nothing;
  if (isData(mine) && isData(theirs) && (isData(base) || isNothing(base))) {
    const old = base ?? {};
    const names = [...new Set([...Object.keys(old), ...Object.keys(mine), ...Object.keys(theirs)])];
    const { edits, clashes } = together(
      names.map((name) =>
        mergeData(
          { base: old[name], mine: mine[name], theirs: theirs[name] },
          [...path, name],
          [...mergedPath, name],
        ),
      ),
    );
    return { edits: edits.map((edit) => ordered(edit, path.length + 1, Object.keys(mine))), clashes };
  }
  const lists = [base, mine, theirs].map((value) => (isNothing(value) ? [] : value));
  const [old, own, others] = lists;
  if (Array.isArray(old) && Array.isArray(own) && Array.isArray(others) && Array.isArray(theirs))
    return mergeLists(old, own, others, path, mergedPath) ?? clash(sides, path, mergedPath);
  return isDeepStrictEqual(base, theirs)
    ? { edits: [setTo(path, mine)], clashes: [] }
    : clash(sides, path, mergedPath);
}
