import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { replaceDurably } from '../../durable-file.ts';
import type { Editor } from '../changes/change.ts';

const draftSchema = z.object({
  editor: z.string(),
  path: z.string(),
  base: z.string().nullable(),
  text: z.string().nullable(),
  at: z.coerce.date(),
});

/** Its texts before, the newest first: a window that is still open may have begun from one of them. */
const earlierSchema = z.object({ earlier: z.array(z.string()).default([]) });

/** An unpublished change of one file by one editor. */
export interface Draft {
  readonly editor: Editor;
  /** Below the content folder; for a new page its future path. */
  readonly path: string;
  /**
   * The text from which the editing began; null when there was no file. Stored in full, so that every conflict can
   * show it.
   */
  readonly base: string | null;
  /** Null: the file is to be removed. */
  readonly text: string | null;
  readonly at: Date;
}

/** A file that two people changed from the same base text. */
export interface Conflict {
  readonly base: string | null;
  /** Null: the draft removes the file. */
  readonly mine: string | null;
  /** Null: somebody else removed the file. */
  readonly theirs: string | null;
}

/**
 * @param now the current text of the file
 * @returns the conflict, when the file has changed since the draft began; else undefined
 */
export function conflictOf(
  { base, text }: Pick<Draft, 'base' | 'text'>,
  now: string | null,
): Conflict | undefined {
  return now === base || now === text ? undefined : { base, mine: text, theirs: now };
}

const mostBytes = 1_000_000;
const mostOfOneEditor = 200;
const mostEarlier = 10;
/** Of all texts that a draft had before. */
const mostEarlierCharacters = 200_000;

/** @returns as many of the texts that a draft had as are kept, without the one that it has now */
function kept(texts: readonly (string | null)[], now: string | null): string[] {
  let room = mostEarlierCharacters;
  return [...new Set(texts)]
    .filter((one): one is string => one !== null && one !== now)
    .slice(0, mostEarlier)
    .filter((one) => {
      room -= one.length;
      return room >= 0;
    });
}

export type Drafts = ReturnType<typeof openDrafts>;

/**
 * @param directory `EDITING_DATA_DIR`; the drafts are in `drafts`, one file for an editor and a file of the content
 */
export function openDrafts(directory: string) {
  const folder = join(directory, 'drafts');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder))
    if (name.endsWith('.unfinished')) rmSync(join(folder, name), { force: true });
  const fileOf = (editor: Editor, path: string): string =>
    join(
      folder,
      `${createHash('sha256')
        .update(JSON.stringify([editor, path]))
        .digest('hex')}.json`,
    );

  function readAs<Schema extends z.ZodType>(schema: Schema, file: string): z.infer<Schema> | undefined {
    try {
      return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return undefined;
    }
  }
  const read = (file: string): Draft | undefined => readAs(draftSchema, file);
  const textsIn = (file: string): (string | null)[] => {
    const draft = read(file);
    return draft === undefined ? [] : [draft.text, ...(readAs(earlierSchema, file)?.earlier ?? [])];
  };

  const all = (): Draft[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => read(join(folder, name)) ?? [])
      .sort((one, other) => other.at.getTime() - one.at.getTime());

  return {
    /**
     * Saves a draft, replacing the previous one. @throws RangeError above a megabyte, and errors of the file system
     */
    async save(draft: Draft): Promise<void> {
      const file = fileOf(draft.editor, draft.path);
      const text = JSON.stringify({ ...draft, earlier: kept(textsIn(file), draft.text) });
      if (Buffer.byteLength(text) > mostBytes) throw new RangeError('this draft is too large');
      if (
        this.of(draft.editor).length >= mostOfOneEditor &&
        this.read(draft.editor, draft.path) === undefined
      )
        throw new RangeError('this editor has too many drafts');
      await replaceDurably(file, text);
    },

    /** @returns the draft of a file; undefined when there is none */
    read: (editor: Editor, path: string): Draft | undefined => read(fileOf(editor, path)),

    /** @returns the text that a draft has, and those that it had before, the newest first */
    texts: (editor: Editor, path: string): (string | null)[] => textsIn(fileOf(editor, path)),

    /** @returns all drafts of an editor, the newest first */
    of: (editor: Editor): Draft[] => all().filter((draft) => draft.editor === editor),

    remove: (editor: Editor, path: string): void => rmSync(fileOf(editor, path), { force: true }),

    /** Deletes all drafts of a file. @returns how many there were */
    forget(path: string): number {
      const found = all().filter((draft) => draft.path === path);
      for (const { editor } of found) rmSync(fileOf(editor, path), { force: true });
      return found.length;
    },
  };
}
