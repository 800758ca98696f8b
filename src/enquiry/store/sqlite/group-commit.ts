import type { DatabaseSync } from 'node:sqlite';
import type { Timer } from '../../../timer.ts';
import { clashStatement, insertStatement, insertValues, toNewRecord, whyNotInserted } from '../rows.ts';
import type { AddResult, IntakeStore, NewEnquiry } from '../store.ts';
import { transaction } from './database.ts';
import { createSyncQuery } from './query.ts';

interface PendingAdd {
  readonly enquiry: NewEnquiry;
  readonly resolve: (result: AddResult) => void;
  readonly reject: (error: unknown) => void;
}

interface GroupCommit {
  readonly add: IntakeStore['add'];
  /** Writes the waiting enquiries at once. */
  flush(): void;
}

/** The longest time that a commit waits for others to join it. */
export const gatherMilliseconds = 50;

/**
 * Adds enquiries so that those which come at the same moment share one commit, at the end of the event loop's turn
 * or, while more are expected, when the last of them has come.
 *
 * @param requireInPlace throws when the database file was removed or replaced
 */
export function createGroupCommit(
  database: DatabaseSync,
  requireInPlace: () => void,
  timer: Timer,
): GroupCommit {
  const query = createSyncQuery(database);
  const add = (enquiry: NewEnquiry): AddResult =>
    query(insertStatement, insertValues(toNewRecord(enquiry))).count > 0
      ? { kind: 'added' }
      : whyNotInserted(query(clashStatement, [enquiry.keyHash, enquiry.reference]).rows, enquiry);
  let pending: PendingAdd[] = [];
  let cancelWaiting: (() => void) | undefined;
  function flush(): void {
    cancelWaiting?.();
    cancelWaiting = undefined;
    const group = pending;
    pending = [];
    if (group.length === 0) return;
    try {
      requireInPlace();
      const results = transaction(database, () => group.map(({ enquiry }) => add(enquiry)));
      for (const [index, { resolve, reject }] of group.entries()) {
        const result = results[index];
        if (result === undefined) reject(new Error('no result'));
        else resolve(result);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
  return {
    flush,
    add: (enquiry, expectMore = false) =>
      new Promise<AddResult>((resolve, reject) => {
        pending.push({ enquiry, resolve, reject });
        if (!expectMore) setImmediate(flush);
        else cancelWaiting ??= timer(gatherMilliseconds, flush);
      }),
  };
}
