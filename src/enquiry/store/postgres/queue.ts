import { summaryColumns, toDate, toStored } from '../rows.ts';
import type { ClaimRequest, EnquiryStore } from '../store.ts';
import type { Query } from './connection.ts';

type QueueParts = Pick<EnquiryStore, 'claim' | 'nextDueAt' | 'delivered' | 'postpone' | 'park'>;

const columns = `${summaryColumns}, content`;

/**
 * Rows that another courier is just taking are passed over, not waited for. `MATERIALIZED`, for a subquery that the
 * planner may run twice would take more than the limit; in parts, so that each follows an index.
 */
function claimStatement(kind: ClaimRequest['kind']): string {
  const part = (condition: string) => `MATERIALIZED (
    SELECT reference AS due_reference, next_attempt_at AS due_at, received_at AS due_since FROM enquiry
    WHERE ${condition} AND ${kind === 'clean' ? 'unfinished = 0' : 'unfinished > 0'}
      AND reference <> ALL ($5::text[])
    ORDER BY next_attempt_at, received_at LIMIT $6
    FOR UPDATE SKIP LOCKED)`;
  return `WITH
    due AS ${part("state = 'waiting' AND next_attempt_at <= $1")},
    ahead AS ${part("state = 'waiting' AND next_attempt_at > $2")},
    abandoned AS ${part("state = 'sending' AND (lease_until <= $1 OR lease_until > $4)")},
    chosen AS MATERIALIZED (
      SELECT due_reference FROM (TABLE due UNION ALL TABLE ahead UNION ALL TABLE abandoned)
      ORDER BY due_at, due_since LIMIT $6),
    taken AS (
      UPDATE enquiry
      SET state = 'sending', lease_owner = $3, lease_until = $4, unfinished = unfinished + 1
      FROM chosen WHERE reference = due_reference
      RETURNING ${columns})
    SELECT ${columns} FROM taken ORDER BY next_attempt_at, received_at`;
}
const claimStatements = { clean: claimStatement('clean'), crashed: claimStatement('crashed') };

/** @returns what a courier does with the enquiries of this store */
export function createQueue(query: Query): QueueParts {
  return {
    async claim(request) {
      const now = request.now.getTime();
      const { rows } = await query(claimStatements[request.kind], [
        now,
        now + request.longestWaitMilliseconds,
        request.owner,
        request.leaseUntil.getTime(),
        request.except,
        request.limit,
      ]);
      return rows.map(toStored);
    },
    async nextDueAt() {
      const { rows } = await query(`SELECT least(
        (SELECT min(next_attempt_at) FROM enquiry WHERE state = 'waiting' AND unfinished = 0),
        (SELECT min(next_attempt_at) FROM enquiry WHERE state = 'waiting' AND unfinished > 0),
        (SELECT min(lease_until) FROM enquiry WHERE state = 'sending')) AS due`);
      const due = rows[0]?.['due'] ?? null;
      return due === null ? undefined : toDate(due);
    },
    async delivered(reference, at) {
      await query(
        `UPDATE enquiry SET state = 'delivered', delivered_at = $2, unfinished = 0,
           lease_owner = NULL, lease_until = NULL, last_cause = NULL WHERE reference = $1`,
        [reference, at.getTime()],
      );
    },
    async postpone(reference, owner, { nextAttemptAt, errorCode, counting, route }) {
      await query(
        `UPDATE enquiry SET state = 'waiting', lease_owner = NULL, lease_until = NULL,
           attempts = CASE WHEN $3::text IS NULL THEN attempts + $4 ELSE 0 END,
           unfinished = CASE WHEN $5::boolean THEN unfinished ELSE 0 END,
           route = coalesce($3::text, route), next_attempt_at = $6, last_cause = $7
         WHERE reference = $1 AND state = 'sending' AND lease_owner = $2`,
        [
          reference,
          owner,
          route ?? null,
          counting === 'counted' ? 1 : 0,
          counting === 'crashed',
          nextAttemptAt.getTime(),
          errorCode,
        ],
      );
    },
    async park(reference, owner, errorCode) {
      await query(
        `UPDATE enquiry SET state = 'parked', lease_owner = NULL, lease_until = NULL, last_cause = $3
         WHERE reference = $1 AND state = 'sending' AND lease_owner = $2`,
        [reference, owner, errorCode],
      );
    },
  };
}
