import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Timer } from '../../../timer.ts';
import { toDate } from '../rows.ts';
import type { AddResult, EnquiryStore, NewEnquiry } from '../store.ts';
import { transaction } from './database.ts';

const sameBytes = (a: SQLOutputValue | undefined, b: Uint8Array): boolean =>
  a instanceof Uint8Array && Buffer.compare(a, b) === 0;

type LookUp = (...hashes: Parameters<EnquiryStore['lookUp']>) => Awaited<ReturnType<EnquiryStore['lookUp']>>;

/** @returns the store's `lookUp` */
export function prepareLookUp(database: DatabaseSync): LookUp {
  const byKey = database.prepare(
    'SELECT reference, received_at, content_hash FROM enquiry WHERE key_hash = ?',
  );
  return (keyHash, contentHash) => {
    const earlier = byKey.get(keyHash);
    if (earlier === undefined) return undefined;
    if (!sameBytes(earlier['content_hash'], contentHash)) return { kind: 'conflict' };
    const receivedAt = toDate(earlier['received_at']);
    return { kind: 'already-stored', reference: String(earlier['reference']), receivedAt };
  };
}

function prepareAdd(database: DatabaseSync): (enquiry: NewEnquiry) => AddResult {
  const lookUp = prepareLookUp(database);
  const byReference = database.prepare('SELECT 1 FROM enquiry WHERE reference = ?');
  const insert = database.prepare(`INSERT INTO enquiry
    (reference, key_hash, content_hash, topic, received_at, suspect, message_id, content,
     state, route, attempts, unfinished, next_attempt_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 'own', 0, 0, ?)`);
  return (enquiry) => {
    const earlier = lookUp(enquiry.keyHash, enquiry.contentHash);
    if (earlier !== undefined) return earlier;
    if (byReference.get(enquiry.reference) !== undefined) return { kind: 'reference-taken' };
    insert.run(
      enquiry.reference,
      enquiry.keyHash,
      enquiry.contentHash,
      enquiry.topic,
      enquiry.receivedAt.getTime(),
      enquiry.suspect ? 1 : 0,
      enquiry.messageId,
      enquiry.content,
      enquiry.firstAttemptAt.getTime(),
    );
    return { kind: 'added' };
  };
}

interface PendingAdd {
  readonly enquiry: NewEnquiry;
  readonly resolve: (result: AddResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  readonly add: EnquiryStore['add'];
  /** Writes at once what waits. */
  flush(): void;
}

/** For how long a commit waits at most for others to share it. */
export const gatherMilliseconds = 50;

/**
 * Adds enquiries so that those at hand at the same moment share one write to the disk: it is written at the end of
 * the event loop's turn, or, while more are expected, as soon as the last of them has come.
 *
 * @param requireInPlace throws when what is written would be lost
 */
export function createGroupCommit(
  database: DatabaseSync,
  requireInPlace: () => void,
  timer: Timer,
): GroupCommit {
  const add = prepareAdd(database);
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
