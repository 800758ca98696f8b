import { isDeepStrictEqual } from 'node:util';
import { toText } from '../../content-check/reading/file-text.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import { type Edit, type Path, valueAt } from '../facts/edits.ts';
import { editYaml } from '../facts/yaml-edit.ts';

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an entry of a list is the same one as before, though something in it may have changed. */
const isSameEntry = (one: unknown, other: unknown): boolean => {
  const key = (entry: unknown) =>
    isData(entry) ? (entry['klucz'] ?? entry['nazwa'] ?? entry['numer']) : undefined;
  return isDeepStrictEqual(one, other) || (key(one) !== undefined && isDeepStrictEqual(key(one), key(other)));
};

const backTo = (before: unknown, path: Path): Edit[] =>
  before === undefined ? [{ kind: 'remove', path }] : [{ kind: 'set', path, value: before }];

/**
 * What has to be done to the present data; undefined where a later change stands in the way.
 *
 * @param wins whether it gives way where one does
 */
function editsBack(
  before: unknown,
  after: unknown,
  now: unknown,
  path: Path,
  wins: boolean,
): Edit[] | undefined {
  if (isDeepStrictEqual(before, after) || isDeepStrictEqual(before, now)) return [];
  if (isData(before) && isData(after) && isData(now)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const edits = names.map((name) => editsBack(before[name], after[name], now[name], [...path, name], wins));
    return edits.includes(undefined) ? undefined : edits.flatMap((one) => one ?? []);
  }
  if (Array.isArray(before) && Array.isArray(after) && Array.isArray(now))
    return listEditsBack(before, after, now, path, wins) ?? (wins ? backTo(before, path) : undefined);
  return wins || isDeepStrictEqual(after, now) ? backTo(before, path) : undefined;
}

function listEditsBack(
  before: unknown[],
  after: unknown[],
  now: unknown[],
  path: Path,
  wins: boolean,
): Edit[] | undefined {
  const edits: (Edit[] | undefined)[] = after.map((entry, index) => {
    const sameLength = before.length === after.length;
    const old = before.find((one) => isSameEntry(one, entry)) ?? (sameLength ? before[index] : undefined);
    if (old !== undefined && isDeepStrictEqual(old, entry)) return [];
    const place = now.findIndex((one) => isSameEntry(one, entry));
    return place < 0 ? undefined : editsBack(old, entry, now[place], [...path, place], wins);
  });
  const removed = before.filter(
    (entry, index) =>
      !after.some((one) => isSameEntry(one, entry)) &&
      !(before.length === after.length && after[index] !== undefined),
  );
  if (edits.includes(undefined)) return undefined;
  return [
    ...edits.flatMap((one) => one ?? []),
    ...removed.map((value): Edit => ({ kind: 'append', path, value })),
  ];
}

const dataOf = (text: string): unknown => {
  const reading = readYaml(toText(text));
  return reading.kind === 'data' ? reading.data.value : undefined;
};

/**
 * Takes one change of a file of facts back and leaves what was changed in other fields since.
 *
 * @param wins whether what was changed later in the same field gives way
 * @returns the present text without the change; undefined where a later change stands in the way
 */
export function undoFact(before: string, after: string, now: string, wins = false): string | undefined {
  const [old, changed, present] = [before, after, now].map(dataOf);
  if (present === undefined || old === undefined || changed === undefined) return undefined;
  const edits = editsBack(old, changed, present, [], wins);
  if (edits === undefined || edits.some(({ path }) => path.length === 0)) return undefined;
  const order = (path: Path): readonly string[] =>
    Object.keys((valueAt(old, path.slice(0, -1)) ?? {}) as object);
  return editYaml(
    now,
    edits.map((edit) => (edit.kind === 'set' ? { ...edit, order: order(edit.path) } : edit)),
  );
}
