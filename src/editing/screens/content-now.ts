import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../staff-files/files-below.ts';
import { isLeftBehind } from '../../staff-files/names.ts';
import { staffFolder } from '../../staff-files/served-files.ts';
import type { Changes, Editor, FileChange } from '../changes/change.ts';
import { type Conflict, conflictOf, type Draft, type Drafts } from '../drafts/drafts.ts';
import { mergeTexts } from '../merge/merge-texts.ts';
import type { Clash } from '../merge/merged.ts';
import { pageAt } from '../pages/page-file.ts';
import type { ContentFiles } from '../preview/content-store.ts';
import type { Uploads } from '../uploads/uploads.ts';

export const encode = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));

/** A draft of a picture or document does not contain the file, which is among the uploads. */
const isStaffFile = (path: string): boolean => path.startsWith(`${staffFolder}/`);

/** A draft merged with the published content. */
export interface DraftNow extends Draft {
  /** Places that somebody else has changed differently since; the text has this editor's version there. */
  readonly clashes: readonly Clash[];
  /** The files cannot be merged, because one of them was removed or cannot be read. */
  readonly whole?: Conflict;
}

export type ContentNow = ReturnType<typeof readContentNow>;

/** Reads the published content, and the content with an editor's drafts. */
export function readContentNow(content: string, drafts: Drafts, uploads: Uploads) {
  const read = (path: string): Uint8Array => readFileSync(join(content, path));

  function published(path: string): string | undefined {
    try {
      return read(path).toString();
    } catch {
      return undefined;
    }
  }

  const paths = (): string[] =>
    filesBelow(content)
      .filter(({ path, isFile }) => isFile && !path.split('/').some(isLeftBehind))
      .map(({ path }) => path);

  /** Merges changes that somebody else has published since into a draft, except for places that both have changed. */
  function overNow(draft: Draft, stands = published(draft.path) ?? null): DraftNow {
    const whole = isStaffFile(draft.path) ? undefined : conflictOf(draft, stands);
    if (whole === undefined) return { ...draft, base: stands, clashes: [] };
    const { base, mine, theirs } = whole;
    const merged =
      base === null || mine === null || theirs === null
        ? undefined
        : mergeTexts(draft.path, base, mine, theirs);
    return merged === undefined ? { ...draft, clashes: [], whole } : { ...draft, ...merged };
  }

  function draftOf(editor: Editor, path: string): DraftNow | undefined {
    const draft = drafts.read(editor, path);
    return draft && overNow(draft);
  }

  const draftsOf = (editor: Editor): DraftNow[] => drafts.of(editor).map((draft) => overNow(draft));

  /** @param only these files; left out: all drafts of the editor */
  function changesOf(editor: Editor, only?: readonly string[]): Changes {
    const own = draftsOf(editor).filter(({ path }) => only === undefined || only.includes(path));
    const waiting = own.some(({ path }) => isStaffFile(path)) ? uploads.all() : undefined;
    return new Map(
      own.flatMap(({ path, text }) => {
        if (text === null || !isStaffFile(path)) return [[path, encode(text)] as const];
        const bytes = waiting?.get(path);
        return bytes ? [[path, bytes] as const] : [];
      }),
    );
  }

  /** @returns the whole content with some changes */
  function filesAfter(...all: readonly Changes[]): Map<string, Uint8Array> {
    const files = new Map<string, Uint8Array>(paths().map((path) => [path, read(path)]));
    for (const [path, bytes] of all.flatMap((changes) => [...changes]))
      if (bytes === null) files.delete(path);
      else files.set(path, bytes);
    return files;
  }

  const textsIn = (files: ContentFiles): Map<string, string> =>
    new Map(
      [...files].flatMap(([path, bytes]) =>
        pageAt(path) === undefined ? [] : [[path, Buffer.from(bytes).toString()] as const],
      ),
    );

  /** The texts of all published pages, with the given changes. */
  function pageTexts(changes: Changes = new Map()): ReadonlyMap<string, string> {
    const texts = textsIn(
      new Map(
        paths()
          .filter((path) => pageAt(path))
          .map((path) => [path, read(path)]),
      ),
    );
    for (const [path, bytes] of changes)
      if (bytes === null) texts.delete(path);
      else if (pageAt(path)) texts.set(path, Buffer.from(bytes).toString());
    return texts;
  }

  return {
    /** @returns a published file's text; undefined if there is none */
    published,
    /** An editor's draft of a file, merged with the published text where possible. */
    overNow,
    draftOf,
    draftsOf,
    changesOf,
    /** The whole content with an editor's drafts, and with uploads that no text uses yet. */
    filesWith: (editor: Editor): ContentFiles => filesAfter(uploads.all(), changesOf(editor)),
    pageTexts,
    /** The texts of all pages with an editor's drafts. */
    draftedTexts: (editor: Editor): ReadonlyMap<string, string> => pageTexts(changesOf(editor)),
    /** @returns each changed file as published and with its change */
    fileChanges: (changes: Changes): FileChange[] =>
      [...changes].map(([path, after]) => ({
        path,
        before: encode(published(path) ?? null) ?? undefined,
        after: after ?? undefined,
      })),
  };
}
