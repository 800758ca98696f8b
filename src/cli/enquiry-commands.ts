import { writeStaffMail } from '../enquiry/delivery/staff-mail.ts';
import { decodePayload } from '../enquiry/payload.ts';
import { readReference } from '../enquiry/reference.ts';
import type { Opener } from '../enquiry/sealing.ts';
import type { CopiesErased } from '../enquiry/store/copies.ts';
import type { ClockStore, Progress, ProgressStore } from '../enquiry/store/progress-store.ts';
import type {
  EnquiryStore,
  EnquirySummary,
  FlagStore,
  OperatorStore,
  StoredEnquiry,
} from '../enquiry/store/store.ts';
import type { MailWords } from '../words/mail-words.ts';
import { type BackupSecrets, isSecretFlag } from './backup-secrets.ts';
import {
  additionLines,
  additionsOf,
  moment,
  openLines,
  personWords,
  progressLines,
  stepNames,
  takenLine,
} from './enquiry-progress.ts';
import { queueTable } from './queue-table.ts';

/** The operator's commands: each writes its output line by line, and returns its exit code. */

export const exitCodes = { done: 0, failed: 1, unusable: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Surroundings {
  readonly store: OperatorStore &
    Pick<FlagStore, 'flags'> &
    Pick<ProgressStore & ClockStore, 'press' | 'progress' | 'openShares'>;
  /** Keys of the roles that may take an enquiry up. */
  readonly staffRoles: readonly string[];
  /** Writes the form's secret into a backup, and restores it when there is none. */
  readonly secrets: BackupSecrets;
  readonly opener: Opener;
  readonly clock: () => Date;
  /** Writes one line. */
  readonly write: (line: string) => void;
  readonly words: MailWords;
  readonly eraseMailFile: (reference: string) => void;
  /** Deletes copies of an enquiry in files outside the store. */
  readonly eraseCopies: (reference: string) => CopiesErased;
  /** @returns the SQLite store in that file; undefined when there is none */
  readonly openBackup: (file: string) => EnquiryStore | undefined;
}

function summaryLine(enquiry: EnquirySummary, progress?: Progress): string {
  const { reference, receivedAt, topic, state, attempts, suspect, lastErrorCode, nextAttemptAt } = enquiry;
  const waits = state === 'waiting' || state === 'sending';
  return [
    reference,
    moment(receivedAt),
    topic,
    state,
    ...(enquiry.step === undefined ? [] : [stepNames[enquiry.step]]),
    ...(progress === undefined ? [] : personWords(progress)),
    ...(suspect ? ['suspect'] : []),
    ...(attempts > 0 ? [`attempts ${attempts}`] : []),
    ...(lastErrorCode === undefined ? [] : [`last ${lastErrorCode}`]),
    ...(waits ? [`next ${moment(nextAttemptAt)}`] : []),
  ].join('  ');
}

/** `npm run enquiries -- list`: writes a line for each enquiry, oldest first. */
export async function list({ store, write }: Surroundings): Promise<ExitCode> {
  const enquiries = await store.list();
  for (const enquiry of enquiries)
    write(summaryLine(enquiry, enquiry.followUp ? undefined : await store.progress(enquiry.reference)));
  write(`${enquiries.length} in all; times in UTC`);
  return exitCodes.done;
}

const asStaffReadIt = async (enquiry: StoredEnquiry, opener: Opener, words: MailWords): Promise<string> =>
  writeStaffMail({
    ...enquiry,
    viaFallback: enquiry.route === 'fallback',
    payload: decodePayload(await opener.open(enquiry.content)),
    to: '',
    mailFrom: '',
    words,
  }).text;

async function show({ store, opener, write, words }: Surroundings, reference: string): Promise<ExitCode> {
  const enquiry = await store.find(reference);
  if (enquiry === undefined) return unknown(write, reference);
  if (enquiry.followUp !== undefined) return unknown(write, reference);
  write(summaryLine(enquiry));
  for (const line of progressLines(await store.progress(reference), await store.followUps(reference)))
    write(line);
  write('');
  write(await asStaffReadIt(enquiry, opener, words));
  for (const line of await additionLines(await store.followUps(reference), opener)) write(line);
  return exitCodes.done;
}

function unknown(write: (line: string) => void, reference: string): ExitCode {
  write(`there is no enquiry ${reference}`);
  return exitCodes.failed;
}

/** `npm run enquiries -- export`: writes every enquiry with its content, a line of JSON each. @throws when one cannot be opened */
export async function exportAll({ store, opener, write }: Surroundings): Promise<ExitCode> {
  for (const { reference } of await store.list()) {
    const stored = await store.find(reference);
    // Erased since the list was read.
    if (stored === undefined) continue;
    const added = await additionsOf(await store.followUps(reference), opener);
    const progress = await store.progress(reference);
    const content = decodePayload(await opener.open(stored.content));
    write(JSON.stringify({ ...stored, content, progress, ...(added.length === 0 ? {} : { added }) }));
  }
  return exitCodes.done;
}

/** `npm run enquiries -- status`: writes what waits by topic and age, the other counts, and the shared flags. */
export async function status({ store, write, clock }: Surroundings): Promise<ExitCode> {
  const { waiting, oldestWaitingSince, parked, delivered, waitingErrorCodes } = await store.counts();
  for (const line of queueTable(await store.list(), clock())) write(line);
  write('');
  write(
    `waiting    ${waiting}${oldestWaitingSince ? `, oldest since ${moment(oldestWaitingSince)} UTC` : ''}`,
  );
  if (waitingErrorCodes.length > 0) write(`because    ${waitingErrorCodes.join(', ')}`);
  write(`parked     ${parked}`);
  write(`delivered  ${delivered}, not yet erased`);
  for (const line of openLines(await store.openShares(clock(), clock()))) write(line);
  for (const [flag, value] of await store.flags())
    if (!isSecretFlag(flag)) write(`${flag.padEnd(10)} ${value}`);
  return exitCodes.done;
}

async function take(
  { store, staffRoles, write, clock }: Surroundings,
  reference: string,
  who: string,
): Promise<ExitCode> {
  if (!staffRoles.includes(who)) {
    write(`--who: write one of: ${staffRoles.join(', ')}`);
    return exitCodes.unusable;
  }
  const done = await store.press(reference, { step: 'taken', who, at: clock() });
  if (done === undefined) return unknown(write, reference);
  write(takenLine(done.result, done.progress));
  return exitCodes.done;
}

/** Runs a command on the enquiry of one reference. */
export async function withReference(
  command: string,
  typed: string,
  surroundings: Surroundings,
  who = '',
): Promise<ExitCode> {
  const { store, write, clock } = surroundings;
  const reference = readReference(typed);
  if (reference === undefined) {
    write(`${typed} is not a reference such as KIS-7MX-4PT`);
    return exitCodes.unusable;
  }
  if (command === 'show') return show(surroundings, reference);
  if (command === 'erase') return erase(surroundings, reference);
  if (command === 'take') return take(surroundings, reference, who);
  if (!(await store.resend(reference, clock()))) return unknown(write, reference);
  write(`${reference} will be sent within half a minute`);
  return exitCodes.done;
}

async function erase(surroundings: Surroundings, reference: string): Promise<ExitCode> {
  const { store, write } = surroundings;
  const found = await store.erase(reference);
  surroundings.eraseMailFile(reference);
  const { erased, left } = surroundings.eraseCopies(reference);
  for (const file of left)
    write(`not searched, and may hold it: ${file}; delete it once nothing is to be saved from it`);
  if (!found && erased === 0) return unknown(write, reference);
  write(`${reference} is erased`);
  return exitCodes.done;
}
