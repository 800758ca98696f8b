import { createStaticFiles, type SourceFile, type StaticFile } from '../http/static-files.ts';

/**
 * Files of earlier builds, which pages that people still have open refer to.
 *
 * @param sources by their paths within the site, without the first slash
 * @param ends when each is no longer served (ISO 8601), by the same paths
 * @param modified when the build that holds them was made
 * @returns a function that finds such a file by its path within the site
 */
export function createKeptFiles(
  sources: ReadonlyMap<string, SourceFile>,
  ends: Readonly<Record<string, string>>,
  modified: Date,
  clock: () => Date,
): (path: string) => StaticFile | undefined {
  const files = createStaticFiles(sources, modified);
  const byName = new Map(Object.entries(ends));
  return (path) => {
    const end = byName.get(path.slice(1));
    return end !== undefined && clock() < new Date(end) ? files.find(path) : undefined;
  };
}
