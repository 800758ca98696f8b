import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultReport } from './report.ts';
import { type Canaries, createCanaries, findIn } from './support/canary-texts.ts';
import { concurrently } from './support/concurrently.ts';
import { faultsInShares, type MailTrap, openMailTrap } from './support/mail-trap.ts';
import { type Program, startProgram, startSafely } from './support/server-process.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';
import { type Answers, createVisitor } from './support/visitor.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'the log gets the parsed enquiry',
  'the store gets the content unsealed',
  'the fingerprint is keyed by a secret that lies beside the store',
];

const short = { requests: 150, rounds: 2 };
const whole = { requests: 5_000, rounds: 20 };
const atOnce = 8;
const beforeLockMilliseconds = 300;
const lockMilliseconds = 2_500;
/** After this long without mail, no more mail is due yet. */
const quietMilliseconds = 1_500;
/** Each start sets the calendar forward by this much, the last one by more. */
const outageMilliseconds = 4 * 60_000;
const lastOutageMilliseconds = 5 * 60 * 60_000;
const clock = new URL('./support/later-clock.ts', import.meta.url);

interface Run {
  readonly folder: string;
  readonly canaries: Canaries;
  readonly mail: MailTrap;
  /** Where a canary was found: `kis.db-wal: name as UTF-8`. */
  readonly sightings: Set<string>;
  readonly counts: { requests: number; spooled: number; scannedBytes: number; scans: number };
}

interface Life {
  readonly clockAhead: number;
  /** Whether another program locks its store for a while. */
  readonly locked: boolean;
}

/** Forms that are accepted, returned with errors and refused, with a canary in every field. */
function forms({ texts }: Canaries): readonly Answers[] {
  const { name = '', via = '', message = '', phone = '', email = '', website = '', unknown = '' } = texts;
  const { choice = '', token = '' } = texts;
  return [
    { channel: 'phone', phone, name, message },
    { channel: 'sms', phone, name, message, email, via },
    { channel: 'email', email, name, message },
    { channel: 'via', via, name, message },
    { channel: 'visit', name, message, website },
    { channel: 'visit', message, [choice]: unknown },
    {
      channel: choice,
      topic: choice,
      forWhom: choice,
      when: choice,
      needs: choice,
      language: choice,
      message,
    },
    { channel: 'email', email: message, phone: name, name, message },
    { channel: 'visit', name: name.repeat(20), message: message.repeat(200) },
    { channel: 'visit', message: message.repeat(2_000) },
    { channel: 'visit', message, name, form: token },
    { channel: 'visit', message: `${message}\u0007`, name: `${name}\u202e` },
  ];
}

async function look(run: Run, where: string, bytes: Buffer): Promise<void> {
  run.counts.scannedBytes += bytes.length;
  for (const what of findIn(bytes, run.canaries.needles)) run.sightings.add(`${where}: ${what}`);
}

/** Files that disappear during the search are searched the next time. */
async function lookThroughFolder(run: Run): Promise<void> {
  run.counts.scans += 1;
  const entries = await readdir(run.folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    await look(run, entry.name.replace(/[0-9a-f]{16,}/g, '…'), bytes);
    await look(run, 'a file name', Buffer.from(entry.name));
  }
}

async function lookAtProcess(run: Run, { pid }: Program): Promise<void> {
  for (const name of ['environ', 'cmdline'])
    await look(run, name, await readFile(`/proc/${pid}/${name}`).catch(() => Buffer.alloc(0)));
}

const start = ({ folder, mail }: Run, clockAhead: number) =>
  startSafely({
    dataDirectory: join(folder, 'data'),
    preloads: [clock],
    settings: {
      SMTP_URL: mail.url,
      ENQUIRY_TO: 'biuro@kis.example',
      LOG_LEVEL: 'debug',
      TMPDIR: join(folder, 'temporary'),
      CLOCK_AHEAD: String(clockAhead),
    },
  });

/** Enquiries sent meanwhile go into the spool. */
async function lockStoreAWhile(run: Run, sending: Promise<void>): Promise<void> {
  await Promise.race([sending, pause(beforeLockMilliseconds)]);
  const lock = new DatabaseSync(join(run.folder, 'data', 'kis.db'), { timeout: 5_000 });
  lock.exec('BEGIN IMMEDIATE');
  await Promise.race([sending, pause(lockMilliseconds)]);
  await lookThroughFolder(run);
  lock.close();
}

/** One run of a server, from its start to its kill. */
async function live(run: Run, requests: number, { clockAhead, locked }: Life): Promise<void> {
  const server = await start(run, clockAhead);
  const visitor = createVisitor(server.port);
  const kinds = forms(run.canaries);
  const numbers = Array.from({ length: requests }, (_, index) => index);
  const sending = concurrently(numbers, atOnce, async (number) => {
    run.counts.requests += 1;
    const form = await visitor.openForm();
    await visitor.submit(form, kinds[number % kinds.length] ?? {});
  }).catch(() => {});
  if (locked) await lockStoreAWhile(run, sending);
  await sending;
  await lookAtProcess(run, server);
  const late = kinds.map(async (answers) => {
    const form = await visitor.openForm();
    await visitor.submit(form, answers);
  });
  await Promise.race(late);
  await server.kill();
  await Promise.allSettled(late);
  visitor.leave();
  run.counts.spooled += server.output().match(/"enquiry-spooled"/g)?.length ?? 0;
  await look(run, 'log', Buffer.from(server.output()));
  await lookThroughFolder(run);
}

async function runCommand(run: Run, args: readonly string[]): Promise<void> {
  const program = startProgram('src/cli/enquiries.ts', args, {
    dataDirectory: join(run.folder, 'data'),
    settings: { TMPDIR: join(run.folder, 'temporary') },
  });
  await program.ended;
  await look(run, `enquiries ${args[0]}`, Buffer.from(program.output()));
}

/** Waits until all mail is sent, and then searches the files of an idle site, its backups included. */
async function comeToRest(run: Run, clockAhead: number): Promise<number> {
  const { mail } = run;
  mail.setFaults(() => 'none');
  const server = await start(run, clockAhead);
  for (let before = -1; before < mail.arrivals.size; ) {
    before = mail.arrivals.size;
    await mail.waitUntil(() => mail.arrivals.size > before, quietMilliseconds);
  }
  await runCommand(run, ['list']);
  await runCommand(run, ['status']);
  await runCommand(run, ['backup', join(run.folder, 'backup')]);
  await lookAtProcess(run, server);
  await server.stop();
  await look(run, 'log', Buffer.from(server.output()));
  await lookThroughFolder(run);
  const { message = '' } = run.canaries.texts;
  return [...mail.arrivals.values()].filter(({ text }) => text.includes(message)).length;
}

/**
 * The same forms were sent several times, so a value that is derived from the typed text, with any key, is in the
 * store more than once; texts are short and long.
 */
function functionsOfContent({ folder }: Run): readonly string[] {
  const database = new DatabaseSync(join(folder, 'data', 'kis.db'), { readOnly: true });
  const count = (statement: string) => Number(Object.values(database.prepare(statement).get() ?? {})[0]);
  const [rows, hashes, lengths] = [
    count("SELECT count(*) FROM enquiry WHERE kind = 'enquiry'"),
    count("SELECT count(DISTINCT content_hash) FROM enquiry WHERE kind = 'enquiry'"),
    count('SELECT count(DISTINCT length(content)) FROM enquiry'),
  ];
  database.close();
  return [
    ...(hashes === rows ? [] : [`${rows} enquiries have ${hashes} fingerprints`]),
    ...(lengths <= 2 ? [] : [`the sealed contents have ${lengths} lengths`]),
  ];
}

/**
 * Writes each needle to a file and searches for it, so that a search without results proves that nothing is there.
 */
function searchIsBlind({ needles }: Canaries): readonly string[] {
  const found = new Set(findIn(Buffer.concat(needles.map(({ bytes }) => bytes)), needles));
  return needles.filter(({ what }) => !found.has(what)).map(({ what }) => `the search misses ${what}`);
}

/**
 * Enters unique texts into every field, while mail fails, the store is locked and the server is killed.
 *
 * @returns a failure for each place other than the mail where one of them is found
 */
export function checkCanaries({ full }: { full: boolean }): Promise<FaultReport> {
  return inTemporaryFolder(async (folder) => {
    const size = full ? whole : short;
    const mail = await openMailTrap();
    mail.setFaults(faultsInShares({ '450': 2, 'drop-after-data': 1, 'drop-after-dot': 1 }, 10, Math.random));
    const run: Run = {
      folder,
      canaries: createCanaries(),
      mail,
      sightings: new Set(),
      counts: { requests: 0, spooled: 0, scannedBytes: 0, scans: 0 },
    };
    for (let round = 0; run.counts.requests < size.requests; round += 1)
      await live(run, Math.ceil(size.requests / size.rounds), {
        clockAhead: round * outageMilliseconds,
        locked: round % 2 === 0,
      });
    const readable = await comeToRest(run, size.rounds * outageMilliseconds + lastOutageMilliseconds);
    await mail.close();
    return {
      name: 'canaries',
      figures: {
        ...run.counts,
        'spellings looked for': run.canaries.needles.length,
        'mails that carry them': readable,
        'found elsewhere': run.sightings.size,
      },
      failures: [
        ...[...run.sightings].map((sighting) => `found in ${sighting}`),
        ...(readable > 0 ? [] : ['no mail carried a canary, so nothing is proven']),
        ...functionsOfContent(run),
        ...searchIsBlind(run.canaries),
      ],
    };
  });
}
