import { fold } from '../search/fold.ts';

/** @returns how many letters have to be changed, added, removed or swapped with their neighbour */
function distance(one: string, other: string): number {
  const [from, to] = [[...one], [...other]];
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
}

/** Longer names are not typing errors; the table of distances would only grow. */
const longestName = 100;

/**
 * @param name an unknown name
 * @param known the known names
 * @returns the known name that was most likely meant (Damerau–Levenshtein; at most a third of its letters differ,
 * diacritics do not count), or undefined
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined;
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const away = distance(fold(name), fold(candidate));
    const allowed = Math.max(1, Math.floor(Math.min(name.length, candidate.length) / 3));
    if (away <= allowed && (best === undefined || away < best.distance))
      best = { name: candidate, distance: away };
  }
  return best?.name;
}

/** @returns ` Może chodziło o: godziny.`, or an empty text if no known name is similar */
export function suggestion(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known);
  return meant === undefined ? '' : ` Może chodziło o: ${meant}.`;
}
