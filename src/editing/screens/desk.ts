import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import type { Day } from '../../hours/days.ts';
import { warsawTime } from '../../hours/warsaw-time.ts';
import type { FailedBuild } from '../../publication/failed-build.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { asChanges, type Changes, type Editor, isText } from '../changes/change.ts';
import { changeWords, wordsOfGroup } from '../changes/change-words.ts';
import { consequences } from '../changes/consequences.ts';
import { textOf, together } from '../changes/moves.ts';
import type { Draft, Drafts } from '../drafts/drafts.ts';
import { misnamedEntries } from '../facts/exception-hours.ts';
import { confirmedTexts, unconfirmedIn, withoutOutlived } from '../facts/unconfirmed-changes.ts';
import type { Entry } from '../history/entry.ts';
import type { History } from '../history/history.ts';
import type { Undoing } from '../history/undo-change.ts';
import type { FaultsByName } from '../html/fact-fields.ts';
import type { PageError } from '../html/fields.ts';
import { addressesKept } from '../pages/addresses.ts';
import { frontMatterOf, isDraft, pageAt } from '../pages/page-file.ts';
import {
  answered,
  hashIn,
  markedFresh,
  type Question,
  questionsOf,
  staleAgainst,
  staleTranslations,
} from '../pages/translations.ts';
import type { createCheck } from '../publishing/check-changes.ts';
import { isPublishable, type Publication, type PublicationResult } from '../publishing/publication.ts';
import type { Person } from '../sign-in/people.ts';
import type { Uploads } from '../uploads/uploads.ts';
import { encode, readContentNow } from './content-now.ts';
import { createKeeping } from './keeping.ts';
import type { Orders, Seen } from './orders.ts';
import { previewPathOf, seenPathOf, titleOf, wholeTitleOf } from './places.ts';
import { listStaffFiles, removeStaffFile, stagedFiles } from './staff-files.ts';

/** @returns whether readers see a file of the content on a day: not a draft, and not news of another day */
function isShown(path: string, text: string, today: Day): boolean {
  if (pageAt(path) === undefined) return true;
  const fields = frontMatterOf(text);
  return !isDraft(fields) && !(typeof fields['data'] === 'string' && fields['data'] > today);
}

export interface DeskParts {
  readonly content: string;
  readonly drafts: Drafts;
  readonly history: History;
  readonly check: ReturnType<typeof createCheck>;
  readonly publication: Publication;
  readonly uploads: Uploads;
  readonly orders: Orders;
  /** @returns the addresses of the last build */
  readonly published: () => readonly string[];
  /** @returns the last build, if it failed */
  readonly failedBuild: () => FailedBuild | undefined;
  /** The address of the site. */
  readonly siteUrl: URL;
  readonly clock: () => Date;
}

/** One unpublished change of an editor: a file, or files that belong together. */
export interface DraftView {
  /** The main file, which is edited and shown. */
  readonly path: string;
  /** All its files. */
  readonly paths: readonly string[];
  readonly title: string;
  readonly words: readonly string[];
  /** Whether it goes. */
  readonly isGone: boolean;
  /** Where it is shown as it is to be; undefined where no page shows it. */
  readonly preview: string | undefined;
}

export type Desk = ReturnType<typeof createDesk>;

/** The services of the screens: the published content, the editor's drafts, and the history. */
export function createDesk(parts: DeskParts) {
  const { drafts, history, uploads, orders, clock } = parts;
  const now = readContentNow(parts.content, drafts, uploads);
  const { published, draftOf, fileChanges, pageTexts } = now;
  const today = (): Day => warsawTime(clock()).day;
  const keeping = createKeeping({ drafts, history, uploads, now, clock });

  /** The address on the site that shows the first of these today. */
  function seenOf(changed: readonly Pick<Draft, 'path' | 'text'>[]): Seen {
    const seen = changed.find(({ path, text }) => text !== null && isShown(path, text, today()));
    const texts = pageTexts(new Map(changed.map(({ path, text }) => [path, encode(text)])));
    const address = seen && seenPathOf(seen.path, published(seen.path) ?? '', seen.text ?? '', texts);
    if (seen !== undefined)
      return address === undefined ? undefined : { url: new URL(address, parts.siteUrl).href };
    const isHidden = ({ path, text }: Pick<Draft, 'path' | 'text'>) =>
      text !== null && !(published(path) !== undefined && isShown(path, published(path) ?? '', today()));
    return changed.every(isHidden) ? 'later' : undefined;
  }

  /** Drafts, and the changes that they need so that existing addresses keep working. */
  function changesOf(editor: Editor, only?: readonly string[]): Changes {
    const changes = now.changesOf(editor, only);
    const kept = addressesKept(pageTexts(), pageTexts(changes), parts.published());
    return new Map([...changes, ...asChanges(withoutOutlived(changes, published)), ...asChanges(kept)]);
  }

  const draftTitleOf = (editor: Editor, path: string, called = titleOf): string =>
    called(path, draftOf(editor, path)?.text ?? published(path));

  function reviewOf(editor: Editor): DraftView[] {
    const drafted = now.changesOf(editor);
    const changed = fileChanges(changesOf(editor));
    const groups = together(changed).filter(({ files }) => files.some(({ path }) => drafted.has(path)));
    const views = groups.map((group): DraftView => {
      const { path } = group.kind === 'moved' ? group.to : group.files[0];
      const paths = group.files.map((file) => file.path);
      const { before, after } = group.files.find((file) => file.path === path) ?? {};
      const address =
        after && seenPathOf(path, textOf(before) ?? '', textOf(after) ?? '', now.draftedTexts(editor));
      return {
        path,
        paths,
        title: draftTitleOf(editor, path),
        words: wordsOfGroup(group, changed).lines,
        isGone: after === undefined,
        preview: address && previewPathOf(path, address),
      };
    });
    const isTwice = (title: string): boolean => views.filter((view) => view.title === title).length > 1;
    return views.map((view) =>
      isTwice(view.title) ? { ...view, title: draftTitleOf(editor, view.path, wholeTitleOf) } : view,
    );
  }

  /** @returns the paths of the drafts that belong to a named file */
  const pathsOf = (editor: Editor, named: readonly string[]): string[] =>
    reviewOf(editor).flatMap(({ paths }) => (paths.some((path) => named.includes(path)) ? paths : []));

  return {
    ...now,
    changesOf,
    history,
    orders,
    today,
    /** The unpublished drafts of an editor, each described in words. */
    reviewOf,
    pathsOf,
    ...keeping,
    titleOf: (path: string) => titleOf(path, published(path)),
    draftTitleOf,
    /** @returns the title of a file of the content, or its last one if it was removed */
    async lastTitleOf(path: string): Promise<string> {
      if (published(path) !== undefined) return titleOf(path, published(path));
      for (const { id } of await history.versions(path)) {
        const bytes = await history.fileAt(id, path);
        if (bytes !== undefined) return titleOf(path, Buffer.from(bytes).toString());
      }
      return titleOf(path, undefined);
    },
    /** @returns a file of staff, published or not */
    fileOf: (editor: Editor, path: string): Uint8Array | undefined => now.filesWith(editor).get(path),
    editorOf: ({ role, initials }: Person): Editor => `${role} ${initials}`,
    /**
     * @param isForced whether later changes of the same place are undone with it
     * @returns the drafts that undo a change, or the reason why it cannot be undone
     */
    async undo(
      editor: Editor,
      id: string,
      isForced: boolean,
    ): Promise<
      Undoing | { readonly kind: 'draft-first' } | { readonly kind: 'nothing'; readonly isOutside: boolean }
    > {
      const undone = await history.undo(id, isForced);
      if (undone.kind !== 'changes') return undone;
      const own = [...undone.changes.keys()].filter(isPublishable);
      if (own.length === 0) return { kind: 'nothing', isOutside: undone.changes.size > 0 };
      return (await keeping.saveChanges(editor, undone.changes)) ? undone : { kind: 'draft-first' };
    },
    /** Discards a draft, with the files that belong to it. */
    discard(editor: Editor, path: string): void {
      for (const one of [path, ...pathsOf(editor, [path])]) drafts.remove(editor, one);
    },
    wordsOf: (path: string, before: string | null, after: string | null): string[] =>
      changeWords([{ path, before: encode(before) ?? undefined, after: encode(after) ?? undefined }]),
    /** The effect of changes on readers, in words. */
    meaningOf: (changes: Changes): string[] =>
      consequences(
        fileChanges(changes),
        { hours: published('fakty/godziny.yaml'), exceptions: published('fakty/przerwy.yaml') },
        today(),
      ),
    check: (changes: Changes) => parts.check(new Map([...uploads.all(), ...changes]), today()),
    /** The findings of the content check for one file of an editor's drafts, by field. */
    async faultsOf(
      editor: Editor,
      path: string,
      /** A text that is not a draft yet. */
      text?: string,
    ): Promise<{ readonly faults: FaultsByName; readonly errors: readonly PageError[] }> {
      const { findings } = await this.check(
        new Map([...changesOf(editor), ...(text === undefined ? [] : [[path, Buffer.from(text)] as const])]),
      );
      const errors = findings
        .filter(({ file, severity }) => file === path && severity === 'error')
        .map(({ field, message }) => ({ field, message }));
      const named = errors.flatMap(({ field, message }) => (field ? [[field, message] as const] : []));
      return { faults: new Map(named.toReversed()), errors };
    },
    /** What is wrong with the hours of single days, as somebody wants them. */
    misnamedEntries: (typed: string) =>
      misnamedEntries(
        typed,
        published('fakty/przerwy.yaml') ?? '',
        published('fakty/godziny.yaml') ?? '',
        today(),
      ),
    /**
     * @param text of a translation as somebody works on it
     * @returns what changed in the Polish page since the one that it says the same as, in words where that is known;
     *   undefined where it is no translation, or not stale
     */
    async changesOfPolish(
      path: string,
      text: string,
    ): Promise<{ readonly path: string; readonly words: readonly string[] } | undefined> {
      const stale = staleAgainst(path, new Map([...pageTexts(), [path, text]]));
      if (stale === undefined) return undefined;
      const { polish, sign } = stale;
      for (const { id } of sign === undefined ? [] : await history.versions(polish)) {
        const bytes = await history.fileAt(id, polish);
        const former = bytes === undefined ? undefined : Buffer.from(bytes).toString();
        if (former !== undefined && hashIn(former) === sign)
          return { path: polish, words: this.wordsOf(polish, former, published(polish) ?? null) };
      }
      return { path: polish, words: [] };
    },
    /** @returns a translation marked as one that says what the Polish page says now */
    markedFresh: (path: string, text: string): string =>
      markedFresh(path, new Map([...pageTexts(), [path, text]])),
    /** The published translations that became stale. */
    staleTranslations: (): string[] => staleTranslations(pageTexts()),
    unconfirmedIn: (changes: Changes) => unconfirmedIn(changes, published),
    /** The questions to answer before drafts are published. */
    questions: (editor: Editor, paths: readonly string[]): Question[] =>
      questionsOf(paths, pageTexts(), pageTexts(changesOf(editor, paths))),
    latest: (limit: number) => history.list({ limit }),
    /** @returns a function that says whether a change waits for a build, because the last one failed */
    waiting(): (entry: Entry) => boolean {
      const failed = parts.failedBuild();
      const since = failed?.lastPublished;
      return ({ at, id, isBeginning }) =>
        failed !== undefined &&
        !isBeginning &&
        (since === undefined || at > since || orders.find(failed.id)?.entry?.id === id);
    },
    /** Publishes some of an editor's drafts, with the files that they use. */
    async publish(
      editor: Editor,
      paths: readonly string[],
      about: {
        readonly reason: string;
        /** The change that this one undoes; '' for none. */
        readonly undoes: string;
        /** Pages whose meaning somebody said is unchanged. */
        readonly unchanged: readonly string[];
        /** Which of `unconfirmedIn` somebody confirms, by `placeOf`, and in which role. */
        readonly confirmed?: { readonly places: readonly string[]; readonly role: string };
      },
    ): Promise<PublicationResult> {
      const own = now.draftsOf(editor).filter(({ path }) => paths.includes(path));
      const seen = seenOf(own);
      const undone = await history.entry(about.undoes);
      const title = undone && plEditing.history.undone(undone.words[0] ?? '');
      const named = uploads.namedIn(own.map(({ text }) => text ?? '').join('\n'));
      const changes = changesOf(editor, paths);
      const [before, after] = [pageTexts(), pageTexts(changes)];
      const asked = questionsOf(paths, before, after);
      const marked = answered(asked, about.unchanged, before, after, today());
      const result = await parts.publication.publish({
        changes: new Map([
          ...changes,
          ...asChanges(
            about.confirmed ? confirmedTexts(changes, published, about.confirmed, today()) : new Map(),
          ),
          ...[...marked].map(([path, text]) => [path, Buffer.from(text)] as const),
          ...named,
        ]),
        base: new Map([
          ...[...changes.keys(), ...marked.keys()]
            .filter(isText)
            .map((path) => [path, before.get(path) ?? null] as const),
          // A picture or document cannot be merged; the history keeps the replaced one.
          ...own.flatMap(({ path, base }) => (isText(path) ? [[path, base] as const] : [])),
        ]),
        editor,
        reason: about.reason,
        ...(title === undefined ? {} : { title }),
      });
      if (result.kind !== 'recorded' && result.kind !== 'nothing') return result;
      for (const path of paths) drafts.remove(editor, path);
      for (const path of named.keys()) uploads.remove(path);
      if (result.kind === 'recorded' && result.order !== undefined)
        orders.remember(result.order, result.entry, seen);
      return result;
    },
    /** @returns the file of the page at an address; undefined if there is none */
    pageOfAddress: (address: string, texts: ReadonlyMap<string, string>): string | undefined =>
      [...texts.keys()].find((path) => {
        const page = pageAt(path);
        return page !== undefined && wholeAddressOf(page) === address;
      }),
    staffFiles: () => stagedFiles(uploads),
    listStaffFiles: (editor: Editor) => listStaffFiles(now.filesWith(editor), published),
    removeStaffFile: (editor: Editor, name: string) =>
      removeStaffFile({ drafts, uploads, published, at: clock() }, editor, name),
  };
}
