import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import type { Day } from '../../hours/days.ts';
import { warsawTime } from '../../hours/warsaw-time.ts';
import { filesBelow } from '../../staff-files/files-below.ts';
import { kindOf } from '../../staff-files/kinds.ts';
import { isLeftBehind } from '../../staff-files/names.ts';
import { isServed, staffFolder } from '../../staff-files/served-files.ts';
import { plEditing } from '../../words/pl-editing.ts';
import type { Changes, Editor, FileChange } from '../changes/change.ts';
import { changeWords } from '../changes/change-words.ts';
import { consequences } from '../changes/consequences.ts';
import { conflictOf, type Draft, type Drafts } from '../drafts/drafts.ts';
import { shapeOfFact } from '../facts/fact-form.ts';
import { factAt } from '../facts/fact-place.ts';
import type { Shape } from '../facts/shape.ts';
import type { History } from '../history/history.ts';
import type { FaultsByName } from '../html/fact-fields.ts';
import type { PageError } from '../html/fields.ts';
import { frontMatterOf, pageAt, pageShapes } from '../pages/page-file.ts';
import { answered, type Question, questionsOf, staleTranslations } from '../pages/translations.ts';
import type { ContentFiles } from '../preview/content-store.ts';
import type { createCheck } from '../publishing/check-changes.ts';
import type { Publication, PublicationResult } from '../publishing/publication.ts';
import type { Person } from '../sign-in/people.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { Orders } from './orders.ts';

const decode = (bytes: Uint8Array | null | undefined): string | undefined =>
  bytes === null || bytes === undefined ? undefined : Buffer.from(bytes).toString();
const encode = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));

/** @returns a short name of a text, by which a form knows whether it still began from the same one */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** @returns what a file of the content is called for staff */
export function titleOf(path: string, text: string | undefined): string {
  const fact = factAt(path);
  if (fact !== undefined) return plEditing.facts.titles[fact];
  const title = frontMatterOf(text ?? '')['tytul'];
  return typeof title === 'string' && title !== '' ? `„${title}”` : path;
}

/** @returns where a file of the content is edited */
export function editPathOf(path: string): string {
  const fact = factAt(path);
  if (fact !== undefined) return `/fakty/${fact}/`;
  return pageAt(path) === undefined ? '/pliki/' : `/strona/${path.replace(/\.md$/, '')}/`;
}

/** Of each file of facts the page on which it is seen best. */
const seenAt: Readonly<Record<string, string>> = {
  stawki: '/prace-spolecznie-uzyteczne/',
  akty: '/podstawy-prawne/',
  linki: '/przydatne-linki/',
  pomoc: '/przydatne-linki/',
  slownik: '/klub/',
  deklaracja: '/deklaracja-dostepnosci/',
  prywatnosc: '/prywatnosc/',
  komunikat: '/',
};

/** @returns the address of the page on which a file of the content is seen */
export function seenPathOf(path: string): string {
  const page = pageAt(path);
  if (page !== undefined) return wholeAddressOf(page);
  const fact = factAt(path);
  return fact === undefined ? '/' : (seenAt[fact] ?? '/kontakt/');
}

/** @returns the control of a field: of a list that is written a line each, the one for the whole list */
function controlOf(path: string, field: string): string {
  const page = pageAt(path);
  const fact = factAt(path);
  const shape = page ? pageShapes[page.folder] : fact && shapeOfFact(fact);
  const names = field.split('.');
  const lines = names.findIndex((_, index) => shape && kindAt(shape, names.slice(0, index + 1)) === 'lines');
  return lines < 0 ? field : names.slice(0, lines + 1).join('.');
}

function kindAt(shape: Shape, names: readonly string[]): Shape['kind'] | undefined {
  const [name, ...more] = names;
  if (name === undefined) return shape.kind;
  const below = shape.kind === 'list' ? shape.item : shape.fields.find(({ key }) => key === name);
  return below && kindAt(below, more);
}

/** @returns whether readers see a file of the content on a day: no draft, no news of another day */
function isShown(path: string, text: string, today: Day): boolean {
  if (pageAt(path) === undefined) return true;
  const { szkic, data } = frontMatterOf(text);
  return szkic !== true && szkic !== 'tak' && !(typeof data === 'string' && data > today);
}

export interface DeskParts {
  readonly content: string;
  readonly drafts: Drafts;
  readonly history: History;
  readonly check: ReturnType<typeof createCheck>;
  readonly publication: Publication;
  readonly uploads: Uploads;
  readonly orders: Orders;
  /** The address of the site. */
  readonly siteUrl: URL;
  readonly clock: () => Date;
}

/** What an editor has changed and not published. */
export interface DraftView {
  readonly path: string;
  readonly title: string;
  /** Null: the file is to go. */
  readonly text: string | null;
  readonly words: readonly string[];
}

export type Desk = ReturnType<typeof createDesk>;

/** What the screens work on: the content as it is, as an editor is changing it, and its history. */
export function createDesk(parts: DeskParts) {
  const { content, drafts, history, uploads, orders, clock } = parts;
  const today = (): Day => warsawTime(clock()).day;

  function published(path: string): string | undefined {
    try {
      return readFileSync(join(content, path), 'utf8');
    } catch {
      return undefined;
    }
  }

  /** All content with an editor's drafts, and what was put there and stands in no text yet. */
  async function filesWith(editor: Editor): Promise<ContentFiles> {
    const files = new Map(
      filesBelow(content)
        .filter(({ path, isFile }) => isFile && !path.split('/').some(isLeftBehind))
        .map(({ path }) => [path, readFileSync(join(content, path))] as const),
    ) as Map<string, Uint8Array>;
    for (const changes of [uploads.all(), await changesOf(editor)])
      for (const [path, bytes] of changes)
        if (bytes === null) files.delete(path);
        else files.set(path, bytes);
    return files;
  }

  /** The texts of all pages as they are published, with some changes where they are given. */
  function publishedTexts(changes: Changes = new Map()): Map<string, string> {
    const there = filesBelow(content).flatMap(({ path, isFile }) =>
      isFile && pageAt(path) !== undefined
        ? [[path, readFileSync(join(content, path), 'utf8')] as const]
        : [],
    );
    const texts = new Map(there);
    for (const [path, bytes] of changes)
      if (bytes === null) texts.delete(path);
      else if (pageAt(path) !== undefined) texts.set(path, Buffer.from(bytes).toString());
    return texts;
  }

  /** Where on the site the first of these is to be seen today; undefined where none of it is. */
  function seeUrlOf(changed: readonly Pick<Draft, 'path' | 'text'>[]): string | undefined {
    const seen = changed.find(({ path, text }) => text !== null && isShown(path, text, today()));
    return seen && new URL(seenPathOf(seen.path), parts.siteUrl).href;
  }

  async function changesOf(editor: Editor, paths?: readonly string[]): Promise<Changes> {
    const own = drafts.of(editor).filter(({ path }) => paths === undefined || paths.includes(path));
    return new Map(own.map(({ path, text }) => [path, encode(text)]));
  }

  const fileChanges = (changes: Changes): FileChange[] =>
    [...changes].map(([path, after]) => ({
      path,
      before: encode(published(path) ?? null) ?? undefined,
      after: after ?? undefined,
    }));

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
    history,
    today,
    published,
    titleOf: (path: string) => titleOf(path, published(path)),
    editorOf: ({ role, initials }: Person): Editor => `${role} ${initials}`,
    /**
     * A file as an editor works on it: their draft, else what is published. `began` names all that they see of it;
     * `theirs` is what somebody else has published since their draft began.
     */
    open(
      editor: Editor,
      path: string,
    ): { readonly text: string; readonly began: string; readonly theirs?: string } {
      const draft = drafts.read(editor, path);
      const now = published(path) ?? null;
      const text = (draft === undefined ? now : draft.text) ?? '';
      const began = hashOf(JSON.stringify([text, now]));
      const conflict = draft && conflictOf(draft, now);
      return { text, began, ...(conflict === undefined ? {} : { theirs: now ?? '' }) };
    },
    async draftsOf(editor: Editor): Promise<DraftView[]> {
      return drafts.of(editor).map(({ path, text }) => ({
        path,
        text,
        title: titleOf(path, text ?? published(path)),
        words: changeWords(fileChanges(new Map([[path, encode(text)]]))),
      }));
    },
    /** The texts of all pages with an editor's drafts. */
    async pageTexts(editor: Editor): Promise<ReadonlyMap<string, string>> {
      const files = await filesWith(editor);
      return new Map(
        [...files].flatMap(([path, bytes]) =>
          pageAt(path) === undefined ? [] : [[path, Buffer.from(bytes).toString()] as const],
        ),
      );
    },
    filesWith,
    changesOf,
    save,
    /** @returns whether they are in the drafts; not over a draft that is there, which would be lost */
    async saveChanges(editor: Editor, changes: Changes): Promise<boolean> {
      if ([...changes.keys()].some((path) => drafts.read(editor, path) !== undefined)) return false;
      for (const [path, bytes] of changes) await save(editor, path, decode(bytes) ?? null);
      return true;
    },
    discard: (editor: Editor, path: string) => drafts.remove(editor, path),
    wordsOf: (path: string, before: string, after: string): string[] =>
      changeWords([{ path, before: Buffer.from(before), after: Buffer.from(after) }]),
    /** What changes will mean to readers. */
    meaningOf: (changes: Changes): string[] =>
      consequences(
        fileChanges(changes),
        { hours: published('fakty/godziny.yaml'), exceptions: published('fakty/przerwy.yaml') },
        today(),
      ),
    async check(changes: Changes) {
      return parts.check(new Map([...uploads.all(), ...changes]), today());
    },
    /** What the check says of one file of an editor's drafts, at its fields. */
    async faultsOf(
      editor: Editor,
      path: string,
    ): Promise<{ readonly faults: FaultsByName; readonly errors: readonly PageError[] }> {
      const changes = new Map([...uploads.all(), ...(await changesOf(editor))]);
      const { findings } = await parts.check(changes, today());
      const own = findings
        .filter(({ file, severity }) => file === path && severity === 'error')
        .map(({ field, message }) => ({ field: field && controlOf(path, field), message }));
      return {
        faults: new Map(
          own.toReversed().flatMap(({ field, message }) => (field === undefined ? [] : [[field, message]])),
        ),
        errors: own.map(({ field, message }) => ({ field, message })),
      };
    },
    /** The translations that went stale, as the site has them. */
    staleTranslations: (): string[] => staleTranslations(publishedTexts()),
    /** What is to be asked before some of an editor's drafts are published. */
    async questions(editor: Editor, paths: readonly string[]): Promise<Question[]> {
      return questionsOf(paths, publishedTexts(), publishedTexts(await changesOf(editor, paths)));
    },
    latest: (limit: number) => history.list({ limit }),
    /** Publishes some of an editor's drafts, with the files that they name. */
    async publish(
      editor: Editor,
      paths: readonly string[],
      {
        reason,
        undoes,
        unchanged,
      }: { readonly reason: string; readonly undoes: string; readonly unchanged: readonly string[] },
    ): Promise<PublicationResult> {
      const own = drafts.of(editor).filter(({ path }) => paths.includes(path));
      const undone = undoes === '' ? undefined : await history.undo(undoes);
      const title =
        undone?.kind === 'changes' ? plEditing.history.undone(undone.entry.words[0] ?? '') : undefined;
      const named = uploads.namedIn(own.map(({ text }) => text ?? '').join('\n'));
      const changes = await changesOf(editor, paths);
      const [before, after] = [publishedTexts(), publishedTexts(changes)];
      const marked = answered(questionsOf(paths, before, after), unchanged, before, after, today());
      const result = await parts.publication.publish({
        changes: new Map([
          ...named,
          ...changes,
          ...[...marked].map(([path, text]) => [path, Buffer.from(text)] as const),
        ]),
        base: new Map([
          ...[...marked.keys()].map((path) => [path, before.get(path) ?? null] as const),
          // A file of staff is no text that two people could write at: the history keeps the one that is taken away.
          ...own.flatMap(({ path, base }) =>
            path.startsWith(`${staffFolder}/`) ? [] : [[path, base] as const],
          ),
        ]),
        editor,
        reason,
        ...(title === undefined ? {} : { title }),
      });
      if (result.kind !== 'recorded' && result.kind !== 'nothing') return result;
      for (const path of paths) drafts.remove(editor, path);
      for (const path of named.keys()) uploads.remove(path);
      if (result.kind === 'recorded' && result.order !== undefined)
        orders.remember(result.order, result.entry, seeUrlOf(own));
      return result;
    },
    /** @returns whether a file of staff was there and is taken away: from what waits, or from the site by a draft */
    async removeStaffFile(editor: Editor, name: string): Promise<'gone' | 'drafted' | 'unknown'> {
      const path = `${staffFolder}/${name}`;
      if (uploads.all().has(path)) {
        uploads.remove(path);
        return 'gone';
      }
      if (published(path) === undefined || !isServed(name)) return 'unknown';
      await drafts.save({ editor, path, base: null, text: null, at: clock() });
      return 'drafted';
    },
    staffFiles: (): ContentFiles =>
      new Map([...uploads.all()].flatMap(([path, bytes]) => (bytes === null ? [] : [[path, bytes]]))),
    orders,
    /** @returns the file of the page at an address; undefined when there is none */
    pageOfAddress: (address: string, texts: ReadonlyMap<string, string>): string | undefined =>
      [...texts.keys()].find((path) => {
        const page = pageAt(path);
        return page !== undefined && wholeAddressOf(page) === address;
      }),
    async listStaffFiles(editor: Editor) {
      const files = await filesWith(editor);
      const pages = [...files].filter(([path]) => pageAt(path) !== undefined);
      return [...files.keys()]
        .filter((path) => path.startsWith(`${staffFolder}/`))
        .map((path) => {
          const name = path.slice(staffFolder.length + 1);
          const usedBy = pages
            .map(([page, bytes]) => [page, Buffer.from(bytes).toString()] as const)
            .filter(([, text]) => text.includes(`/${staffFolder}/${name}`))
            .map(([page, text]) => titleOf(page, text));
          return {
            path,
            name,
            isPicture: kindOf(name)?.isPicture === true,
            isStaged: published(path) === undefined,
            usedBy,
          };
        });
    },
  };
}
