import { summaryColumns, toDate, toStored, toSummary } from '../rows.ts';
import type { EnquiryStore, StoreCounts } from '../store.ts';
import { createAdd } from './add.ts';
import { connectPostgres, type Postgres, type Query } from './connection.ts';
import { createFlags } from './flags.ts';
import { createQueue } from './queue.ts';
import { createRecords } from './records.ts';
import { migrate } from './tables.ts';

async function readCounts(query: Query): Promise<StoreCounts> {
  const { rows } = await query(`SELECT
    count(*) FILTER (WHERE state IN ('waiting', 'sending')) AS waiting,
    min(received_at) FILTER (WHERE state IN ('waiting', 'sending')) AS oldest,
    count(*) FILTER (WHERE state = 'parked') AS parked,
    count(*) FILTER (WHERE state = 'delivered') AS delivered
    FROM enquiry`);
  const causes = await query(`SELECT DISTINCT last_cause COLLATE "C" AS cause FROM enquiry
    WHERE state IN ('waiting', 'sending') AND last_cause IS NOT NULL ORDER BY cause`);
  const [row] = rows;
  const oldest = row?.['oldest'] ?? null;
  return {
    waiting: Number(row?.['waiting']),
    ...(oldest === null ? {} : { oldestWaitingSince: toDate(oldest) }),
    parked: Number(row?.['parked']),
    delivered: Number(row?.['delivered']),
    waitingErrorCodes: causes.rows.map(({ cause }) => String(cause)),
  };
}

/** Rewrites the table without what was erased; what prevents it now does not bring the erased back. */
const forgetErased = (query: Query): Promise<unknown> => query('VACUUM (FULL) enquiry').catch(() => {});

function createErasing(query: Query): Pick<EnquiryStore, 'erase' | 'eraseDeliveredBefore'> {
  async function remove(statement: string, value: unknown): Promise<number> {
    const { count } = await query(statement, [value]);
    if (count > 0) await forgetErased(query);
    return count;
  }
  return {
    erase: async (reference) => (await remove('DELETE FROM enquiry WHERE reference = $1', reference)) > 0,
    eraseDeliveredBefore: (time) =>
      remove("DELETE FROM enquiry WHERE state = 'delivered' AND delivered_at < $1", time.getTime()),
  };
}

async function prepareTables(postgres: Postgres): Promise<void> {
  const session = await postgres.session();
  try {
    await migrate(session);
  } finally {
    session.end();
  }
}

/**
 * Enquiries in a PostgreSQL database, which several web processes and couriers may share. Times are kept as
 * milliseconds since 1970 in UTC.
 *
 * Erasing: afterwards the table's files hold nothing of the enquiry, unless a reader with an older snapshot or a
 * table too large to be rewritten in two seconds prevented it; then autovacuum and the next erasure do it. Not in
 * our hands: the server's write-ahead log and its archive, replicas and base backups, and blocks that the file
 * system has freed. What lies there is sealed.
 *
 * @param options.url as pg reads it: `postgres://user:password@host/database?sslmode=…`; the user owns the database
 * @throws when the server cannot be reached, or the tables were written by a newer version
 */
export async function openPostgresStore({ url }: { url: string }): Promise<EnquiryStore> {
  const postgres = connectPostgres(url);
  try {
    await prepareTables(postgres);
  } catch (error) {
    await postgres.close();
    throw error;
  }
  const { query } = postgres;
  return {
    ...createAdd(query),
    ...createQueue(query),
    ...createRecords(postgres),
    ...createFlags(query),
    ...createErasing(query),
    counts: () => readCounts(query),
    async list() {
      const { rows } = await query(`SELECT ${summaryColumns} FROM enquiry ORDER BY received_at, reference`);
      return rows.map(toSummary);
    },
    async find(reference) {
      const { rows } = await query(`SELECT ${summaryColumns}, content FROM enquiry WHERE reference = $1`, [
        reference,
      ]);
      return rows[0] && toStored(rows[0]);
    },
    async resend(reference, now) {
      const { count } = await query(
        `UPDATE enquiry SET state = 'waiting', route = 'own', attempts = 0, unfinished = 0, next_attempt_at = $2,
           lease_owner = NULL, lease_until = NULL, delivered_at = NULL, last_cause = NULL WHERE reference = $1`,
        [reference, now.getTime()],
      );
      return count > 0;
    },
    close: () => postgres.close(),
  };
}
