import { backup, type DatabaseSync } from 'node:sqlite';
import { writeWhole } from '../../../durable-file.ts';
import { systemTimer } from '../../../timer.ts';
import { summaryColumns, toStored, toSummary } from '../rows.ts';
import type { ClaimRequest, EnquiryStore, StoreCounts, StoredEnquiry } from '../store.ts';
import { createGroupCommit, prepareLookUp } from './add.ts';
import { openDatabase } from './database.ts';
import { createFlags } from './flags.ts';
import { createPlaceGuard } from './place.ts';
import { createRecords } from './records.ts';

/** @returns how to take up enquiries of one kind; the parts are kept apart so that each follows an index */
function prepareClaim(database: DatabaseSync, kind: ClaimRequest['kind']) {
  const part = (condition: string) => `SELECT * FROM (
    SELECT reference, next_attempt_at, received_at FROM enquiry
    WHERE ${condition} AND ${kind === 'clean' ? 'unfinished = 0' : 'unfinished > 0'}
      AND reference NOT IN (SELECT value FROM json_each(:except))
    ORDER BY next_attempt_at, received_at LIMIT :limit)`;
  const statement = database.prepare(`UPDATE enquiry
    SET state = 'sending', lease_owner = :owner, lease_until = :leaseUntil, unfinished = unfinished + 1
    WHERE reference IN (SELECT reference FROM (
      ${part("state = 'waiting' AND next_attempt_at <= :now")}
      UNION ALL ${part("state = 'waiting' AND next_attempt_at > :horizon")}
      UNION ALL ${part("state = 'sending' AND (lease_until <= :now OR lease_until > :leaseUntil)")}
    ) ORDER BY next_attempt_at, received_at LIMIT :limit)
    RETURNING ${summaryColumns}, content`);
  return (request: ClaimRequest): readonly StoredEnquiry[] => {
    const rows = statement.all({
      owner: request.owner,
      now: request.now.getTime(),
      leaseUntil: request.leaseUntil.getTime(),
      horizon: request.now.getTime() + request.longestWaitMilliseconds,
      except: JSON.stringify(request.except),
      limit: request.limit,
    });
    // The order of RETURNING is not defined.
    return rows.map(toStored).sort((a, b) => a.nextAttemptAt.getTime() - b.nextAttemptAt.getTime());
  };
}

function readCounts(database: DatabaseSync): StoreCounts {
  const row = database
    .prepare(`SELECT
      count(*) FILTER (WHERE state IN ('waiting', 'sending')) AS waiting,
      min(received_at) FILTER (WHERE state IN ('waiting', 'sending')) AS oldest,
      count(*) FILTER (WHERE state = 'parked') AS parked,
      count(*) FILTER (WHERE state = 'delivered') AS delivered
      FROM enquiry`)
    .get();
  const causes = database
    .prepare(`SELECT DISTINCT last_cause FROM enquiry
      WHERE state IN ('waiting', 'sending') AND last_cause IS NOT NULL ORDER BY last_cause`)
    .all();
  const oldest = row?.['oldest'];
  return {
    waiting: Number(row?.['waiting']),
    ...(typeof oldest === 'number' ? { oldestWaitingSince: new Date(oldest) } : {}),
    parked: Number(row?.['parked']),
    delivered: Number(row?.['delivered']),
    waitingErrorCodes: causes.map((each) => String(each['last_cause'])),
  };
}

/**
 * Enquiries in an SQLite file of mode 0600 (its folder, when made here, 0700). Times are kept as milliseconds
 * since 1970 in UTC. Several processes may have the file open.
 *
 * @param options.file a path, or `:memory:` for tests
 * @throws when the file cannot be opened, is damaged, or was written by a newer version
 */
export function openSqliteStore(options: { file: string }): EnquiryStore {
  const database = openDatabase(options.file);
  const requireInPlace = createPlaceGuard(options.file);
  const group = createGroupCommit(database, requireInPlace, systemTimer);
  const lookUp = prepareLookUp(database);
  const claim = { clean: prepareClaim(database, 'clean'), crashed: prepareClaim(database, 'crashed') };
  const nextDue = database.prepare(`SELECT min(due) AS due FROM (
    SELECT min(next_attempt_at) AS due FROM enquiry WHERE state = 'waiting' AND unfinished = 0
    UNION ALL SELECT min(next_attempt_at) FROM enquiry WHERE state = 'waiting' AND unfinished > 0
    UNION ALL SELECT min(lease_until) FROM enquiry WHERE state = 'sending')`);
  const delivered =
    database.prepare(`UPDATE enquiry SET state = 'delivered', delivered_at = ?, unfinished = 0,
    lease_owner = NULL, lease_until = NULL, last_cause = NULL WHERE reference = ?`);
  const postpone =
    database.prepare(`UPDATE enquiry SET state = 'waiting', lease_owner = NULL, lease_until = NULL,
    attempts = iif(:route IS NULL, attempts + :counted, 0), unfinished = iif(:crashed, unfinished, 0),
    route = coalesce(:route, route), next_attempt_at = :next, last_cause = :errorCode
    WHERE reference = :reference AND state = 'sending' AND lease_owner = :owner`);
  const park = database.prepare(`UPDATE enquiry SET state = 'parked', lease_owner = NULL, lease_until = NULL,
    last_cause = :errorCode WHERE reference = :reference AND state = 'sending' AND lease_owner = :owner`);
  const list = database.prepare(`SELECT ${summaryColumns} FROM enquiry ORDER BY received_at, reference`);
  const find = database.prepare(`SELECT ${summaryColumns}, content FROM enquiry WHERE reference = ?`);
  const resend =
    database.prepare(`UPDATE enquiry SET state = 'waiting', route = 'own', attempts = 0, unfinished = 0,
    next_attempt_at = ?, lease_owner = NULL, lease_until = NULL, delivered_at = NULL, last_cause = NULL
    WHERE reference = ?`);
  const erase = database.prepare('DELETE FROM enquiry WHERE reference = ?');
  const eraseDelivered = database.prepare(
    "DELETE FROM enquiry WHERE state = 'delivered' AND delivered_at < ?",
  );

  /** The write-ahead log still holds pages as they were; emptying it leaves only the overwritten ones. */
  function forgetErased(count: number): number {
    if (count > 0) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return count;
  }

  return {
    ...createRecords(database),
    ...createFlags(database),
    add: group.add,
    lookUp: async (keyHash, contentHash) => lookUp(keyHash, contentHash),
    async claim(request) {
      requireInPlace();
      return claim[request.kind](request);
    },
    async nextDueAt() {
      const due = nextDue.get()?.['due'];
      return typeof due === 'number' ? new Date(due) : undefined;
    },
    async delivered(reference, at) {
      delivered.run(at.getTime(), reference);
    },
    async postpone(reference, owner, { nextAttemptAt, errorCode, counting, route }) {
      postpone.run({
        reference,
        owner,
        next: nextAttemptAt.getTime(),
        errorCode,
        counted: counting === 'counted' ? 1 : 0,
        crashed: counting === 'crashed' ? 1 : 0,
        route: route ?? null,
      });
    },
    async park(reference, owner, errorCode) {
      park.run({ reference, owner, errorCode });
    },
    async counts() {
      requireInPlace();
      return readCounts(database);
    },
    list: async () => list.all().map(toSummary),
    async find(reference) {
      const row = find.get(reference);
      return row === undefined ? undefined : toStored(row);
    },
    resend: async (reference, now) => resend.run(now.getTime(), reference).changes > 0,
    erase: async (reference) => forgetErased(Number(erase.run(reference).changes)) > 0,
    eraseDeliveredBefore: async (time) => forgetErased(Number(eraseDelivered.run(time.getTime()).changes)),
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
