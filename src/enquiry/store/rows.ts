import type { SQLOutputValue } from 'node:sqlite';
import { stateOf, stepStates } from '../progress/steps.ts';
import { topics } from '../schema.ts';
import {
  followUpKinds,
  progressColumns,
  progressValues,
  type Row,
  toDate,
  toProgressRecord,
} from './progress-rows.ts';
import type { SqlValue } from './statements.ts';
import {
  type AddResult,
  type ClaimRequest,
  type EarlierEnquiry,
  type EnquiryRecord,
  type EnquirySummary,
  enquiryStates,
  type NewEnquiry,
  type ProgressRecord,
  type StoredEnquiry,
} from './store.ts';

export { type Row, toDate } from './progress-rows.ts';

const columns = {
  summary: `reference, topic, received_at, suspect, message_id, state, route, attempts, unfinished,
    next_attempt_at, delivered_at, last_cause, kind, about, step`,
  payload: 'content',
  hashes: 'key_hash, content_hash',
} as const;
/** The columns that `toSummary` reads. */
export const summaryColumns = columns.summary;
/** The columns that `toStored` reads. */
export const storedColumns = `${columns.summary}, ${columns.payload}`;
/** The columns that `toRecord` reads, in the order of `insertValues`. */
export const recordColumns = `${storedColumns}, ${columns.hashes}, ${progressColumns}`;

const namesIn = (columns: string): readonly string[] => columns.split(',').map((name) => name.trim());
const recordNames = namesIn(recordColumns);

const namesOfSteps = ['kind', 'about', 'step', ...namesIn(progressColumns)];
/** The record columns that existed before steps were kept, for a damaged file of that time. */
export const columnsBeforeSteps = recordNames.filter((name) => !namesOfSteps.includes(name)).join(', ');

/**
 * Takes the values of `insertValues`; does nothing when the reference, the form's key or the `Message-ID` exists
 * already.
 */
export const insertStatement = `INSERT INTO enquiry (${recordColumns})
  VALUES (${recordNames.map((_, index) => `$${index + 1}`).join(', ')})
  ON CONFLICT DO NOTHING`;

/** SQL conditions of the kinds of claims. */
export const claimConditions: Readonly<Record<ClaimRequest['kind'], string>> = {
  clean: 'unfinished = 0 AND suspect = 0',
  suspect: 'unfinished = 0 AND suspect = 1',
  crashed: 'unfinished > 0',
};

/** What may be claimed; each condition uses an index. `$1` and the others are in `claimValues`. */
export const claimable = {
  due: "state = 'waiting' AND next_attempt_at <= $1",
  ahead: "state = 'waiting' AND next_attempt_at > $2",
  abandoned: "state = 'sending' AND (lease_until <= $1 OR lease_until > $4)",
} as const;

/** @returns the statement for each kind of claim */
export const claimStatements = (
  statementOf: (kind: ClaimRequest['kind']) => string,
): Readonly<Record<ClaimRequest['kind'], string>> => ({
  clean: statementOf('clean'),
  suspect: statementOf('suspect'),
  crashed: statementOf('crashed'),
});

/** @param toList writes a list as the driver takes it @returns the parameters `$1` to `$7` of a claim */
export const claimValues = <List>(request: ClaimRequest, toList: (names: readonly string[]) => List) => [
  request.now.getTime(),
  request.now.getTime() + request.longestWaitMilliseconds,
  request.owner,
  request.leaseUntil.getTime(),
  toList(request.except),
  request.limit,
  toList(request.exceptTopics),
];

/** Counts the enquiries that were delivered before steps were kept. */
export const countBeforeSteps = "SELECT count(*) AS count FROM enquiry WHERE step = 'before'";

/** @throws when the tables are of a newer version than this program knows */
export function requireKnownVersion(version: number, newest: number): void {
  if (version > newest) throw new Error('the store was written by a newer version of this program');
}

/**
 * @returns an enquiry's values in the order of `recordColumns`; an enquiry that was being sent elsewhere waits here
 */
export const insertValues = (record: EnquiryRecord): readonly SqlValue[] => [
  record.reference,
  record.topic,
  record.receivedAt.getTime(),
  record.suspect ? 1 : 0,
  record.messageId,
  record.state === 'sending' ? 'waiting' : record.state,
  record.route,
  record.attempts,
  record.unfinished,
  record.nextAttemptAt.getTime(),
  // After damage the two may not fit together: then it is better to send the enquiry twice than to lose it.
  record.state === 'delivered' ? (record.deliveredAt ?? record.receivedAt).getTime() : null,
  record.lastErrorCode ?? null,
  record.followUp?.kind ?? 'enquiry',
  record.followUp?.about ?? null,
  // Checked for the same reason as the time of delivery.
  record.step === 'before' && record.state === 'delivered' ? 'before' : stateOf(record.progress.events),
  record.content,
  record.keyHash,
  record.contentHash,
  ...progressValues(record.progress),
];

/** @returns a new enquiry with its initial state */
export const toNewRecord = (enquiry: NewEnquiry): EnquiryRecord => ({
  ...enquiry,
  state: 'waiting',
  route: 'own',
  attempts: 0,
  unfinished: 0,
  nextAttemptAt: enquiry.firstAttemptAt,
  progress: {
    ...(enquiry.toldReference === undefined ? {} : { toldReference: enquiry.toldReference }),
    promised: false,
    visit: false,
    events: [],
    noticed: [],
    ...(enquiry.promise ?? { lookAt: new Date(0) }),
  },
});

/** The clock looks at the enquiry only. */
const noProgress: ProgressRecord = { promised: false, visit: false, events: [], noticed: [] };

/**
 * @param mail a mail that belongs to an enquiry
 * @param followUp its kind, and the enquiry
 * @param inherited the columns that it takes over from the enquiry
 * @param condition SQL condition on the enquiry, `parent`
 * @returns the statement that queues it, with its values; it does nothing without that enquiry, or when the reference,
 * the form's key or the `Message-ID` exists already
 */
export function followUpStatement(
  mail: NewEnquiry,
  followUp: NonNullable<EnquiryRecord['followUp']>,
  inherited: readonly string[],
  condition = 'TRUE',
): readonly [string, readonly SqlValue[]] {
  const values = insertValues({ ...toNewRecord(mail), followUp, progress: noProgress });
  const selected = recordNames.map((name, index) =>
    // With its parameter, because PostgreSQL refuses one that no statement uses.
    inherited.includes(name) ? `coalesce(parent.${name}, $${index + 1})` : `$${index + 1}`,
  );
  return [
    `INSERT INTO enquiry (${recordColumns}) SELECT ${selected.join(', ')} FROM enquiry AS parent
     WHERE parent.reference = $${values.length + 1} AND parent.kind = 'enquiry' AND ${condition}
     ON CONFLICT DO NOTHING`,
    [...values, followUp.about],
  ];
}

/** A damaged value must not stop this enquiry or the others: the default is used. */
const oneOf = <T extends string>(known: readonly T[], value: SQLOutputValue | undefined, ordinary: T): T =>
  known.find((each) => each === value) ?? ordinary;

/** @returns the values of a row without its content */
export function toSummary(row: Row): EnquirySummary {
  const deliveredAt = row['delivered_at'];
  const lastErrorCode = row['last_cause'];
  const kind = followUpKinds.find((each) => each === row['kind']);
  // A file from before steps were stored has no such column.
  const stepBefore = row['step'] === undefined && deliveredAt !== null ? 'before' : 'none';
  const step = oneOf(stepStates, row['step'], stepBefore);
  return {
    reference: String(row['reference']),
    ...(kind === undefined ? {} : { followUp: { kind, about: String(row['about']) } }),
    ...(step === 'none' ? {} : { step }),
    topic: oneOf(topics, row['topic'], 'other'),
    receivedAt: toDate(row['received_at']),
    suspect: row['suspect'] === 1,
    messageId: String(row['message_id']),
    state: oneOf(enquiryStates, row['state'], deliveredAt === null ? 'waiting' : 'delivered'),
    route: oneOf(['own', 'fallback'], row['route'], 'own'),
    attempts: Number(row['attempts']),
    unfinished: Number(row['unfinished']),
    nextAttemptAt: toDate(row['next_attempt_at']),
    ...(deliveredAt === null ? {} : { deliveredAt: toDate(deliveredAt) }),
    ...(lastErrorCode === null ? {} : { lastErrorCode: String(lastErrorCode) }),
  };
}

function bytes(value: SQLOutputValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError('the store holds something other than bytes');
  return value;
}

/** @throws TypeError for a row that this program did not write */
export const toStored = (row: Row): StoredEnquiry => ({
  ...toSummary(row),
  content: bytes(row['content']),
});

/** @throws TypeError for a row that this program did not write */
export const toRecord = (row: Row): EnquiryRecord => ({
  ...toStored(row),
  keyHash: bytes(row['key_hash']),
  contentHash: bytes(row['content_hash']),
  progress: toProgressRecord(row),
});

const sameBytes = (a: SQLOutputValue | undefined, b: Uint8Array): boolean =>
  a instanceof Uint8Array && Buffer.compare(a, b) === 0;

/** Selects the row for `toEarlier`; `$1`: the hash of the form's key. */
export const earlierStatement =
  'SELECT reference, received_at, content_hash FROM enquiry WHERE key_hash = $1';

/** @param row of `earlierStatement`; undefined: there is none */
export function toEarlier(row: Row | undefined, contentHash: Uint8Array): EarlierEnquiry | undefined {
  if (row === undefined) return undefined;
  const reference = String(row['reference']);
  if (!sameBytes(row['content_hash'], contentHash)) return { kind: 'conflict', reference };
  return { kind: 'already-stored', reference, receivedAt: toDate(row['received_at']) };
}

/** Selects the rows for `whyNotInserted`. */
export const clashStatement =
  'SELECT reference, key_hash, received_at, content_hash FROM enquiry WHERE key_hash = $1 OR reference = $2';

/**
 * @param rows of `clashStatement`
 * @returns why `insertStatement` did not add the enquiry
 * @throws when another enquiry has its `Message-ID`
 */
export function whyNotInserted(rows: readonly Row[], { keyHash, contentHash }: NewEnquiry): AddResult {
  const earlier = rows.find((row) => sameBytes(row['key_hash'], keyHash));
  const known = toEarlier(earlier, contentHash);
  if (known !== undefined) return known;
  if (rows.length > 0) return { kind: 'reference-taken' };
  throw Object.assign(new Error('another enquiry has this Message-ID'), { code: 'MESSAGE_ID_TAKEN' });
}
