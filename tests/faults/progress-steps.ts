import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EnquiryStore } from '../../src/enquiry/store/store.ts';
import { openMailbox } from '../support/mailbox.ts';
import { startPostgres } from '../support/postgres.ts';
import { sendEnquiry } from '../support/send-enquiry.ts';
import type { FaultReport } from './report.ts';
import { concurrently } from './support/concurrently.ts';
import {
  addressOf,
  type ClubData,
  messageIdOf,
  openStore,
  prepareClub,
  serverOptions,
  withCopy,
} from './support/progress-club.ts';
import { isLost, noticesOf, playedWays, type Scenario } from './support/progress-ways.ts';
import { type ServerProcess, startSafely, startServer } from './support/server-process.ts';
import { type ProgressStep, progressSteps } from './support/steps-of-progress.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'a press is answered before it is noted',
  'a notice is noted after it was sent',
  'the day of the digest is not claimed',
  'what follows an erased enquiry stays',
];

const repeats = 20;
const atOnce = 3;
/** `WAY=retention` for a full pass of one way. */
const onlyWay = process.env['WAY'];
/** An enquiry that a busy store did not answer is checked again after a minute. */
const patienceMilliseconds = 90_000;
/** For mail that must not arrive: by then everything is reported as done. */
const quietMilliseconds = 300;
/** `way: step` of each kill in the short run. */
const inTheShortPass: readonly string[] = [
  'press: after noting a step',
  'withdraw: after storing an addition',
  'reminder: after final dot',
];

/** @returns whether the step was reached; and whether the action was answered before */
async function playUntilKilled(scenario: Scenario): Promise<{ reached: boolean; answered: boolean }> {
  const { step, copy, mails } = scenario;
  const { at, act } = playedWays[step.way];
  if (step.way === 'refused-reminder') mails.refuseWith(450);
  const killing = { KILL_AT: step.name, KILL_AT_COUNT: String(step.count) };
  const server = await startServer(serverOptions(copy, at, killing));
  const answered = server !== undefined && ((await act?.(scenario, server).catch(() => false)) ?? true);
  const end = server && (await Promise.race([server.ended, pause(patienceMilliseconds)]));
  if (end === undefined) await server?.kill();
  mails.refuseWith(undefined);
  return { reached: server === undefined || end?.signal === 'SIGKILL', answered };
}

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() > deadline) return false;
    await pause(50);
  }
}

async function withStore<T>({ copy }: Scenario, work: (store: EnquiryStore) => Promise<T>): Promise<T> {
  const store = await openStore(copy);
  return work(store).finally(() => store.close());
}

/** @returns whether nothing is waiting to be sent, or, if that matters, to be checked by the clock */
const isQuiet = (scenario: Scenario, time: Date): Promise<boolean> =>
  withStore(scenario, async (store) => {
    const { looks, isOver } = playedWays[scenario.step.way];
    const due = looks ? await store.dueForLook(time, 1) : [];
    const isDone = (await isOver?.(scenario, store)) ?? true;
    return due.length === 0 && isDone && (await store.counts()).waiting === 0;
  });

/**
 * The server takes an enquiry and delivers it; by then it has checked all else that is due. A busy one answers 503.
 */
async function sendAfterwards(scenario: Scenario, server: ServerProcess): Promise<void> {
  let reference: string | undefined;
  await waitFor(async () => {
    reference = await sendEnquiry(addressOf(server), {}).then(
      (sent) => sent.reference,
      () => undefined,
    );
    return reference !== undefined;
  });
  if (reference === undefined) throw new Error('no enquiry is taken afterwards');
  scenario.afterwards.push(reference);
  await scenario.mails.waitFor(reference);
}

async function playLater(scenario: Scenario, answered: boolean): Promise<readonly string[]> {
  const { step, copy } = scenario;
  const { later, act, isDone = () => true } = playedWays[step.way];
  const faults: string[] = [];
  for (const [index, time] of later.entries()) {
    const server = await startSafely(serverOptions(copy, time));
    if (index === 0 && !answered && !(await act?.(scenario, server)))
      faults.push('it was not done afterwards');
    await sendAfterwards(scenario, server);
    if (!(await waitFor(() => isDone(scenario, index)))) faults.push('a mail never came');
    if (!(await waitFor(() => isQuiet(scenario, time)))) faults.push('something waits for ever');
    await pause(quietMilliseconds);
    await server.stop();
  }
  return faults;
}

function differing({ mails }: Scenario): readonly string[] {
  const byId = new Map<string, Buffer>();
  for (const mail of mails.mails) {
    const earlier = byId.get(messageIdOf(mail));
    if (earlier?.equals(mail.raw) === false) return ['a mail came again and differed'];
    byId.set(messageIdOf(mail), mail.raw);
  }
  return [];
}

async function play(scenario: Scenario): Promise<readonly string[]> {
  const { prepare, judge } = playedWays[scenario.step.way];
  if (prepare !== undefined) await withStore(scenario, (store) => prepare(scenario, store));
  const { reached, answered } = await playUntilKilled(scenario);
  if (!reached) return ['the step was not reached'];
  const faults = await playLater(scenario, answered);
  return [
    ...faults,
    ...(await withStore(scenario, (store) => judge(scenario, store))),
    ...differing(scenario),
  ];
}

interface Tally {
  kills: number;
  mails: number;
  notices: number;
  lostNotices: number;
  readonly failures: Set<string>;
}

async function playAll(
  club: ClubData,
  folder: string,
  steps: readonly ProgressStep[],
  tally: Tally,
): Promise<void> {
  await concurrently([...steps.entries()], atOnce, ([number, step]) =>
    withCopy(club, join(folder, String(number)), number, async (copy) => {
      const mails = await openMailbox();
      const scenario: Scenario = {
        step,
        club,
        copy: { ...copy, smtpUrl: mails.url },
        mails,
        afterwards: [],
        sealed: [],
      };
      const faults = await play(scenario).catch((error: unknown) => [String(error)]);
      for (const fault of faults)
        tally.failures.add(
          `${copy.databaseUrl ? 'PostgreSQL' : 'SQLite'}, ${step.way}, ${step.name}: ${fault}`,
        );
      tally.kills += 1;
      tally.mails += mails.mails.length;
      for (const { reference } of [club.open, club.taken])
        tally.notices += noticesOf(scenario, reference).length;
      tally.lostNotices += isLost(scenario) ? 1 : 0;
      await mails.close();
      if (tally.kills % 100 === 0) process.stderr.write(`${tally.kills} kills\n`);
    }),
  );
}

async function onEngine(engine: 'sqlite' | 'postgres', steps: readonly ProgressStep[], tally: Tally) {
  const postgres = engine === 'postgres' ? await startPostgres({ durable: false }) : undefined;
  if (engine === 'postgres' && postgres === undefined) return;
  try {
    await inTemporaryFolder(async (folder) => {
      const mails = await openMailbox();
      const club = await prepareClub(join(folder, 'club'), mails, postgres);
      await mails.close();
      await playAll(club, folder, steps, tally);
    });
  } finally {
    await postgres?.remove();
  }
}

/**
 * Kills the server exactly before and after each step of the progress after the mail: presses of staff, additions of a
 * person, the second mail, the clock's mails, the digest, erasing. With `--full` each 20 times on both databases.
 *
 * @returns failures for answered actions that are lost, for actions done twice, and for a step that was not reached
 */
export async function checkProgressSteps({ full }: { full: boolean }): Promise<FaultReport> {
  const tally: Tally = { kills: 0, mails: 0, notices: 0, lostNotices: 0, failures: new Set() };
  const few = progressSteps.filter(({ name, way }) => inTheShortPass.includes(`${way}: ${name}`));
  const wanted = progressSteps.filter(({ way }) => onlyWay === undefined || way === onlyWay);
  const all = Array.from({ length: repeats }, () => wanted).flat();
  await onEngine('sqlite', full ? all : few, tally);
  if (full) await onEngine('postgres', all, tally);
  return {
    name: 'progress-steps',
    figures: {
      steps: full ? wanted.length : few.length,
      kills: tally.kills,
      mails: tally.mails,
      "the clock's mails": tally.notices,
      'noted and not sent, in the digest': tally.lostNotices,
    },
    failures: [...tally.failures, ...(tally.kills === 0 ? ['nothing was killed'] : [])],
  };
}
