import { closeSync, openSync } from 'node:fs';
import { backup, type DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { topics } from './schema.ts';
import { openDatabase, transaction } from './sqlite-database.ts';
import {
  type AddResult,
  type ClaimRequest,
  type EnquiryStore,
  type EnquirySummary,
  enquiryStates,
  type NewEnquiry,
  type StoreCounts,
  type StoredEnquiry,
} from './store.ts';

type Row = Record<string, SQLOutputValue>;

const summaryColumns = `reference, topic, received_at, suspect, message_id, state, route, attempts, unfinished,
  next_attempt_at, delivered_at, last_cause`;

function oneOf<T extends string>(offered: readonly T[], value: SQLOutputValue | undefined): T {
  const found = offered.find((each) => each === value);
  if (found === undefined) throw new TypeError('the store holds a value this program does not know');
  return found;
}

const toDate = (value: SQLOutputValue | undefined): Date => new Date(Number(value));

function toSummary(row: Row): EnquirySummary {
  const deliveredAt = row['delivered_at'];
  const lastCause = row['last_cause'];
  return {
    reference: String(row['reference']),
    topic: oneOf(topics, row['topic']),
    receivedAt: toDate(row['received_at']),
    suspect: row['suspect'] === 1,
    messageId: String(row['message_id']),
    state: oneOf(enquiryStates, row['state']),
    route: oneOf(['own', 'fallback'], row['route']),
    attempts: Number(row['attempts']),
    unfinished: Number(row['unfinished']),
    nextAttemptAt: toDate(row['next_attempt_at']),
    ...(deliveredAt === null ? {} : { deliveredAt: toDate(deliveredAt) }),
    ...(lastCause === null ? {} : { lastCause: String(lastCause) }),
  };
}

function toStored(row: Row): StoredEnquiry {
  const content = row['content'];
  if (!(content instanceof Uint8Array)) throw new TypeError('stored content is not a block');
  return { ...toSummary(row), content };
}

const sameBytes = (a: SQLOutputValue | undefined, b: Uint8Array): boolean =>
  a instanceof Uint8Array && Buffer.compare(a, b) === 0;

function prepareAdd(database: DatabaseSync): (enquiry: NewEnquiry) => AddResult {
  const byKey = database.prepare(
    'SELECT reference, received_at, content_hash FROM enquiry WHERE key_hash = ?',
  );
  const byReference = database.prepare('SELECT 1 FROM enquiry WHERE reference = ?');
  const insert = database.prepare(`INSERT INTO enquiry
    (reference, key_hash, content_hash, topic, received_at, suspect, message_id, content,
     state, route, attempts, unfinished, next_attempt_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 'own', 0, 0, ?)`);
  return (enquiry) => {
    const earlier = byKey.get(enquiry.keyHash);
    if (earlier !== undefined) {
      if (!sameBytes(earlier['content_hash'], enquiry.contentHash)) return { kind: 'conflict' };
      const receivedAt = toDate(earlier['received_at']);
      return { kind: 'already-stored', reference: String(earlier['reference']), receivedAt };
    }
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

/** Group commit: enquiries that come in one turn of the event loop share one write to the disk. */
function createGroupCommit(database: DatabaseSync) {
  const add = prepareAdd(database);
  let pending: PendingAdd[] = [];
  function flush(): void {
    const group = pending;
    pending = [];
    if (group.length === 0) return;
    try {
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
    add: (enquiry: NewEnquiry) =>
      new Promise<AddResult>((resolve, reject) => {
        if (pending.push({ enquiry, resolve, reject }) === 1) setImmediate(flush);
      }),
  };
}

function prepareClaim(database: DatabaseSync): (request: ClaimRequest) => readonly StoredEnquiry[] {
  const statement = database.prepare(`UPDATE enquiry
    SET state = 'sending', lease_owner = :owner, lease_until = :leaseUntil, unfinished = unfinished + 1
    WHERE reference IN (
      SELECT reference FROM enquiry
      WHERE ((state = 'waiting' AND (next_attempt_at <= :now OR next_attempt_at > :horizon))
          OR (state = 'sending' AND (lease_until <= :now OR lease_until > :leaseUntil)))
        AND (unfinished > 0) = :crashed
        AND reference NOT IN (SELECT value FROM json_each(:except))
      ORDER BY next_attempt_at, received_at LIMIT :limit)
    RETURNING ${summaryColumns}, content`);
  return (request) => {
    const rows = statement.all({
      owner: request.owner,
      now: request.now.getTime(),
      leaseUntil: request.leaseUntil.getTime(),
      horizon: request.now.getTime() + request.longestWaitMilliseconds,
      crashed: request.kind === 'crashed' ? 1 : 0,
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
    waitingCauses: causes.map((each) => String(each['last_cause'])),
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
  const group = createGroupCommit(database);
  const claim = prepareClaim(database);
  const nextDue = database.prepare(`SELECT min(due) AS due FROM (
    SELECT min(next_attempt_at) AS due FROM enquiry WHERE state = 'waiting'
    UNION ALL SELECT min(lease_until) FROM enquiry WHERE state = 'sending')`);
  const delivered =
    database.prepare(`UPDATE enquiry SET state = 'delivered', delivered_at = ?, unfinished = 0,
    lease_owner = NULL, lease_until = NULL, last_cause = NULL WHERE reference = ?`);
  const postpone =
    database.prepare(`UPDATE enquiry SET state = 'waiting', lease_owner = NULL, lease_until = NULL,
    attempts = iif(:route IS NULL, attempts + :counted, 0), unfinished = iif(:crashed, unfinished, 0),
    route = coalesce(:route, route), next_attempt_at = :next, last_cause = :cause
    WHERE reference = :reference AND state = 'sending' AND lease_owner = :owner`);
  const park = database.prepare(`UPDATE enquiry SET state = 'parked', lease_owner = NULL, lease_until = NULL,
    last_cause = :cause WHERE reference = :reference AND state = 'sending' AND lease_owner = :owner`);
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
    add: group.add,
    claim: async (request) => claim(request),
    async nextDueAt() {
      const due = nextDue.get()?.['due'];
      return typeof due === 'number' ? new Date(due) : undefined;
    },
    async delivered(reference, at) {
      delivered.run(at.getTime(), reference);
    },
    async postpone(reference, owner, { nextAttemptAt, cause, counting, route }) {
      postpone.run({
        reference,
        owner,
        next: nextAttemptAt.getTime(),
        cause,
        counted: counting === 'counted' ? 1 : 0,
        crashed: counting === 'crashed' ? 1 : 0,
        route: route ?? null,
      });
    },
    async park(reference, owner, cause) {
      park.run({ reference, owner, cause });
    },
    counts: async () => readCounts(database),
    list: async () => list.all().map(toSummary),
    async find(reference) {
      const row = find.get(reference);
      return row === undefined ? undefined : toStored(row);
    },
    resend: async (reference, now) => resend.run(now.getTime(), reference).changes > 0,
    erase: async (reference) => forgetErased(Number(erase.run(reference).changes)) > 0,
    eraseDeliveredBefore: async (time) => forgetErased(Number(eraseDelivered.run(time.getTime()).changes)),
    async backup(file) {
      closeSync(openSync(file, 'wx', 0o600));
      await backup(database, file);
    },
    async close() {
      group.flush();
      database.close();
    },
  };
}
