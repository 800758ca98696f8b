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

/** What somebody wants to be published. */
export interface Wish {
  readonly changes: Changes;
  /** The text that each changed file began from, as the form showed it; null for one that was not there. */
  readonly base: ReadonlyMap<string, string | null>;
  readonly editor: Editor;
  /** Why, in a sentence; may be empty. */
  readonly reason: string;
  /** Said before the words of the change: `Cofnięto: …`. */
  readonly title?: string;
}

export type PublicationResult =
  /** In the folder and in the history; `order` names the build that brings it to the site. */
  | { readonly kind: 'recorded'; readonly entry: Entry; readonly order: string | undefined }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'errors'; readonly findings: readonly Finding[] }
  /** Files that somebody else changed since; both versions are to be shown. */
  | {
      readonly kind: 'conflict';
      readonly files: readonly { readonly path: string; readonly theirs: string | null }[];
    }
  /** Another publication has been going on for too long. */
  | { readonly kind: 'busy' };

export interface PublicationOptions {
  readonly content: string;
  /** `EDITING_DATA_DIR`. */
  readonly directory: string;
  readonly history: Pick<History, 'takeIn' | 'record'>;
  readonly check: (changes: Changes, today: Day) => Promise<CheckResult>;
  /** Orders a build. @returns its id; @throws what the disk says */
  readonly orderBuild: () => string;
  readonly clock: () => Date;
  readonly patienceMilliseconds?: number;
}

export const editingLock = (directory: string): string => join(directory, 'editing.lock');

/**
 * Runs what writes the content or the history while no other process does.
 *
 * @returns what it gives; undefined when another one held the lock for too long
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

/** @returns whether a path is one of a collection: only such a file can be published at all */
export function isPublishable(path: string): boolean {
  const { facts, pages, staffFiles } = sortFiles([path], languages);
  return (
    facts.length + pages.length > 0 || staffFiles.some((address) => isServed(address.split('/').at(-1) ?? ''))
  );
}

export type Publication = ReturnType<typeof createPublication>;

/** Publishing, one at a time. */
export function createPublication(options: PublicationOptions) {
  const { content, directory, history, check, orderBuild, clock } = options;
  let last: Promise<unknown> = Promise.resolve();

  /** @returns each changed file as it is in the folder and as it is to be */
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

  /** What is recorded stays so when the order fails: the next build, at night at the latest, takes it along. */
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
     * @throws what the disk says; then nothing is acknowledged, and the next start finishes or leaves it whole
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
