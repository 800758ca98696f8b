import type { Editor } from '../changes/change.ts';

const mostRemembered = 1_000;
/** Longer chains of renames are not followed. */
const mostMoves = 20;

/** The new paths of pages that editors renamed, for Back to an old address. In memory only. */
export function createMovedPages() {
  const moved = new Map<string, string>();
  const keyOf = (editor: Editor, path: string): string => JSON.stringify([editor, path]);
  return {
    remember(editor: Editor, from: string, to: string): void {
      if (from === to) return;
      const [oldest] = moved.keys();
      if (moved.size >= mostRemembered && oldest !== undefined) moved.delete(oldest);
      moved.set(keyOf(editor, from), to);
    },
    /** @returns the path itself if a page exists there, otherwise its current path; undefined if unknown */
    find(editor: Editor, path: string, isThere: (path: string) => boolean): string | undefined {
      let place: string | undefined = path;
      for (let moves = 0; moves < mostMoves && place !== undefined; moves += 1) {
        if (isThere(place)) return place;
        place = moved.get(keyOf(editor, place));
      }
      return undefined;
    },
  };
}
