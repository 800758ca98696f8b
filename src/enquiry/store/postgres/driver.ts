import { clashStatement, insertStatement, insertValues, toNewRecord, whyNotInserted } from '../rows.ts';
import { createSharedStore } from '../shared-store.ts';
import type { Query } from '../statements.ts';
import type { EnquiryStore, IntakeStore } from '../store.ts';
import { createClaim } from './claim.ts';
import { connectPostgres, type Postgres } from './connection.ts';
import { createRecords } from './records.ts';
import { migrate } from './tables.ts';

/**
 * The insertion waits until a concurrent one of the same form has ended, so that the next statement finds its row.
 */
const createAdd =
  (query: Query): IntakeStore['add'] =>
  async (enquiry) => {
    const { count } = await query(insertStatement, insertValues(toNewRecord(enquiry)));
    if (count > 0) return { kind: 'added' };
    const { rows } = await query(clashStatement, [enquiry.keyHash, enquiry.reference]);
    return whyNotInserted(rows, enquiry);
  };

/** Rewrites the table without erased rows. When it fails, the next erasure does it. */
const forgetErased = (query: Query): Promise<unknown> => query('VACUUM (FULL) enquiry').catch(() => {});

async function prepareTables(postgres: Postgres, onStepsBegin: (deliveredBefore: number) => void) {
  const session = await postgres.session();
  try {
    const deliveredBefore = await migrate(session);
    if (deliveredBefore !== undefined) onStepsBegin(deliveredBefore);
  } finally {
    session.end();
  }
}

/**
 * Enquiries in a PostgreSQL database, which several web processes and couriers may share. Times are kept as
 * milliseconds since 1970 in UTC.
 * After an erasure the table's files hold nothing of the enquiry, unless a reader with an older snapshot or a table
 * too large to be rewritten in two seconds prevented it; then autovacuum and the next erasure do it. Not under our
 * control: the server's write-ahead log and its archive, replicas and base backups, and blocks that the file system
 * has freed. The content in them is encrypted.
 *
 * @param options.url as pg reads it: `postgres://user:password@host/database?sslmode=…`; the user owns the database
 * @param options.onStepsBegin as in `openSqliteStore`
 * @throws when the server cannot be reached, or the tables were written by a newer version
 */
export async function openPostgresStore({
  url,
  onStepsBegin = () => {},
}: {
  url: string;
  onStepsBegin?: (deliveredBefore: number) => void;
}): Promise<EnquiryStore> {
  const postgres = connectPostgres(url);
  try {
    await prepareTables(postgres, onStepsBegin);
  } catch (error) {
    await postgres.close();
    throw error;
  }
  const { query } = postgres;
  return {
    ...createSharedStore({ query, transact: postgres.transact, forgetErased: () => forgetErased(query) }),
    ...createRecords(postgres),
    add: createAdd(query),
    claim: createClaim(query),
    close: () => postgres.close(),
  };
}
