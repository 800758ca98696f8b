/** Keys, and indexes of list entries, from the top of a file down. */
export type Path = readonly (string | number)[];

/** One change to the data of a YAML file; paths are those before any change. */
export type Edit =
  | {
      readonly kind: 'set';
      readonly path: Path;
      readonly value: unknown;
      /** The keys of the group in their usual order, to place a new key. */
      readonly order?: readonly string[];
    }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'append'; readonly path: Path; readonly value: unknown };

type Parent = Record<string | number, unknown>;

const parentOf = (data: unknown, path: Path): Parent =>
  path.slice(0, -1).reduce<unknown>((part, step) => (part as Parent)[step], data) as Parent;

/** @returns the value at a path; undefined where there is none */
export const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((part, step) => (part as Parent | null | undefined)?.[step], data);

/** Removing list entries changes the indexes of others, so it is done last. */
function rank({ kind, path }: Edit): number {
  if (kind === 'remove' && typeof path.at(-1) === 'number') return 3;
  return { set: 0, remove: 1, append: 2 }[kind];
}

/** Order of two removals: the deeper entry first, and in one list the later entry first. */
function later(one: Edit, other: Edit): number {
  const place = one.path.findIndex((step, index) => step !== other.path[index]);
  const [own, others] = [one.path[place], other.path[place]];
  if (typeof own === 'number' && typeof others === 'number') return others - own;
  return other.path.length - one.path.length;
}

/** @returns the edits in an order in which none changes a path that another one uses */
export const inOrder = (edits: readonly Edit[]): Edit[] =>
  [...edits].sort((one, other) => rank(one) - rank(other) || (rank(one) === 3 ? later(one, other) : 0));

/** @returns a copy of the data with the edits applied; missing lists and groups are created */
export function editData(data: unknown, edits: readonly Edit[]): unknown {
  const next = structuredClone(data) ?? {};
  for (const edit of inOrder(edits)) {
    const parent = parentOf(next, edit.path);
    const last = edit.path.at(-1) ?? '';
    if (edit.kind === 'set') parent[last] = structuredClone(edit.value);
    else if (edit.kind === 'append')
      parent[last] = [...((parent[last] as unknown[] | null | undefined) ?? []), structuredClone(edit.value)];
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
  return next;
}
