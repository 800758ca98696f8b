import { createHash } from 'node:crypto';
import { type Changes, type Editor, isText } from '../changes/change.ts';
import type { Conflict, Drafts } from '../drafts/drafts.ts';
import type { History } from '../history/history.ts';
import { mergeTexts } from '../merge/merge-texts.ts';
import type { Choose, Clash } from '../merge/merged.ts';
import { isPublishable } from '../publishing/publication.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { ContentNow } from './content-now.ts';

/** Older versions of a text are not searched for the one that a form was made from. */
const mostVersions = 20;

/** @returns a short hash of a text, by which a form identifies the text that it was made from */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

const beganOf = (text: string, stands: string | null): string => hashOf(JSON.stringify([text, stands]));

/** A file opened by an editor. */
export interface OpenFile {
  readonly text: string;
  /** The text that the draft changes: the published one, except for the clashes. */
  readonly base: string | null;
  /** Hash of all that the editor sees of it. */
  readonly began: string;
  /** Places that somebody else has changed differently since. */
  readonly clashes: readonly Clash[];
  /** Set if the two files cannot be merged. */
  readonly whole?: Conflict;
}

/** Opens files for forms and saves their values as drafts. */
export function createKeeping({
  drafts,
  history,
  uploads,
  now,
  clock,
}: {
  readonly drafts: Drafts;
  readonly history: History;
  readonly uploads: Uploads;
  readonly now: ContentNow;
  readonly clock: () => Date;
}) {
  const { published, draftOf } = now;

  /** Saves a changed text as a draft of the published one. A draft equal to the published text is removed. */
  async function save(editor: Editor, path: string, text: string | null): Promise<void> {
    const base = published(path) ?? null;
    if (text === base) drafts.remove(editor, path);
    else await drafts.save({ editor, path, base, text, at: clock() });
  }

  return {
    save,
    /** Opens an editor's draft of a file, otherwise the published text. */
    open(editor: Editor, path: string): OpenFile {
      const stands = published(path) ?? null;
      const draft = draftOf(editor, path) ?? { text: stands, base: stands, clashes: [] };
      const text = draft.text ?? '';
      return { ...draft, text, began: beganOf(text, stands) };
    },
    /**
     * @param began the hash in a form
     * @returns the text with that hash, of those that the editor may have seen; undefined if there is none
     */
    async textThatBegan(editor: Editor, path: string, began: string): Promise<string | undefined> {
      const draft = drafts.read(editor, path);
      const texts = drafts.texts(editor, path);
      const seenOver = (stood: string | null): (string | null)[] => [
        stood,
        ...texts,
        ...(draft === undefined ? [] : texts.map((text) => now.overNow({ ...draft, text }, stood).text)),
      ];
      const versions = (await history.versions(path)).slice(0, mostVersions);
      for (const id of [undefined, ...versions.map((one) => one.id)]) {
        const bytes = id === undefined ? undefined : await history.fileAt(id, path);
        const stood = bytes === undefined ? null : Buffer.from(bytes).toString();
        const found = seenOver(stood).find((text) => text !== null && beganOf(text, stood) === began);
        if (found !== undefined && found !== null) return found;
      }
      return undefined;
    },
    /**
     * Saves typed values, whatever others have published meanwhile.
     *
     * @param base the text that was changed; @param choose the version to keep in a place that both changed; places
     * without a choice stay open
     */
    async keep(
      editor: Editor,
      path: string,
      base: string | null,
      text: string | null,
      choose: Choose = () => undefined,
    ): Promise<void> {
      const stands = published(path) ?? null;
      const merged =
        base === null || text === null || stands === null
          ? undefined
          : mergeTexts(path, base, text, stands, choose);
      const kept = merged ?? { base: choose('') === 'mine' ? stands : base, text };
      if (kept.text === stands || choose('') === 'theirs') drafts.remove(editor, path);
      else await drafts.save({ editor, path, base: kept.base, text: kept.text, at: clock() });
    },
    /**
     * Files that a page still uses stay.
     *
     * @returns whether the drafts were saved; false if that would overwrite an existing draft
     */
    async saveChanges(editor: Editor, changes: Changes): Promise<boolean> {
      const own = [...changes].filter(([path]) => isPublishable(path));
      if (own.some(([path]) => drafts.read(editor, path) !== undefined)) return false;
      for (const [path, bytes] of own)
        if (isText(path)) await save(editor, path, bytes === null ? null : Buffer.from(bytes).toString());
      const named = [...now.draftedTexts(editor).values()].join('\n');
      for (const [path, bytes] of own) {
        if (isText(path)) continue;
        const isNamed = named.includes(`/${path}`);
        if (bytes !== null) await uploads.bringBack(path, bytes);
        // A file that a text uses is published with it; an unused one is a change by itself.
        if (!isNamed)
          await drafts.save({ editor, path, base: null, text: bytes === null ? null : '', at: clock() });
      }
      return true;
    },
    /**
     * Renames or removes a page, merged with the editor's own draft.
     *
     * @returns whether the drafts were saved; false if somebody else has published a conflicting change
     */
    async saveOver(editor: Editor, texts: ReadonlyMap<string, string | null>): Promise<boolean> {
      const isOpen = (path: string): boolean => {
        const { clashes = [], whole } = draftOf(editor, path) ?? {};
        return clashes.length > 0 || whole !== undefined;
      };
      if ([...texts.keys()].some(isOpen)) return false;
      for (const [path, text] of texts) await save(editor, path, text);
      return true;
    },
  };
}
