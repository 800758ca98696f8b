import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type RunningPostgres, startPostgres } from '../support/postgres.ts';
import { type Harness, openHarness, until } from './postgres-harness.ts';
import { createSenders, type Senders } from './postgres-senders.ts';
import type { FaultReport } from './report.ts';
import { type Arrival, type MailTrap, openMailTrap } from './support/mail-trap.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';

/**
 * Mutations that were seen to be caught, each in a copy of the project; the middle two only while a courier is
 * paused.
 */
export const mutations = [
  'the answer goes out before the commit',
  'a claim does not look at the lease',
  'leases of 3 s',
  'the spool is never taken in',
  'an enquiry that comes in under another reference does not say so in its mail, with references of two letters',
];

const couriers = 2;
const short = {
  webs: 2,
  stops: 2,
  kills: 4,
  senders: 6,
  fillingIn: 500,
  holdsStill: false,
  restMilliseconds: 60_000,
};
const whole = {
  webs: 4,
  stops: 50,
  kills: 200,
  senders: 12,
  fillingIn: 2_000,
  holdsStill: true,
  restMilliseconds: 600_000,
};

const betweenFaultsMilliseconds = 400;
const longestStopMilliseconds = 1_500;
const stillMilliseconds = 60_000;
/** After this time the database has finished what a courier sent before it was paused. */
const settleMilliseconds = 1_000;
/**
 * The last couriers' calendar is ahead by this much: longer than a lease and than the longest wait between two
 * attempts.
 */
const lastOutageMilliseconds = 5 * 60 * 60_000;
/** The most enquiries that a courier is sending when it is killed (`courierLimits.sends`). */
const inHand = 5;
/**
 * While the database is away, a reference cannot be checked for uniqueness: with 4,000 enquiries less than one pair is
 * expected among the 15⁶ references. Both mails then have the reference that the person was told.
 */
const mostToldTwice = 5;

interface Run {
  readonly postgres: RunningPostgres;
  readonly databaseUrl: string;
  readonly harness: Harness;
  readonly senders: Senders;
  readonly mail: MailTrap;
  readonly goal: typeof short;
}

interface Tally {
  stops: number;
  kills: number;
  courierKills: number;
  /** Enquiries that the paused courier had claimed. */
  heldStill: number;
  failures: string[];
}

async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const leases = async ({ databaseUrl }: Run): Promise<readonly string[]> =>
  (
    await ask(databaseUrl, "SELECT reference, lease_owner FROM enquiry WHERE state = 'sending' ORDER BY 1")
  ).map((row) => `${row['reference']} ${row['lease_owner']}`);

async function stopAndStart({ postgres }: Run): Promise<void> {
  await postgres.stopImmediately();
  await pause(Math.random() * longestStopMilliseconds);
  await postgres.start();
}

async function killAndStart({ harness }: Run, tally: Tally): Promise<void> {
  const { webs, couriers } = harness;
  const chosen = randomInt(webs.length + couriers.length);
  const member = webs[chosen] ?? couriers[chosen - webs.length];
  if (chosen >= webs.length) tally.courierKills += 1;
  await member?.kill();
  await member?.begin();
}

/** Stops and kills at random moments in random order. */
async function breakThings(run: Run, tally: Tally): Promise<void> {
  const { goal } = run;
  while (tally.stops < goal.stops || tally.kills < goal.kills) {
    await pause(Math.random() * betweenFaultsMilliseconds);
    const left = goal.stops - tally.stops;
    if (randomInt(left + goal.kills - tally.kills) < left) {
      await stopAndStart(run);
      tally.stops += 1;
    } else {
      await killAndStart(run, tally);
      tally.kills += 1;
    }
    if ((tally.stops + tally.kills) % 50 === 0)
      process.stderr.write(
        `${tally.stops} stops, ${tally.kills} kills, ${run.senders.acknowledged.size} acknowledged\n`,
      );
  }
}

/** One courier is paused with claimed enquiries while the other works: they stay claimed by the first. */
async function holdOneStill(run: Run, tally: Tally): Promise<void> {
  const [first, second] = run.harness.couriers;
  if (first === undefined || second === undefined) return;
  await Promise.all([first.stop(), second.stop()]);
  const abandoned = new Set(await leases(run));
  const held = async () => (await leases(run)).filter((lease) => !abandoned.has(lease));
  await first.begin();
  const send = (signal: 'SIGSTOP' | 'SIGCONT') => process.kill(first.program()?.pid ?? 0, signal);
  let before: readonly string[] = [];
  await until(
    'a courier has something in hand',
    async () => {
      send('SIGSTOP');
      await pause(settleMilliseconds);
      before = await held();
      if (before.length === 0) send('SIGCONT');
      return before.length > 0;
    },
    run.goal.restMilliseconds,
  );
  await second.begin();
  // A courier looks for enquiries left by another only when it has nothing else to do.
  await run.senders.restDuring(() => pause(stillMilliseconds));
  const after = new Set(await leases(run));
  if (before.some((lease) => !after.has(lease)))
    tally.failures.push('another courier took what the one that stood still had in hand');
  tally.heldStill = before.length;
  send('SIGCONT');
  const isOver = async () => (await leases(run)).every((lease) => !before.includes(lease));
  await until('the courier that stood still has ended what it held', isOver, run.goal.restMilliseconds);
}

/** Everybody gets an answer, the spools are emptied, and enquiries that wait for a lease or a time are sent. */
async function deliverTheRest({ harness, senders, databaseUrl, goal }: Run, tally: Tally): Promise<void> {
  const { restMilliseconds } = goal;
  const open = "SELECT count(*)::integer AS open FROM enquiry WHERE state IN ('waiting', 'sending')";
  try {
    await senders.finish();
    await until('the spools are empty', async () => (await harness.spooled()) === 0, restMilliseconds);
    await Promise.all(harness.couriers.map((courier) => courier.stop()));
    const settings = { CLOCK_AHEAD: String(lastOutageMilliseconds) };
    await Promise.all(harness.couriers.map((courier) => courier.begin(settings)));
    const delivered = async () => (await ask(databaseUrl, open))[0]?.['open'] === 0;
    await until('everything is delivered', delivered, restMilliseconds);
  } catch (error) {
    tally.failures.push(error instanceof Error ? error.message : 'the rest was not delivered');
  }
}

async function judge({ senders, mail, databaseUrl }: Run, tally: Tally): Promise<FaultReport> {
  const acknowledged = new Set(senders.acknowledged.values());
  const toldTwice = senders.acknowledged.size - acknowledged.size;
  const mails = [...mail.arrivals.values()];
  const copies = mails.reduce((sum, each) => sum + each.copies, 0);
  const states = await ask(databaseUrl, "SELECT reference FROM enquiry WHERE state <> 'delivered'");
  const markOf = ({ text }: Arrival) => /znak-\d+-/.exec(text)?.[0] ?? '';
  const byMark = new Map(mails.map((each) => [markOf(each), each]));
  const lost = [...senders.acknowledged].filter(([mark]) => !byMark.has(mark));
  const unasked = mails.filter((each) => !senders.acknowledged.has(markOf(each)));
  const astray = [...senders.acknowledged].filter(
    ([mark, reference]) => byMark.get(mark)?.text.includes(reference) === false,
  );
  const differing = mails.filter(({ differs }) => differs);
  const explained = inHand * tally.courierKills + tally.heldStill;
  const count = (found: readonly unknown[], what: string) =>
    found.length > 0 ? [`${found.length} ${what}`] : [];
  return {
    name: 'PostgreSQL',
    figures: {
      'immediate stops': tally.stops,
      kills: tally.kills,
      'held still with': `${tally.heldStill} in hand`,
      acknowledged: senders.acknowledged.size,
      delivered: mails.length,
      lost: lost.length,
      'came twice': copies - mails.length,
      'came twice and differed': differing.length,
      'pressed again': senders.pressedAgain(),
      'references told to two': toldTwice,
    },
    failures: [
      ...tally.failures,
      ...count(lost, 'acknowledged enquiries never arrived'),
      ...count(unasked, 'mails came of enquiries that nobody was told of'),
      ...count(astray, 'mails do not name the reference that the person was told'),
      ...count(states, 'enquiries are not delivered in the end'),
      ...count(differing, 'mails came again with another Message-ID or text'),
      ...count(
        senders.odd,
        `answers were neither taken nor “not now”: ${[...new Set(senders.odd)].join(', ')}`,
      ),
      ...(toldTwice > mostToldTwice ? [`${toldTwice} references were told to two`] : []),
      ...(copies - mails.length > explained
        ? [`${copies - mails.length} mails came twice, the killed couriers explain ${explained}`]
        : []),
    ],
  };
}

async function work(folder: string, postgres: RunningPostgres, goal: typeof short): Promise<FaultReport> {
  const mail = await openMailTrap();
  mail.setFaults(() => 'slow');
  const databaseUrl = await postgres.freshDatabase();
  const harness = await openHarness({ folder, databaseUrl, smtpUrl: mail.url, webs: goal.webs, couriers });
  const senders = createSenders(goal.senders, goal.fillingIn, harness.anyPort);
  try {
    const run: Run = { postgres, databaseUrl, harness, senders, mail, goal };
    const tally: Tally = { stops: 0, kills: 0, courierKills: 0, heldStill: 0, failures: [] };
    await breakThings(run, tally);
    if (goal.holdsStill) await holdOneStill(run, tally);
    await deliverTheRest(run, tally);
    return await judge(run, tally);
  } finally {
    senders.leave();
    await harness.clear();
    await mail.close();
  }
}

/**
 * Several web processes and couriers on one PostgreSQL, which is stopped as by a power cut while the processes are
 * killed; one courier with claimed enquiries is paused.
 *
 * @returns failures unless exactly the acknowledged enquiries were delivered, with identical copies
 */
export function checkPostgres({ full }: { full: boolean }): Promise<FaultReport> {
  return inTemporaryFolder(async (folder) => {
    const postgres = await startPostgres({ durable: true });
    if (postgres === undefined)
      return { name: 'PostgreSQL', figures: { skipped: 'none for this platform' }, failures: [] };
    try {
      return await work(folder, postgres, full ? whole : short);
    } finally {
      await postgres.remove();
    }
  });
}
