import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readSealingKeys } from '../app/sealing-keys.ts';
import { createOpener } from '../enquiry/sealing.ts';
import { eraseCopies } from '../enquiry/store/copies.ts';
import { createDriver } from '../enquiry/store/driver.ts';
import { openSqliteStore } from '../enquiry/store/sqlite/driver.ts';
import { errorCodeOf } from '../error-code.ts';
import { eraseMailFiles } from '../mail/mailer.ts';
import { mailFolder, readSettings, type Settings } from '../settings/settings.ts';
import { plMail } from '../words/pl-mail.ts';
import { backup, restore } from './backup-commands.ts';
import { createBackupSecrets } from './backup-secrets.ts';
import { allowClosedOutput } from './closed-output.ts';
import {
  type ExitCode,
  exitCodes,
  exportAll,
  list,
  type Surroundings,
  status,
  withReference,
} from './enquiry-commands.ts';
import { staffRolesOf } from './enquiry-progress.ts';
import { checkKeys, showNewPair } from './keys-command.ts';

/** `npm run enquiries -- …`: commands for the operator to see and manage stored enquiries. */

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

/**
 * @param args the arguments after `npm run enquiries --`
 * @returns the exit code; output was written line by line
 * @throws when the store cannot be read
 */
export async function runEnquiries(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const [command = '', argument, ...more] = args;
  const who = /^--who=(.+)$/.exec(more[0] ?? '')?.[1];
  const refusal = surroundings.secrets.whyNot(command, await surroundings.store.flags());
  if (refusal !== undefined) {
    surroundings.write(refusal);
    return exitCodes.unusable;
  }
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
  allowClosedOutput();
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
    // The messages are ours or those of the file system and SQLite about the whole store; none quotes an enquiry.
    complain(error instanceof Error ? error.message : errorCodeOf(error));
    return exitCodes.failed;
  }
}

const [, started] = process.argv;
if (started !== undefined && import.meta.filename === realpathSync(started)) process.exitCode = await main();
