import { backup } from 'node:sqlite';
import { writeWhole } from '../../../durable-file.ts';
import { systemTimer } from '../../../timer.ts';
import {
  claimable,
  claimConditions,
  claimStatements,
  claimValues,
  recordColumns,
  storedColumns,
  toRecord,
  toStored,
} from '../rows.ts';
import { createSharedStore } from '../shared-store.ts';
import type { Query, Transact } from '../statements.ts';
import type { ClaimRequest, EnquiryStore, StoredEnquiry } from '../store.ts';
import { openDatabase, transaction } from './database.ts';
import { createGroupCommit } from './group-commit.ts';
import { createPlaceGuard } from './place.ts';
import { createSyncQuery } from './query.ts';

/** @returns a statement that leases enquiries of one kind; in parts, so that each uses an index */
function claimStatement(kind: ClaimRequest['kind']): string {
  const part = (condition: string) => `SELECT * FROM (
    SELECT reference, next_attempt_at, received_at FROM enquiry
    WHERE ${condition} AND ${claimConditions[kind]}
      AND reference NOT IN (SELECT value FROM json_each($5))
      AND topic NOT IN (SELECT value FROM json_each($7))
    ORDER BY next_attempt_at, received_at LIMIT $6)`;
  return `UPDATE enquiry
    SET state = 'sending', lease_owner = $3, lease_until = $4, unfinished = unfinished + 1
    WHERE reference IN (SELECT reference FROM (
      ${part(claimable.due)}
      UNION ALL ${part(claimable.ahead)}
      UNION ALL ${part(claimable.abandoned)}
    ) ORDER BY next_attempt_at, received_at LIMIT $6)
    RETURNING ${storedColumns}`;
}
const statements = claimStatements(claimStatement);

async function claim(query: Query, request: ClaimRequest): Promise<readonly StoredEnquiry[]> {
  const { rows } = await query(statements[request.kind], claimValues(request, JSON.stringify));
  // The order of RETURNING is not defined.
  return rows.map(toStored).sort((a, b) => a.nextAttemptAt.getTime() - b.nextAttemptAt.getTime());
}

/**
 * Enquiries in an SQLite file of mode 0600 (its folder, when made here, 0700). Times are kept as milliseconds since
 * 1970 in UTC. Several processes may have the file open.
 *
 * @param options.file a path, or `:memory:` for tests
 * @param options.onStepsBegin called when an older file is migrated to store steps, with the number of its enquiries
 * that were delivered before, and count as taken
 * @throws when the file cannot be opened, is damaged, or was written by a newer version
 */
export function openSqliteStore(options: {
  file: string;
  onStepsBegin?: (deliveredBefore: number) => void;
}): EnquiryStore {
  const database = openDatabase(options.file, options.onStepsBegin);
  const requireInPlace = createPlaceGuard(options.file);
  const group = createGroupCommit(database, requireInPlace, systemTimer);
  const syncQuery = createSyncQuery(database);
  const query: Query = async (statement, values) => {
    requireInPlace();
    return syncQuery(statement, values);
  };
  const transact: Transact = async (statements) => {
    requireInPlace();
    const run = () => statements.map(([statement, values]) => syncQuery(statement, values));
    return statements.length === 1 ? run() : transaction(database, run);
  };
  return {
    ...createSharedStore({
      query,
      transact,
      // The write-ahead log still holds old pages; truncating it leaves only the overwritten ones.
      forgetErased: async () => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    }),
    add: group.add,
    claim: (request) => claim(query, request),
    async *records() {
      // Read in one call: a statement read in pieces would see later writes. This works even when the file was moved
      // away.
      const statement = `SELECT ${recordColumns} FROM enquiry ORDER BY received_at, reference`;
      yield* syncQuery(statement).rows.map(toRecord);
    },
    backup: (file) =>
      writeWhole(file, async (draft) => {
        await backup(database, draft);
      }),
    async close() {
      group.flush();
      database.close();
    },
  };
}
