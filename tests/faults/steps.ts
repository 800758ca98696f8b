import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FaultReport } from './report.ts';
import { type Batch, createBatch } from './support/batch.ts';
import { concurrently } from './support/concurrently.ts';
import { type MailTrap, openMailTrap } from './support/mail-trap.ts';
import {
  type Program,
  type ProgramOptions,
  type ServerProcess,
  startProgram,
  startSafely,
  startServer,
} from './support/server-process.ts';
import { type Step, steps } from './support/steps-of-life.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'the answer goes out before the commit',
  'a new Message-ID for each try',
  'the spool is emptied before the store has it',
];

const repeats = { short: 1, full: 20 };
const batchSize = 8;
/** Scenarios at the same time: they mostly wait for Node to start. */
const atOnce = 3;
/** A step that is reached more than once is killed at one of its first occurrences, up to this number. */
const timesReached = 3;
/** More than any step takes; a step not reached by then never will be. */
const patienceMilliseconds = 20_000;
const lastOutageMilliseconds = 5 * 60 * 60_000;

const killAt = new URL('./support/kill-at.ts', import.meta.url);
const clock = new URL('./support/later-clock.ts', import.meta.url);

interface Scenario {
  readonly step: Step;
  readonly count: number;
  readonly folder: string;
  readonly mail: MailTrap;
  readonly batch: Batch;
}

const options = ({ folder, mail }: Scenario, settings: Readonly<Record<string, string>>): ProgramOptions => ({
  dataDirectory: join(folder, 'data'),
  preloads: [clock, killAt],
  settings: { SMTP_URL: mail.url, ENQUIRY_TO: 'biuro@kis.example', ...settings },
});

const killing = ({ step, count }: Scenario) => ({ KILL_AT: step.name, KILL_AT_COUNT: String(count) });

const waitForEnd = async (program: Program): Promise<boolean> => {
  let give = () => {};
  const timer = setTimeout(() => give(), patienceMilliseconds);
  const patience = new Promise<undefined>((resolve) => {
    give = () => resolve(undefined);
  });
  const end = await Promise.race([program.ended, patience]);
  clearTimeout(timer);
  return end?.signal === 'SIGKILL';
};

/** Holds the store's write lock, as a stuck program would. @returns a function that releases it */
function lockStore({ folder }: Scenario): () => void {
  const other = new DatabaseSync(join(folder, 'data', 'kis.db'));
  other.exec('BEGIN IMMEDIATE');
  return () => other.close();
}

async function submitUntilKilled(scenario: Scenario, server: ServerProcess): Promise<boolean> {
  const unlock = scenario.step.way === 'spool' ? lockStore(scenario) : () => {};
  await scenario.batch.send(server.port);
  unlock();
  const killed = await waitForEnd(server);
  if (!killed) await server.kill();
  return killed;
}

/** @returns whether the step was reached */
async function killServer(scenario: Scenario): Promise<boolean> {
  if (scenario.step.way === 'postponement') scenario.mail.setFaults(() => '450');
  const server = await startServer(options(scenario, killing(scenario)));
  const reached = server === undefined || (await submitUntilKilled(scenario, server));
  scenario.mail.setFaults(() => 'none');
  return reached;
}

const arrived = ({ batch, mail }: Scenario) =>
  mail.waitUntil(
    () => batch.acknowledged().every((reference) => mail.arrivals.has(reference)),
    patienceMilliseconds,
  );

async function runCommand(scenario: Scenario, args: readonly string[], settings = {}): Promise<Program> {
  const program = startProgram('src/cli/enquiries.ts', args, options(scenario, settings));
  await program.ended;
  return program;
}

/** Kills the operator's command beside a running server, then runs it again. @returns the failures */
async function killCommand(scenario: Scenario, server: ServerProcess): Promise<readonly string[]> {
  const { step, batch, folder } = scenario;
  const half = createBatch(1, 'potem');
  await batch.send(server.port);
  await arrived(scenario);
  const [reference = ''] = batch.acknowledged();
  const args = (copy: string) =>
    step.way === 'erase' ? ['erase', reference] : ['backup', join(folder, copy)];
  const killed = await (await runCommand(scenario, args('copy-1'), killing(scenario))).ended;
  if (killed.signal !== 'SIGKILL') return ['the step was not reached'];
  const again = await runCommand(scenario, args('copy-2'));
  const { code } = await again.ended;
  // An enquiry that the killed command erased does not exist any more.
  const well = code === 0 || (step.way === 'erase' && code === 1);
  await half.send(server.port);
  const taken = half.acknowledged().length === 1;
  return [
    ...(well ? [] : [`the command failed when it was run again: ${again.output()}`]),
    ...(taken ? [] : ['the server took nothing afterwards']),
  ];
}

async function play(scenario: Scenario): Promise<readonly string[]> {
  const { step, batch, mail } = scenario;
  const command = step.way === 'erase' || step.way === 'backup';
  if (!command && !(await killServer(scenario))) return ['the step was not reached'];
  const server = await startSafely(options(scenario, { CLOCK_AHEAD: String(lastOutageMilliseconds) }));
  const faults = command ? await killCommand(scenario, server) : [];
  await batch.send(server.port);
  await arrived(scenario);
  await server.kill();
  return [...faults, ...batch.faultsIn(mail)];
}

const tries = (step: Step, times: number) =>
  Array.from({ length: times }, (_, index) => ({
    step,
    count: step.way === 'delivery' || step.way === 'first-start' ? 1 + (index % timesReached) : 1,
  }));

/**
 * Kills the server, or the operator's command, exactly before and after each step of an enquiry's life.
 *
 * @returns failures for a step that was not reached, and for every promise not kept after the next start
 */
export async function checkSteps({ full }: { full: boolean }): Promise<FaultReport> {
  const all = steps.flatMap((step) => tries(step, full ? repeats.full : repeats.short));
  const failures = new Set<string>();
  let kills = 0;
  let acknowledged = 0;
  let copies = 0;
  await concurrently(all, atOnce, ({ step, count }) =>
    inTemporaryFolder(async (folder) => {
      const mail = await openMailTrap();
      const batch = createBatch(batchSize);
      const faults = await play({ step, count, folder, mail, batch });
      for (const fault of faults) failures.add(`${step.name}: ${fault}`);
      kills += 1;
      acknowledged += batch.acknowledged().length;
      for (const arrival of mail.arrivals.values()) copies += arrival.copies - 1;
      await mail.close();
    }),
  );
  return {
    name: 'steps',
    figures: { steps: steps.length, kills, acknowledged, 'came twice': copies },
    failures: [...failures],
  };
}
