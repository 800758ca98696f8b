import {
  claimable,
  claimConditions,
  claimStatements,
  claimValues,
  storedColumns,
  toStored,
} from '../rows.ts';
import type { ClaimRequest, QueueStore } from '../store.ts';
import type { PostgresQuery } from './connection.ts';

/**
 * Rows that another courier is claiming are skipped. `MATERIALIZED`, since the planner may run another subquery
 * twice, which would claim more than the limit. In parts, so that each uses an index.
 */
function claimStatement(kind: ClaimRequest['kind']): string {
  const part = (condition: string) => `MATERIALIZED (
    SELECT reference AS due_reference, next_attempt_at AS due_at, received_at AS due_since FROM enquiry
    WHERE ${condition} AND ${claimConditions[kind]}
      AND reference <> ALL ($5::text[]) AND topic <> ALL ($7::text[])
    ORDER BY next_attempt_at, received_at LIMIT $6
    FOR UPDATE SKIP LOCKED)`;
  return `WITH
    due AS ${part(claimable.due)},
    ahead AS ${part(claimable.ahead)},
    abandoned AS ${part(claimable.abandoned)},
    chosen AS MATERIALIZED (
      SELECT due_reference FROM (TABLE due UNION ALL TABLE ahead UNION ALL TABLE abandoned)
      ORDER BY due_at, due_since LIMIT $6),
    taken AS (
      UPDATE enquiry
      SET state = 'sending', lease_owner = $3, lease_until = $4, unfinished = unfinished + 1
      FROM chosen WHERE reference = due_reference
      RETURNING ${storedColumns})
    SELECT ${storedColumns} FROM taken ORDER BY next_attempt_at, received_at`;
}
const statements = claimStatements(claimStatement);

/** @returns the store's `claim` */
export const createClaim =
  (query: PostgresQuery): QueueStore['claim'] =>
  async (request) => {
    const { rows } = await query(
      statements[request.kind],
      claimValues(request, (names) => names),
    );
    return rows.map(toStored);
  };
