import type { DatabaseSync } from 'node:sqlite';
import { recordColumns, toRecord } from '../rows.ts';
import type { EnquiryRecord, EnquiryStore } from '../store.ts';

type RecordParts = Pick<EnquiryStore, 'records' | 'takeIn'>;

/** @returns how whole enquiries leave this store, and how they come in from another one. */
export function createRecords(database: DatabaseSync): RecordParts {
  const all = database.prepare(`SELECT ${recordColumns} FROM enquiry ORDER BY received_at, reference`);
  const insert = database.prepare(`INSERT OR IGNORE INTO enquiry
    (reference, key_hash, content_hash, topic, received_at, suspect, message_id, content,
     state, route, attempts, unfinished, next_attempt_at, delivered_at, last_cause)
    VALUES (:reference, :keyHash, :contentHash, :topic, :receivedAt, :suspect, :messageId, :content,
     :state, :route, :attempts, :unfinished, :nextAttemptAt, :deliveredAt, :lastErrorCode)`);
  return {
    async *records() {
      // Read whole: a statement half read would see what is written meanwhile.
      yield* all.all().map(toRecord);
    },
    async takeIn(record: EnquiryRecord) {
      const { changes } = insert.run({
        reference: record.reference,
        keyHash: record.keyHash,
        contentHash: record.contentHash,
        topic: record.topic,
        receivedAt: record.receivedAt.getTime(),
        suspect: record.suspect ? 1 : 0,
        messageId: record.messageId,
        content: record.content,
        state: record.state === 'sending' ? 'waiting' : record.state,
        route: record.route,
        attempts: record.attempts,
        unfinished: record.unfinished,
        nextAttemptAt: record.nextAttemptAt.getTime(),
        deliveredAt: record.deliveredAt?.getTime() ?? null,
        lastErrorCode: record.lastErrorCode ?? null,
      });
      return changes > 0;
    },
  };
}
