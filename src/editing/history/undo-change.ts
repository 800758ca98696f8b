import { isDeepStrictEqual } from 'node:util';
import { type Changes, isText } from '../changes/change.ts';
import { mergeTexts } from '../merge/merge-texts.ts';
import type { Commit } from './durable-git.ts';
import type { Entry } from './entry.ts';
import { differing, type Reading } from './reading.ts';

export type Undoing =
  /** Empty changes: everything is already as before. */
  | { readonly kind: 'changes'; readonly changes: Changes; readonly entry: Entry }
  /** A later change of the same place; `entry` is that change. */
  | { readonly kind: 'in-the-way'; readonly file: string; readonly entry: Entry }
  /** There is no such change in this history, or it is the first one. */
  | { readonly kind: 'unknown' };

type Bytes = Uint8Array | undefined;

/** A text without the effect of one change; undefined when a later change conflicts. */
function withoutChange(path: string, old: Bytes, changed: Bytes, present: Bytes, isForced: boolean): Bytes {
  if (!isText(path) || !old || !changed || !present) return undefined;
  const [before = '', after = '', now = ''] = [old, changed, present].map((bytes) =>
    new TextDecoder().decode(bytes),
  );
  const merged = mergeTexts(path, after, before, now, () => (isForced ? 'mine' : undefined));
  return merged === undefined || merged.clashes.length > 0
    ? undefined
    : new TextEncoder().encode(merged.text);
}

/**
 * Undoes one change and keeps later ones: in files of facts field by field, in texts paragraph by paragraph.
 *
 * @param id of the change
 * @param isForced whether later changes of the same place are undone too
 */
export async function undoChange(reading: Reading, id: string, isForced = false): Promise<Undoing> {
  const { repository, treeOf, blobOf, toEntry, commits } = reading;
  const later: Commit[] = [];
  let found: Commit | undefined;
  for await (const one of commits()) {
    if (one.id === id) {
      found = one;
      break;
    }
    later.push(one);
  }
  if (found?.parents[0] === undefined) return { kind: 'unknown' };
  const entry = await toEntry(found);
  const [before, after] = [await treeOf(found.parents[0]), await repository.readTree(found.tree)];
  const now = await treeOf(await repository.head());
  const changes = new Map<string, Uint8Array | null>();
  for (const path of differing(before, after)) {
    if (now.get(path) === before.get(path)) continue;
    const [old, changed, present] = await Promise.all([before, after, now].map((tree) => blobOf(tree, path)));
    const isLast = now.get(path) === after.get(path);
    const back = isLast ? old : withoutChange(path, old, changed, present, isForced);
    if (back === undefined && !isLast && !isForced) {
      const entries = await Promise.all(later.map(toEntry));
      const blocking = entries.find(({ files }) => files.includes(path)) ?? entry;
      return { kind: 'in-the-way', file: path, entry: blocking };
    }
    const wanted = back ?? (isLast ? undefined : old);
    if (!isDeepStrictEqual(wanted && Buffer.from(wanted), present && Buffer.from(present)))
      changes.set(path, wanted ?? null);
  }
  return { kind: 'changes', changes, entry };
}
