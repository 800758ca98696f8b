import { createHash } from 'node:crypto';
import { type Changes, type Editor, isText } from '../changes/change.ts';
import type { Conflict, Drafts } from '../drafts/drafts.ts';
import type { History } from '../history/history.ts';
import { mergeTexts } from '../merge/merge-texts.ts';
import type { Choose, Clash } from '../merge/merged.ts';
import { isPublishable } from '../publishing/publication.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { ContentNow } from './content-now.ts';

/** A form that is older began from a text that nobody looks for. */
const mostVersions = 20;

/** @returns a short name of a text, by which a form knows whether it still began from the same one */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

const beganOf = (text: string, stands: string | null): string => hashOf(JSON.stringify([text, stands]));

/** A file as an editor works on it. */
export interface OpenFile {
  readonly text: string;
  /** What it is a change of: as it is published, but for the clashes. */
  readonly base: string | null;
  /** Names all that they see of it. */
  readonly began: string;
  /** Places that somebody else has changed since in another way. */
  readonly clashes: readonly Clash[];
  /** Only one of two files can stand as a whole. */
  readonly whole?: Conflict;
}

/** What an editor works on: how a form gets it, and how what was made of it gets into the drafts. */
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

  /**
   * Puts into the drafts what somebody made of a file while they saw what is published now. What is as it is published
   * again is no draft any more.
   */
  async function save(editor: Editor, path: string, text: string | null): Promise<void> {
    const base = published(path) ?? null;
    if (text === base) drafts.remove(editor, path);
    else await drafts.save({ editor, path, base, text, at: clock() });
  }

  return {
    save,
    /** A file as an editor works on it: their draft, else what is published. */
    open(editor: Editor, path: string): OpenFile {
      const stands = published(path) ?? null;
      const draft = draftOf(editor, path) ?? { text: stands, base: stands, clashes: [] };
      const text = draft.text ?? '';
      return { ...draft, text, began: beganOf(text, stands) };
    },
    /**
     * @param began what a form says that it began from
     * @returns that text, of those that the editor may have seen; undefined when it is none of them
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
     * Keeps what somebody typed, whatever another one has published meanwhile.
     *
     * @param base what it is a change of; @param choose whose version is to stand in a place that both changed; places
     *   without a choice stay open
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
     * Files that a page still names stay.
     *
     * @returns whether they are in the drafts; not over a draft that is there, which would be lost
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
        // What a text names comes with it; what none names is a change by itself.
        if (!isNamed)
          await drafts.save({ editor, path, base: null, text: bytes === null ? null : '', at: clock() });
      }
      return true;
    },
    /**
     * Puts a page under another name, or away, over what the editor has begun themselves.
     *
     * @returns whether it is in the drafts; not where somebody else has published something in the way
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
