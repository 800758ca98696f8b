import { writeWhole } from '../../../durable-file.ts';
import { recordColumns, toRecord } from '../rows.ts';
import { openSqliteStore } from '../sqlite/driver.ts';
import type { EnquiryRecord, EnquiryStore } from '../store.ts';
import type { Postgres } from './connection.ts';

type RecordParts = Pick<EnquiryStore, 'records' | 'takeIn' | 'backup'>;

/** Read at once: few enough for the time that one statement has. */
const pageSize = 100;

async function* readRecords(postgres: Postgres): AsyncGenerator<EnquiryRecord> {
  const { query, end } = await postgres.session();
  try {
    await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    let after: readonly unknown[] = [Number.MIN_SAFE_INTEGER, ''];
    for (;;) {
      const { rows } = await query(
        `SELECT ${recordColumns} FROM enquiry WHERE (received_at, reference) > ($1, $2)
         ORDER BY received_at, reference LIMIT ${pageSize}`,
        after,
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield* rows.map(toRecord);
      after = [last['received_at'], last['reference']];
    }
  } finally {
    end();
  }
}

async function copyTo(file: string, records: AsyncIterable<EnquiryRecord>): Promise<void> {
  const copy = openSqliteStore({ file });
  try {
    for await (const record of records) await copy.takeIn(record);
  } finally {
    await copy.close();
  }
}

/** @returns how whole enquiries leave this store, and how they come in from another one */
export function createRecords(postgres: Postgres): RecordParts {
  const records = () => readRecords(postgres);
  return {
    records,
    async takeIn(record) {
      const { count } = await postgres.query(
        `INSERT INTO enquiry (reference, key_hash, content_hash, topic, received_at, suspect, message_id, content,
           state, route, attempts, unfinished, next_attempt_at, delivered_at, last_cause)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT DO NOTHING`,
        [
          record.reference,
          record.keyHash,
          record.contentHash,
          record.topic,
          record.receivedAt.getTime(),
          record.suspect ? 1 : 0,
          record.messageId,
          record.content,
          record.state === 'sending' ? 'waiting' : record.state,
          record.route,
          record.attempts,
          record.unfinished,
          record.nextAttemptAt.getTime(),
          record.deliveredAt?.getTime() ?? null,
          record.lastErrorCode ?? null,
        ],
      );
      return count > 0;
    },
    backup: (file) => writeWhole(file, (draft) => copyTo(draft, records())),
  };
}
