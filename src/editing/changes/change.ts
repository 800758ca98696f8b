/**
 * Files as they are to be, by their path below the content folder (`fakty/godziny.yaml`); null: the file goes.
 * Everything in the editing pages that is not yet published is such a set, laid over the folder.
 */
export type Changes = ReadonlyMap<string, Uint8Array | null>;

/** Who edits, as history names them: a role and initials, never an address: `pracownik AB`. */
export type Editor = string;

/** Pages and facts; all else are files that staff put there. */
export const isText = (path: string): boolean => /\.(?:md|yaml)$/.test(path);

/** @returns texts as changes of files; the same bytes for the same text */
export const asChanges = (texts: ReadonlyMap<string, string | null>): Changes =>
  new Map([...texts].map(([path, text]) => [path, text === null ? null : new TextEncoder().encode(text)]));

/** One file before and after a change; undefined where it was not there. */
export interface FileChange {
  readonly path: string;
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}

/** What happens to a file, in Polish. */
export interface FileWords {
  /** What the lines are about, where they do not say it themselves: `Strona „Zajęcia”`. */
  readonly about: string;
  readonly lines: readonly string[];
}
