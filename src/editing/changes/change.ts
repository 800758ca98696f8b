/**
 * New contents of files by their path below the content folder (`fakty/godziny.yaml`); null: the file is removed.
 * Everything unpublished in the editing pages is such a set, laid over the folder.
 */
export type Changes = ReadonlyMap<string, Uint8Array | null>;

/** The name of an editor in the history: a role and initials, never an address: `pracownik AB`. */
export type Editor = string;

/** @returns whether a path is a page or a file of facts; all others are files uploaded by staff */
export const isText = (path: string): boolean => /\.(?:md|yaml)$/.test(path);

/** @returns texts as changes of files, encoded as UTF-8 */
export const asChanges = (texts: ReadonlyMap<string, string | null>): Changes =>
  new Map([...texts].map(([path, text]) => [path, text === null ? null : new TextEncoder().encode(text)]));

/** One file before and after a change; undefined when it did not exist. */
export interface FileChange {
  readonly path: string;
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}

/** What happens to a file, in Polish. */
export interface FileWords {
  /** The subject, when the lines do not name it: `Strona „Zajęcia”`. */
  readonly about: string;
  readonly lines: readonly string[];
}
