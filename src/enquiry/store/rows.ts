import type { SQLOutputValue } from 'node:sqlite';
import { topics } from '../schema.ts';
import { type EnquiryRecord, type EnquirySummary, enquiryStates, type StoredEnquiry } from './store.ts';

/** A row as node:sqlite gives it. */
export type Row = Record<string, SQLOutputValue>;

/** The columns that `toSummary` reads. */
export const summaryColumns = `reference, topic, received_at, suspect, message_id, state, route, attempts, unfinished,
  next_attempt_at, delivered_at, last_cause`;

/** The columns that `toRecord` reads. */
export const recordColumns = `${summaryColumns}, content, key_hash, content_hash`;

/** A word that was damaged must not hold up the enquiry, nor those beside it: it then goes the ordinary way. */
const oneOf = <T extends string>(offered: readonly T[], value: SQLOutputValue | undefined, ordinary: T): T =>
  offered.find((each) => each === value) ?? ordinary;

/** @returns the time that the store keeps as milliseconds since 1970. */
export const toDate = (value: SQLOutputValue | undefined): Date => new Date(Number(value));

/** @returns what a row tells without its content */
export function toSummary(row: Row): EnquirySummary {
  const deliveredAt = row['delivered_at'];
  const lastErrorCode = row['last_cause'];
  return {
    reference: String(row['reference']),
    topic: oneOf(topics, row['topic'], 'other'),
    receivedAt: toDate(row['received_at']),
    suspect: row['suspect'] === 1,
    messageId: String(row['message_id']),
    state: oneOf(enquiryStates, row['state'], 'waiting'),
    route: oneOf(['own', 'fallback'], row['route'], 'own'),
    attempts: Number(row['attempts']),
    unfinished: Number(row['unfinished']),
    nextAttemptAt: toDate(row['next_attempt_at']),
    ...(deliveredAt === null ? {} : { deliveredAt: toDate(deliveredAt) }),
    ...(lastErrorCode === null ? {} : { lastErrorCode: String(lastErrorCode) }),
  };
}

function block(value: SQLOutputValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError('the store holds something else than a block');
  return value;
}

/** @throws TypeError for a row this program did not write */
export const toStored = (row: Row): StoredEnquiry => ({
  ...toSummary(row),
  content: block(row['content']),
});

/** @throws TypeError for a row this program did not write */
export const toRecord = (row: Row): EnquiryRecord => ({
  ...toStored(row),
  keyHash: block(row['key_hash']),
  contentHash: block(row['content_hash']),
});
