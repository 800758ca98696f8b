import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { requireIdentities } from '../app/sealing-keys.ts';
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
                     keys            checks the sealing keys; makes them where there is no store yet
                     keys new        shows a new pair of keys`;

/** How many arguments each command takes. */
const argumentsOf: Readonly<Record<string, number>> = {
  list: 0,
  export: 0,
  status: 0,
  show: 1,
  resend: 1,
  erase: 1,
  backup: 1,
  restore: 1,
  take: 2,
};
const namedWho = /^--who=(.+)$/;

const isCommand = ([command = '', ...more]: readonly string[]): boolean =>
  Object.hasOwn(argumentsOf, command) &&
  argumentsOf[command] === more.length &&
  (command !== 'take' || namedWho.test(more[1] ?? ''));

function explain(write: (line: string) => void): ExitCode {
  write(usage);
  return exitCodes.unusable;
}

/**
 * @param args the arguments after `npm run enquiries --`
 * @returns the exit code; output was written line by line
 * @throws when the store cannot be read
 */
export async function runEnquiries(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  if (!isCommand(args)) return explain(surroundings.write);
  const [command = '', argument = '', who = ''] = args;
  const refusal = surroundings.secrets.whyNot(command, await surroundings.store.flags());
  if (refusal !== undefined) {
    surroundings.write(refusal);
    return exitCodes.unusable;
  }
  switch (command) {
    case 'list':
      return list(surroundings);
    case 'export':
      return exportAll(surroundings);
    case 'status':
      return status(surroundings);
    case 'backup':
      return backup(surroundings, argument);
    case 'restore':
      return restore(surroundings, argument);
    default:
      return withReference(command, argument, surroundings, namedWho.exec(who)?.[1]);
  }
}

const commandsWithContent: readonly string[] = ['show', 'export'];

async function runKeys(settings: Settings, more: readonly string[]): Promise<ExitCode> {
  if (more.length > 0) return explain(write);
  await checkKeys(settings, write);
  return exitCodes.done;
}

async function runOnStore(settings: Settings, args: readonly string[]): Promise<ExitCode> {
  if (!isCommand(args)) return explain(write);
  const [command = ''] = args;
  const { database } = settings;
  if (database.kind === 'sqlite' && command !== 'restore' && !existsSync(database.file)) {
    complain(`there is no store in ${database.file}; DATA_DIR and DATABASE_URL say where it is`);
    return exitCodes.failed;
  }
  const clock = () => new Date();
  const identities = commandsWithContent.includes(command) ? requireIdentities(settings) : [];
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
  const args = process.argv.slice(2);
  // A lost key may be what is missing in the settings.
  if (args.join(' ') === 'keys new') {
    await showNewPair(write);
    return exitCodes.done;
  }
  const reading = readSettings(process.env);
  if (reading.kind === 'invalid') {
    for (const fault of reading.faults) complain(fault);
    return exitCodes.unusable;
  }
  try {
    return args[0] === 'keys'
      ? await runKeys(reading.settings, args.slice(1))
      : await runOnStore(reading.settings, args);
  } catch (error) {
    // The messages are ours or those of the file system and SQLite about the whole store; none quotes an enquiry.
    complain(error instanceof Error ? error.message : errorCodeOf(error));
    return exitCodes.failed;
  }
}

const [, started] = process.argv;
if (started !== undefined && import.meta.filename === realpathSync(started)) process.exitCode = await main();
