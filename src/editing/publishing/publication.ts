import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CheckResult } from '../../content-check/check-files.ts';
import type { Finding } from '../../content-check/findings.ts';
import { sortFiles } from '../../content-check/reading/source-files.ts';
import { holdFileLock } from '../../file-lock.ts';
import type { Day } from '../../hours/days.ts';
import { warsawTime } from '../../hours/warsaw-time.ts';
import { isServed } from '../../staff-files/served-files.ts';
import { languages } from '../../words/index.ts';
import type { Changes, Editor, FileChange } from '../changes/change.ts';
import { changeWords } from '../changes/change-words.ts';
import type { Entry } from '../history/entry.ts';
import type { History } from '../history/history.ts';
import { readContent } from '../history/work-tree.ts';

/** A request to publish changes. */
export interface Wish {
  readonly changes: Changes;
  /** The text that each changed file had when the form showed it; null when there was no file. */
  readonly base: ReadonlyMap<string, string | null>;
  readonly editor: Editor;
  /** The reason, in one sentence; may be empty. */
  readonly reason: string;
  /** Prefix of the words of the change: `Cofnięto: …`. */
  readonly title?: string;
}

export type PublicationResult =
  /** The change is in the folder and in the history; `order` is the id of the build that will publish it. */
  | { readonly kind: 'recorded'; readonly entry: Entry; readonly order: string | undefined }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'errors'; readonly findings: readonly Finding[] }
  /** Files that somebody else has changed since; both versions are to be shown. */
  | {
      readonly kind: 'conflict';
      readonly files: readonly { readonly path: string; readonly theirs: string | null }[];
    }
  /** Another publication has held the lock for too long. */
  | { readonly kind: 'busy' };

export interface PublicationOptions {
  readonly content: string;
  /** `EDITING_DATA_DIR`. */
  readonly directory: string;
  readonly history: Pick<History, 'takeIn' | 'record'>;
  readonly check: (changes: Changes, today: Day) => Promise<CheckResult>;
  /** Orders a build. @returns its id; @throws errors of the file system */
  readonly orderBuild: () => string;
  readonly clock: () => Date;
  readonly patienceMilliseconds?: number;
}

export const editingLock = (directory: string): string => join(directory, 'editing.lock');

/**
 * Runs work that writes the content or the history, while it holds the lock against other processes.
 *
 * @returns the result; undefined when the lock was not free in time
 */
export async function whileLocked<Value>(
  directory: string,
  work: () => Promise<Value>,
  patienceMilliseconds = 20_000,
): Promise<Value | undefined> {
  const end = performance.now() + patienceMilliseconds;
  let release = holdFileLock(editingLock(directory));
  while (release === undefined && performance.now() < end) {
    await pause(50);
    release = holdFileLock(editingLock(directory));
  }
  if (release === undefined) return undefined;
  try {
    return await work();
  } finally {
    release();
  }
}

const decode = (bytes: Uint8Array | undefined): string | null =>
  bytes === undefined ? null : new TextDecoder().decode(bytes);

/** @returns whether a path belongs to a collection: only such files can be published */
export function isPublishable(path: string): boolean {
  const { facts, pages, staffFiles } = sortFiles([path], languages);
  return (
    facts.length + pages.length > 0 || staffFiles.some((address) => isServed(address.split('/').at(-1) ?? ''))
  );
}

export type Publication = ReturnType<typeof createPublication>;

/** Publishes, one request at a time. */
export function createPublication(options: PublicationOptions) {
  const { content, directory, history, check, orderBuild, clock } = options;
  let last: Promise<unknown> = Promise.resolve();

  /** @returns each changed file with its current and its new content */
  const filesOf = (changes: Changes): Promise<FileChange[]> =>
    Promise.all(
      [...changes].map(async ([path, after]) => ({
        path,
        before: await readContent(content, path),
        after: after ?? undefined,
      })),
    );

  async function publishNow({ changes, base, editor, reason, title = '' }: Wish): Promise<PublicationResult> {
    if (![...changes.keys()].every(isPublishable)) throw new Error('this path is no file of any collection');
    await history.takeIn(clock());
    const files = await filesOf(changes);
    const foreign = files.flatMap(({ path, before }) => {
      const theirs = decode(before);
      return !base.has(path) || base.get(path) === theirs ? [] : [{ path, theirs }];
    });
    if (foreign.length > 0) return { kind: 'conflict', files: foreign };
    const { findings } = await check(changes, warsawTime(clock()).day);
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return { kind: 'errors', findings: errors };
    const words = [
      title,
      ...changeWords(files.filter(({ before, after }) => decode(before) !== decode(after))),
    ];
    const result = await history.record(changes, { editor, words, reason, at: clock() });
    if (result.kind === 'nothing') return result;
    if (result.kind === 'recorded') return { kind: 'recorded', entry: result.entry, order: order() };
    const theirs = await filesOf(new Map(result.files.map((path) => [path, null])));
    return { kind: 'conflict', files: theirs.map(({ path, before }) => ({ path, theirs: decode(before) })) };
  }

  /** A recorded change stays when ordering a build fails: the next build, at night at the latest, includes it. */
  function order(): string | undefined {
    try {
      return orderBuild();
    } catch {
      return undefined;
    }
  }

  return {
    /**
     * Checks, writes, records, and orders a build. Nothing is written when there are errors or conflicts.
     *
     * @throws errors of the file system; then the next start finishes the change or leaves the old state
     */
    publish(wish: Wish): Promise<PublicationResult> {
      const next = last.then(async () => {
        const result = await whileLocked(directory, () => publishNow(wish), options.patienceMilliseconds);
        return result ?? ({ kind: 'busy' } as const);
      });
      last = next.catch(() => undefined);
      return next;
    },
  };
}
