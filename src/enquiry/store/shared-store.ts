import {
  claimConditions,
  earlierStatement,
  followUpStatement,
  insertStatement,
  insertValues,
  storedColumns,
  summaryColumns,
  toDate,
  toEarlier,
  toStored,
  toSummary,
} from './rows.ts';
import { createSharedProgress, isOpen } from './shared-progress.ts';
import type { Query, SqlValue, Transact } from './statements.ts';
import type { EnquiryStore, ErasedEnquiry, LinkMail } from './store.ts';

const nothing = new Uint8Array(0);

/** Queues the second mail of an enquiry; one that is queued or sent already stays as it is. */
const linkStatement = (about: string, at: Date, link: LinkMail) =>
  followUpStatement(
    {
      ...link,
      content: nothing,
      contentHash: nothing,
      topic: 'other',
      receivedAt: at,
      firstAttemptAt: at,
      suspect: false,
    },
    { kind: 'link', about },
    ['topic', 'suspect', 'route'],
  );

/** The methods that are the same SQL in both drivers. */
type SharedStore = Omit<EnquiryStore, 'add' | 'claim' | 'records' | 'backup' | 'close'>;

const freed = 'lease_owner = NULL, lease_until = NULL';
const heldBy = "reference = $1 AND state = 'sending' AND lease_owner = $2";
const unfinishedBusiness = "state IN ('waiting', 'sending')";
/** SQL condition: no mail that belongs to the enquiry still waits to be sent. */
const nothingWaits = `NOT EXISTS (SELECT 1 FROM enquiry AS other
  WHERE other.about = enquiry.reference AND other.state <> 'delivered')`;
/** SQL condition: a row that follows an enquiry which no longer exists. */
const orphaned = `about IS NOT NULL AND NOT EXISTS (SELECT 1 FROM enquiry AS parent
  WHERE parent.reference = enquiry.about)`;

interface SharedStoreParts {
  readonly query: Query;
  readonly transact: Transact;
  /** Overwrites the space of erased rows. */
  readonly forgetErased: () => Promise<unknown>;
}

/** @param parts how the driver runs statements @returns the methods that are the same for both drivers */
export function createSharedStore({ query, transact, forgetErased }: SharedStoreParts): SharedStore {
  const setFlag = (name: string, value: string) =>
    query(
      `INSERT INTO mark (name, value) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE mark.value <> excluded.value`,
      [name, value],
    );

  async function erase(condition: string, value: SqlValue): Promise<readonly ErasedEnquiry[]> {
    const [erased, followed] = await transact([
      [
        `DELETE FROM enquiry WHERE kind = 'enquiry' AND ${condition} RETURNING reference, withdrawn_at`,
        [value],
      ],
      [`DELETE FROM enquiry WHERE ${orphaned}`, []],
    ]);
    const rows = erased?.rows ?? [];
    if (rows.length + (followed?.count ?? 0) > 0) await forgetErased();
    return rows.map((row) => ({
      reference: String(row['reference']),
      isWithdrawn: row['withdrawn_at'] !== null,
    }));
  }

  return {
    ...createSharedProgress(transact),
    async lookUp(keyHash, contentHash) {
      const { rows } = await query(earlierStatement, [keyHash]);
      return toEarlier(rows[0], contentHash);
    },
    async suspectBytes() {
      const { rows } = await query(
        'SELECT coalesce(sum(length(content)), 0) AS bytes FROM enquiry WHERE suspect = 1',
      );
      return Number(rows[0]?.['bytes']);
    },
    async nextDueAt() {
      // In parts, so that each uses an index.
      const { rows } = await query(`SELECT min(due) AS due FROM (
        SELECT min(next_attempt_at) AS due FROM enquiry WHERE state = 'waiting' AND ${claimConditions.clean}
        UNION ALL SELECT min(next_attempt_at) FROM enquiry WHERE state = 'waiting' AND ${claimConditions.suspect}
        UNION ALL SELECT min(next_attempt_at) FROM enquiry WHERE state = 'waiting' AND ${claimConditions.crashed}
        UNION ALL SELECT min(lease_until) FROM enquiry WHERE state = 'sending') AS times`);
      const due = rows[0]?.['due'] ?? null;
      return due === null ? undefined : toDate(due);
    },
    async delivered(reference, at, link) {
      const noted = [
        `UPDATE enquiry SET state = 'delivered', delivered_at = $2, unfinished = 0, last_cause = NULL, ${freed}
         WHERE reference = $1`,
        [reference, at.getTime()],
      ] as const;
      await transact(link === undefined ? [noted] : [noted, linkStatement(reference, at, link)]);
    },
    async postpone(reference, owner, { nextAttemptAt, errorCode, counting, route }) {
      await query(
        `UPDATE enquiry SET state = 'waiting', ${freed},
           attempts = CASE WHEN CAST($3 AS text) IS NULL THEN attempts + $4 ELSE 0 END,
           unfinished = CASE WHEN CAST($5 AS integer) = 1 THEN unfinished ELSE 0 END,
           route = coalesce(CAST($3 AS text), route), next_attempt_at = $6, last_cause = $7
         WHERE ${heldBy}`,
        [
          reference,
          owner,
          route ?? null,
          counting === 'counted' ? 1 : 0,
          counting === 'crashed' ? 1 : 0,
          nextAttemptAt.getTime(),
          errorCode,
        ],
      );
    },
    async park(reference, owner, errorCode) {
      await query(`UPDATE enquiry SET state = 'parked', ${freed}, last_cause = $3 WHERE ${heldBy}`, [
        reference,
        owner,
        errorCode,
      ]);
    },
    async releaseLeases(owner, nextAttemptAt) {
      await query(
        `UPDATE enquiry SET state = 'waiting', ${freed}, next_attempt_at = $2, last_cause = 'crashed'
         WHERE state = 'sending' AND lease_owner = $1`,
        [owner, nextAttemptAt.getTime()],
      );
    },
    async counts() {
      const { rows } = await query(`SELECT
        count(*) FILTER (WHERE ${unfinishedBusiness}) AS waiting,
        min(received_at) FILTER (WHERE ${unfinishedBusiness}) AS oldest,
        count(*) FILTER (WHERE state = 'parked') AS parked,
        count(*) FILTER (WHERE state = 'delivered') -
          (SELECT count(*) FROM enquiry WHERE about IS NOT NULL AND state = 'delivered') AS delivered
        FROM enquiry`);
      const codes = await query(`SELECT DISTINCT last_cause FROM enquiry
        WHERE ${unfinishedBusiness} AND last_cause IS NOT NULL`);
      const [row] = rows;
      const oldest = row?.['oldest'] ?? null;
      return {
        waiting: Number(row?.['waiting']),
        ...(oldest === null ? {} : { oldestWaitingSince: toDate(oldest) }),
        parked: Number(row?.['parked']),
        delivered: Number(row?.['delivered']),
        waitingErrorCodes: codes.rows.map((each) => String(each['last_cause'])).sort(),
      };
    },
    async countReceived(from, until) {
      const { rows } = await query(
        `SELECT count(*) - (SELECT count(*) FROM enquiry
           WHERE about IS NOT NULL AND received_at >= $1 AND received_at < $2) AS received
         FROM enquiry WHERE received_at >= $1 AND received_at < $2`,
        [from.getTime(), until.getTime()],
      );
      return Number(rows[0]?.['received']);
    },
    eraseClosedBefore: async (time) => {
      const erased = await erase(
        `reference IN (SELECT reference FROM enquiry WHERE step = 'closed' AND step_at < $1
             AND coalesce(nobody_called_at, 0) <= step_at
           UNION ALL SELECT reference FROM enquiry WHERE step = 'before' AND delivered_at < $1) AND ${nothingWaits}`,
        time.getTime(),
      );
      return erased.length;
    },
    eraseUnansweredBefore: (time) =>
      erase(
        `reference IN (SELECT reference FROM enquiry WHERE ${isOpen} AND received_at < $1
           UNION ALL SELECT reference FROM enquiry WHERE step = 'before' AND received_at < $1
           UNION ALL SELECT reference FROM enquiry WHERE step = 'closed' AND received_at < $1
             AND NOT (${nothingWaits}))`,
        time.getTime(),
      ),
    async list() {
      const { rows } = await query(
        `SELECT ${summaryColumns} FROM enquiry WHERE kind = 'enquiry' ORDER BY received_at, reference`,
      );
      return rows.map(toSummary);
    },
    async find(reference) {
      const { rows } = await query(`SELECT ${storedColumns} FROM enquiry WHERE reference = $1`, [reference]);
      return rows[0] && toStored(rows[0]);
    },
    async followUps(reference) {
      const { rows } = await query(
        `SELECT ${storedColumns} FROM enquiry WHERE about = $1 ORDER BY received_at, reference`,
        [reference],
      );
      return rows.map(toStored);
    },
    async resend(reference, now) {
      // An enquiry that counted as taken is now mailed with a link, and goes the ordinary way.
      const { count } = await query(
        `UPDATE enquiry SET state = 'waiting', route = 'own', attempts = 0, unfinished = 0, next_attempt_at = $2,
           delivered_at = NULL, last_cause = NULL, ${freed},
           look_at = CASE WHEN kind = 'enquiry' THEN 0 ELSE look_at END,
           step = CASE WHEN step = 'before' THEN 'none' ELSE step END
         WHERE reference = $1 OR (about = $1 AND (kind = 'link' OR state = 'parked'))`,
        [reference, now.getTime()],
      );
      return count > 0;
    },
    erase: async (reference) => (await erase('reference = $1', reference)).length > 0,
    takeIn: async (record) => (await query(insertStatement, insertValues(record))).count > 0,
    async flags() {
      const { rows } = await query('SELECT name, value FROM mark');
      return new Map(rows.map((row) => [String(row['name']), String(row['value'])]));
    },
    async setFlag(name, value) {
      if (value === undefined) await query('DELETE FROM mark WHERE name = $1', [name]);
      else await setFlag(name, value);
    },
    claimFlag: async (name, value) => (await setFlag(name, value)).count > 0,
  };
}
