import { writeWhole } from '../../../durable-file.ts';
import { recordColumns, toRecord } from '../rows.ts';
import { openSqliteStore } from '../sqlite/driver.ts';
import type { EnquiryRecord, OperatorStore } from '../store.ts';
import type { Postgres } from './connection.ts';

/** Rows read in one statement: few enough for its time limit. */
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

/** @returns the methods that export whole enquiries */
export function createRecords(postgres: Postgres): Pick<OperatorStore, 'records' | 'backup'> {
  const records = () => readRecords(postgres);
  return { records, backup: (file) => writeWhole(file, (draft) => copyTo(draft, records())) };
}
