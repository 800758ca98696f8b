import { realpathSync } from 'node:fs';
import { causeOf } from '../enquiry/cause.ts';
import { decodeContent } from '../enquiry/content.ts';
import { writeStaffMail } from '../enquiry/message.ts';
import { openStore } from '../enquiry/open-store.ts';
import { readReference } from '../enquiry/reference.ts';
import { createOpener, type Opener } from '../enquiry/sealing.ts';
import type { EnquiryStore, EnquirySummary, StoredEnquiry } from '../enquiry/store.ts';
import { readSealingKeys } from '../server/sealing-keys.ts';
import { readSettings } from '../settings.ts';
import type { MailWords } from '../words/mail-words.ts';
import { plMail } from '../words/pl-mail.ts';

/** `npm run enquiries -- …`: the operator's view of stored enquiries. */

export const exitCodes = { done: 0, failed: 1, unusable: 2 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const usage = `npm run enquiries -- list            all enquiries, without what was entered
                     show REF        one enquiry, as staff read it
                     resend REF      sends it once more
                     erase REF       erases it for good
                     export          all with their content, one JSON object a line
                     status          how many wait, since when, how many are parked
                     backup FILE     copies the whole store into a new file`;

interface Surroundings {
  readonly store: EnquiryStore;
  readonly opener: Opener;
  readonly clock: () => Date;
  /** Takes one line. */
  readonly write: (line: string) => void;
  readonly words: MailWords;
}

const moment = (time: Date): string => time.toISOString().slice(0, 16).replace('T', ' ');

function summaryLine(enquiry: EnquirySummary): string {
  const { reference, receivedAt, topic, state, attempts, suspect, lastCause, nextAttemptAt } = enquiry;
  const waits = state === 'waiting' || state === 'sending';
  return [
    reference,
    moment(receivedAt),
    topic,
    state,
    ...(suspect ? ['suspect'] : []),
    ...(attempts > 0 ? [`attempts ${attempts}`] : []),
    ...(lastCause === undefined ? [] : [`last ${lastCause}`]),
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
    content: decodeContent(await opener.open(enquiry.content)),
    to: '',
    mailFrom: '',
    words,
  }).text;

async function show({ store, opener, write, words }: Surroundings, reference: string): Promise<ExitCode> {
  const enquiry = await store.find(reference);
  if (enquiry === undefined) return unknown(write, reference);
  write(summaryLine(enquiry));
  write('');
  write(await asStaffReadIt(enquiry, opener, words));
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
    write(JSON.stringify({ ...stored, content: decodeContent(await opener.open(stored.content)) }));
  }
  return exitCodes.done;
}

async function status({ store, write }: Surroundings): Promise<ExitCode> {
  const { waiting, oldestWaitingSince, parked, delivered, waitingCauses } = await store.counts();
  write(
    `waiting    ${waiting}${oldestWaitingSince ? `, oldest since ${moment(oldestWaitingSince)} UTC` : ''}`,
  );
  if (waitingCauses.length > 0) write(`because    ${waitingCauses.join(', ')}`);
  write(`parked     ${parked}`);
  write(`delivered  ${delivered}, not yet erased`);
  return exitCodes.done;
}

async function withReference(command: string, typed: string, surroundings: Surroundings): Promise<ExitCode> {
  const { store, write, clock } = surroundings;
  const reference = readReference(typed);
  if (reference === undefined) {
    write(`${typed} is not a reference such as KIS-7MX-4PT`);
    return exitCodes.unusable;
  }
  if (command === 'show') return show(surroundings, reference);
  const found = command === 'resend' ? await store.resend(reference, clock()) : await store.erase(reference);
  if (!found) return unknown(write, reference);
  write(command === 'resend' ? `${reference} will be sent within half a minute` : `${reference} is erased`);
  return exitCodes.done;
}

async function backup({ store, write }: Surroundings, file: string): Promise<ExitCode> {
  try {
    await store.backup(file);
    write(`the store is copied to ${file}`);
    return exitCodes.done;
  } catch (error) {
    write(`no copy was made: ${causeOf(error)}`);
    return exitCodes.failed;
  }
}

/**
 * @param args what stood behind `npm run enquiries --`
 * @returns the exit code; the answer has been written line by line
 * @throws when the store cannot be read
 */
export async function runEnquiries(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const [command = '', argument, ...more] = args;
  if (more.length === 0) {
    if (argument === undefined) {
      if (command === 'list') return list(surroundings);
      if (command === 'export') return exportAll(surroundings);
      if (command === 'status') return status(surroundings);
    } else if (command === 'backup') {
      return backup(surroundings, argument);
    } else if (['show', 'resend', 'erase'].includes(command)) {
      return withReference(command, argument, surroundings);
    }
  }
  surroundings.write(usage);
  return exitCodes.unusable;
}

async function main(): Promise<ExitCode> {
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  const reading = readSettings(process.env);
  if (reading.kind === 'invalid') {
    for (const fault of reading.faults) process.stderr.write(`${fault}\n`);
    return exitCodes.unusable;
  }
  const { identities } = await readSealingKeys(reading.settings, true);
  const store = await openStore(reading.settings.database);
  try {
    return await runEnquiries(process.argv.slice(2), {
      store,
      opener: createOpener(identities),
      write,
      clock: () => new Date(),
      words: plMail,
    });
  } finally {
    await store.close();
  }
}

const [, started] = process.argv;
if (started !== undefined && import.meta.filename === realpathSync(started)) process.exitCode = await main();
