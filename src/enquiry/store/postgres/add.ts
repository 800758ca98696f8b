import { toDate } from '../rows.ts';
import type { EnquiryStore } from '../store.ts';
import type { Query } from './connection.ts';

type AddParts = Pick<EnquiryStore, 'add' | 'lookUp'>;

/** SQLSTATE of a value that must be there once only (PostgreSQL, appendix A). */
const uniqueViolation = '23505';

/** @returns how enquiries come into the store from the counter */
export function createAdd(query: Query): AddParts {
  const lookUp: EnquiryStore['lookUp'] = async (keyHash, contentHash) => {
    const { rows } = await query(
      'SELECT reference, received_at, (content_hash = $2)::integer AS same FROM enquiry WHERE key_hash = $1',
      [keyHash, contentHash],
    );
    const earlier = rows[0];
    if (earlier === undefined) return undefined;
    const reference = String(earlier['reference']);
    if (earlier['same'] !== 1) return { kind: 'conflict', reference };
    return { kind: 'already-stored', reference, receivedAt: toDate(earlier['received_at']) };
  };
  const isTaken = async (reference: string): Promise<boolean> =>
    (await query('SELECT 1 FROM enquiry WHERE reference = $1', [reference])).count > 0;

  return {
    lookUp,
    async add(enquiry) {
      // Waits for another insertion of the same form to end, so that what comes after sees it.
      const { count } = await query(
        `INSERT INTO enquiry (reference, key_hash, content_hash, topic, received_at, suspect, message_id, content,
           state, route, attempts, unfinished, next_attempt_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 'own', 0, 0, $9)
         ON CONFLICT DO NOTHING`,
        [
          enquiry.reference,
          enquiry.keyHash,
          enquiry.contentHash,
          enquiry.topic,
          enquiry.receivedAt.getTime(),
          enquiry.suspect ? 1 : 0,
          enquiry.messageId,
          enquiry.content,
          enquiry.firstAttemptAt.getTime(),
        ],
      );
      if (count > 0) return { kind: 'added' };
      const earlier = await lookUp(enquiry.keyHash, enquiry.contentHash);
      if (earlier !== undefined) return earlier;
      if (await isTaken(enquiry.reference)) return { kind: 'reference-taken' };
      throw Object.assign(new Error('another enquiry has this Message-ID'), { code: uniqueViolation });
    },
  };
}
