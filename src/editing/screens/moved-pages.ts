import type { Editor } from '../changes/change.ts';

const mostRemembered = 1_000;
/** A page that was given so many names in turn is looked for no further. */
const mostMoves = 20;

/** Where pages lie that an editor gave another name: who presses Back is at the old one. Kept as long as the process runs. */
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
    /** @returns the page itself where it is there, else the one that it became; undefined: nobody knows of any */
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
