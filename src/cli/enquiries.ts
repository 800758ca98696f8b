import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readSealingKeys } from '../app/sealing-keys.ts';
import { writeStaffMail } from '../enquiry/delivery/staff-mail.ts';
import { decodePayload } from '../enquiry/payload.ts';
import { readReference } from '../enquiry/reference.ts';
import { createOpener, type Opener } from '../enquiry/sealing.ts';
import { type CopiesErased, eraseCopies } from '../enquiry/store/copies.ts';
import { createDriver } from '../enquiry/store/driver.ts';
import type { ClockStore, ProgressStore } from '../enquiry/store/progress-store.ts';
import { openSqliteStore } from '../enquiry/store/sqlite/driver.ts';
import type {
  EnquiryStore,
  EnquirySummary,
  FlagStore,
  OperatorStore,
  StoredEnquiry,
} from '../enquiry/store/store.ts';
import { errorCodeOf } from '../error-code.ts';
import { eraseMailFiles } from '../mail/mailer.ts';
import { mailFolder, readSettings, type Settings } from '../settings/settings.ts';
import type { MailWords } from '../words/mail-words.ts';
import { plMail } from '../words/pl-mail.ts';
import { type BackupSecrets, createBackupSecrets, isSecretFlag } from './backup-secrets.ts';
import {
  additionLines,
  additionsOf,
  openLines,
  progressLines,
  staffRolesOf,
  stepNames,
  takenLine,
} from './enquiry-progress.ts';
import { checkKeys, showNewPair } from './keys-command.ts';
import { queueTable } from './queue-table.ts';

/** `npm run enquiries -- …`: the operator's view of stored enquiries. */

export const exitCodes = { done: 0, failed: 1, unusable: 2 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const usage = `npm run enquiries -- list            all enquiries, without what was entered
                     show REF        one enquiry, as staff read it, and how far it is
                     take REF --who=KEY  notes that somebody has taken it up; KEY as in odbierajacy in zgloszenia.yaml
                     resend REF      sends it once more
                     erase REF       erases it for good, its mail file in DATA_DIR/mail too
                     export          all with their content, one JSON object a line
                     status          what waits, by topic and age, what is parked, who waits for an answer, which alarms stand
                     backup FILE     copies the whole store into a new SQLite file
                     restore FILE    takes in what a backup, or another SQLite store, has and this one has not
                     keys            makes the sealing keys where there are none, and checks them
                     keys new        shows a new pair of keys`;

interface Surroundings {
  readonly store: OperatorStore &
    Pick<FlagStore, 'flags'> &
    Pick<ProgressStore & ClockStore, 'press' | 'progress' | 'openShares'>;
  /** Who may take an enquiry up: keys. */
  readonly staffRoles: readonly string[];
  /** Keeps the form's secret in a backup, and takes it from there where there is none. */
  readonly secrets: BackupSecrets;
  readonly opener: Opener;
  readonly clock: () => Date;
  /** Takes one line. */
  readonly write: (line: string) => void;
  readonly words: MailWords;
  readonly eraseMailFile: (reference: string) => void;
  /** Removes what lies of an enquiry in files beside the store. */
  readonly eraseCopies: (reference: string) => CopiesErased;
  /** @returns the SQLite store in that file; undefined when there is none */
  readonly openBackup: (file: string) => EnquiryStore | undefined;
}

const moment = (time: Date): string => time.toISOString().slice(0, 16).replace('T', ' ');

function summaryLine(enquiry: EnquirySummary): string {
  const { reference, receivedAt, topic, state, attempts, suspect, lastErrorCode, nextAttemptAt } = enquiry;
  const waits = state === 'waiting' || state === 'sending';
  return [
    reference,
    moment(receivedAt),
    topic,
    state,
    ...(enquiry.step === undefined ? [] : [stepNames[enquiry.step]]),
    ...(suspect ? ['suspect'] : []),
    ...(attempts > 0 ? [`attempts ${attempts}`] : []),
    ...(lastErrorCode === undefined ? [] : [`last ${lastErrorCode}`]),
    ...(waits ? [`next ${moment(nextAttemptAt)}`] : []),
  ].join('  ');
}

async function list({ store, write }: Surroundings): Promise<ExitCode> {
  const enquiries = await store.list();
  for (const enquiry of enquiries) write(summaryLine(enquiry));
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

async function exportAll({ store, opener, write }: Surroundings): Promise<ExitCode> {
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

async function status({ store, write, clock }: Surroundings): Promise<ExitCode> {
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

async function withReference(
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

async function backup(surroundings: Surroundings, file: string): Promise<ExitCode> {
  const { store, write } = surroundings;
  try {
    await store.backup(file);
    await surroundings.secrets.putInto(file);
    write(`the store is copied to ${file}`);
    return exitCodes.done;
  } catch (error) {
    write(`no copy was made: ${errorCodeOf(error)}`);
    return exitCodes.failed;
  }
}

async function restore(surroundings: Surroundings, file: string): Promise<ExitCode> {
  const { store, openBackup, write } = surroundings;
  const backupStore = openBackup(file);
  if (backupStore === undefined) {
    write(`there is no store in ${file}`);
    return exitCodes.failed;
  }
  let taken = 0;
  let known = 0;
  try {
    for (const line of surroundings.secrets.takeFrom(await backupStore.flags())) write(line);
    for await (const record of backupStore.records()) {
      if (await store.takeIn(record)) taken += 1;
      else known += 1;
    }
  } finally {
    await backupStore.close();
  }
  write(`${taken} enquiries taken in from ${file}, ${known} were here already`);
  return exitCodes.done;
}

/**
 * @param args what stood behind `npm run enquiries --`
 * @returns the exit code; the answer has been written line by line
 * @throws when the store cannot be read
 */
export async function runEnquiries(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const [command = '', argument, ...more] = args;
  const who = /^--who=(.+)$/.exec(more[0] ?? '')?.[1];
  if (command === 'take' && argument !== undefined && more.length === 1 && who !== undefined)
    return withReference(command, argument, surroundings, who);
  if (more.length === 0) {
    if (argument === undefined) {
      if (command === 'list') return list(surroundings);
      if (command === 'export') return exportAll(surroundings);
      if (command === 'status') return status(surroundings);
    } else if (command === 'backup') {
      return backup(surroundings, argument);
    } else if (command === 'restore') {
      return restore(surroundings, argument);
    } else if (['show', 'resend', 'erase'].includes(command)) {
      return withReference(command, argument, surroundings);
    }
  }
  surroundings.write(usage);
  return exitCodes.unusable;
}

const commandsWithContent: readonly string[] = ['show', 'export'];

async function runKeys(settings: Settings, argument: string | undefined): Promise<ExitCode> {
  if (argument === 'new') await showNewPair(write);
  else if (argument === undefined) await checkKeys(settings, write);
  else write(usage);
  return argument === undefined || argument === 'new' ? exitCodes.done : exitCodes.unusable;
}

async function runOnStore(settings: Settings, args: readonly string[]): Promise<ExitCode> {
  const [command = ''] = args;
  const { database } = settings;
  if (database.kind === 'sqlite' && command !== 'restore' && !existsSync(database.file)) {
    complain(`there is no store in ${database.file}; DATA_DIR and DATABASE_URL say where it is`);
    return exitCodes.failed;
  }
  const clock = () => new Date();
  const identities = commandsWithContent.includes(command)
    ? (await readSealingKeys(settings, true)).identities
    : [];
  const onStepsBegin = (count: number) =>
    write(`${count} enquiries were delivered before steps were kept: they count as taken`);
  const driver = await createDriver(database, { clock, onStepsBegin, onMended: async () => {} });
  const store = await driver.open();
  try {
    return await runEnquiries(args, {
      store,
      opener: createOpener(identities),
      write,
      clock,
      words: plMail,
      eraseCopies: (reference) => eraseCopies(settings.dataDirectory, reference),
      staffRoles: staffRolesOf(join(import.meta.dirname, '..', '..', 'dist')),
      secrets: createBackupSecrets(settings),
      eraseMailFile: (reference) => eraseMailFiles(mailFolder(settings), reference),
      openBackup: (file) => (existsSync(file) ? openSqliteStore({ file, onStepsBegin }) : undefined),
    });
  } finally {
    await store.close();
  }
}

const write = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<ExitCode> {
  const reading = readSettings(process.env);
  if (reading.kind === 'invalid') {
    for (const fault of reading.faults) complain(fault);
    return exitCodes.unusable;
  }
  const args = process.argv.slice(2);
  try {
    return args[0] === 'keys' && args.length <= 2
      ? await runKeys(reading.settings, args[1])
      : await runOnStore(reading.settings, args);
  } catch (error) {
    // Messages are ours, the file system's or SQLite's about the store as a whole; none quotes an enquiry.
    complain(error instanceof Error ? error.message : errorCodeOf(error));
    return exitCodes.failed;
  }
}

const [, started] = process.argv;
if (started !== undefined && import.meta.filename === realpathSync(started)) process.exitCode = await main();
