import type { SQLOutputValue } from 'node:sqlite';
import { type NoticeKind, noticeKinds } from '../progress/notices.ts';
import { type StepEvent, standingSteps, stepStates, steps } from '../progress/steps.ts';
import { topics } from '../schema.ts';
import { additionKinds, type ClockedEnquiry, type Progress } from './progress-store.ts';
import type { FollowUpKind, ProgressRecord } from './store.ts';

/** A row in the types of node:sqlite. */
export type Row = Record<string, SQLOutputValue>;

export const followUpKinds: readonly FollowUpKind[] = ['link', ...additionKinds];

/** The columns that `toProgressRecord` reads and `progressValues` writes. */
export const progressColumns =
  'told, answer_by, promised, steps, step_at, withdrawn_at, nobody_called_at, noticed, look_at';

/** The columns that `toProgress` reads. */
export const stateColumns = `reference, topic, received_at, message_id, route, state, delivered_at, step, ${progressColumns}`;

/** `promised` is a set of two bits: 1, the person was told the promise; 2, nobody is to contact them. */
const toldBit = 1;
const visitBit = 2;
/** SQL condition: nobody is to contact the person. */
export const isVisit = `promised >= ${visitBit}`;
/** New value of `promised` when the person has left a telephone number. */
export const visitTakenBack = `promised % ${visitBit}`;
/** New value of `promised` after the clock has computed whether the person was told (`value`, 0 or 1). */
export const toldKeptApart = (value: string): string =>
  `CASE WHEN ${isVisit} THEN ${visitBit} + ${value} ELSE ${value} END`;

/** @returns the date for a time in milliseconds since 1970 */
export const toDate = (value: SQLOutputValue | undefined): Date => new Date(Number(value));

/** @returns an entry with the time of a column; an empty object when the column is empty */
const time = <Name extends string>(name: Name, value: SQLOutputValue | undefined) =>
  (value === null || value === undefined ? {} : { [name]: toDate(value) }) as {
    readonly [Key in Name]?: Date;
  };

/** @returns the presses as the text that is stored; compare-and-set compares this text */
export const writeEvents = (events: readonly StepEvent[]): string =>
  events.length === 0 ? '' : JSON.stringify(events.map(({ step, who, at }) => [step, who, at.getTime()]));

function toEvent(entry: unknown): StepEvent | undefined {
  if (!Array.isArray(entry)) return undefined;
  const [name, who, at] = entry as readonly unknown[];
  const step = [...steps, 'undo' as const].find((each) => each === name);
  return step === undefined || typeof who !== 'string' || typeof at !== 'number'
    ? undefined
    : { step, who, at: new Date(at) };
}

/** Damaged presses are left out: staff can press again. */
function readEvents(value: SQLOutputValue | undefined): readonly StepEvent[] {
  if (typeof value !== 'string' || value === '') return [];
  try {
    const entries: unknown = JSON.parse(value);
    return Array.isArray(entries) ? entries.flatMap((entry) => toEvent(entry) ?? []) : [];
  } catch {
    return [];
  }
}

/** @returns the notices as the text that is stored, in a fixed order, because compare-and-set compares this text */
export const writeNoticed = (noticed: readonly NoticeKind[]): string =>
  noticeKinds.filter((kind) => noticed.includes(kind)).join(' ');

const readNoticed = (value: SQLOutputValue | undefined): readonly NoticeKind[] => {
  const names = typeof value === 'string' ? value.split(' ') : [];
  return noticeKinds.filter((kind) => names.includes(kind));
};

/** @returns the time of the last standing step, in milliseconds since 1970 */
export const lastStepAt = (events: readonly StepEvent[]): number | null =>
  standingSteps(events).at(-1)?.at.getTime() ?? null;

/** @returns the values of `progressColumns` */
export const progressValues = (progress: ProgressRecord): readonly (string | number | null)[] => [
  progress.toldReference ?? null,
  progress.answerBy?.getTime() ?? null,
  (progress.promised ? toldBit : 0) + (progress.visit ? visitBit : 0),
  writeEvents(progress.events),
  lastStepAt(progress.events),
  progress.withdrawnAt?.getTime() ?? null,
  progress.nobodyCalledAt?.getTime() ?? null,
  writeNoticed(progress.noticed),
  progress.lookAt?.getTime() ?? null,
];

/** @param row may come from an older file without these columns */
export function toProgressRecord(row: Row): ProgressRecord {
  const told = row['told'];
  return {
    ...(typeof told === 'string' ? { toldReference: told } : {}),
    ...time('answerBy', row['answer_by']),
    promised: Number(row['promised']) % visitBit === toldBit,
    visit: Number(row['promised']) >= visitBit,
    events: readEvents(row['steps']),
    ...time('withdrawnAt', row['withdrawn_at']),
    ...time('nobodyCalledAt', row['nobody_called_at']),
    noticed: readNoticed(row['noticed']),
    ...time('lookAt', row['look_at'] === undefined ? 0 : row['look_at']),
  };
}

/** @param row of `stateColumns` */
export function toClocked(row: Row): ClockedEnquiry {
  const { toldReference, lookAt: _, ...record } = toProgressRecord(row);
  const reference = String(row['reference']);
  return {
    reference,
    toldReference: toldReference ?? reference,
    topic: topics.find((topic) => topic === row['topic']) ?? 'other',
    receivedAt: toDate(row['received_at']),
    messageId: String(row['message_id']),
    route: row['route'] === 'fallback' ? 'fallback' : 'own',
    ...time('deliveredAt', row['delivered_at']),
    parked: row['state'] === 'parked',
    state: stepStates.find((state) => state === row['step']) ?? 'none',
    ...record,
  };
}

/** @param row of `stateColumns` */
export function toProgress(row: Row): Progress {
  const { noticed: _, ...progress } = toClocked(row);
  return { ...progress, ...time('newNumberAt', row['new_number_at'] ?? null) };
}
