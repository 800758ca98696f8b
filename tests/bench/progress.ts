import { join } from 'node:path';
import { createDigest } from '../../src/enquiry/monitoring/digest.ts';
import { createNotices } from '../../src/enquiry/monitoring/notices.ts';
import { createPersonProgress } from '../../src/enquiry/person-progress.ts';
import { openPostgresStore } from '../../src/enquiry/store/postgres/driver.ts';
import { openSqliteStore } from '../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryStore } from '../../src/enquiry/store/store.ts';
import type { CircuitBreaker } from '../../src/mail/circuit-breaker.ts';
import { plMail } from '../../src/words/pl-mail.ts';
import { concurrently } from '../faults/support/concurrently.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import { startPostgres } from '../support/postgres.ts';
import { clubFacts, newEnquiry, openEnvelopes, random, secret } from '../unit/enquiry/samples.ts';
import { atMost, median, notMeasured, type Part, type Row, short } from './row.ts';

const kept = 50_000;
const rounds = 15;
const mostMilliseconds = 50;
/** Enquiries due for a check in each round, as many as one round handles. */
const due = 100;
const received = new Date('2026-11-30T08:00:00Z');
/** A Wednesday, in working hours. */
const now = new Date('2026-12-02T10:00:00Z');

/** The state of the enquiries: 60 % closed, 10 % contacted, 20 % taken, 10 % untouched. */
const states = [
  ["'closed'", 0, 6],
  ["'contacted'", 6, 7],
  ["'taken'", 7, 9],
  ["'none'", 9, 10],
] as const;
const share = 'CAST(substr(reference, 5) AS integer) % 10';
const prepare: readonly string[] = [
  `UPDATE enquiry SET state = 'delivered', delivered_at = received_at, promised = 1, look_at = ${now.getTime() * 2},
     answer_by = ${now.getTime()} + CAST(substr(reference, 5) AS integer) % 2 * 100000000`,
  ...states.map(
    ([step, from, to]) =>
      `UPDATE enquiry SET step = ${step}, step_at = received_at,
         steps = CASE WHEN ${step} = 'none' THEN '' ELSE '[["taken","pracownik",${received.getTime()}]]' END
       WHERE ${share} >= ${from} AND ${share} < ${to}`,
  ),
];
const makeDue = `UPDATE enquiry SET look_at = 0 WHERE CAST(substr(reference, 5) AS integer) % ${kept / due} = 0`;

const enquiryOf = (number: number) =>
  newEnquiry(number, {
    receivedAt: received,
    keyHash: new Uint8Array([number >> 16, (number >> 8) & 255, number & 255, 5]),
    content: new Uint8Array(2_300),
  });

/** Never open: every mail is sent. */
const breaker: CircuitBreaker = {
  send: async () => ({ kind: 'accepted' }),
  settle: () => ({ kind: 'delivered' }),
  openFor: () => 0,
  failing: () => false,
} as unknown as CircuitBreaker;

/** @returns the CPU time and the elapsed time of the median round, in milliseconds */
async function cost(work: () => Promise<unknown>, before: () => Promise<unknown> = async () => {}) {
  const [times, passed]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    await before();
    const [began, start] = [process.cpuUsage(), performance.now()];
    await work();
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1_000);
    passed.push(performance.now() - start);
  }
  return { cpu: median(times), passed: median(passed) };
}

async function measure(
  engine: string,
  store: EnquiryStore,
  run: (statement: string) => Promise<unknown>,
): Promise<readonly Row[]> {
  await concurrently([...Array(kept).keys()], engine === 'SQLite' ? 2_000 : 8, async (number) => {
    await store.add(enquiryOf(number), engine === 'SQLite');
  });
  for (const statement of prepare) await run(statement);
  await run(engine === 'SQLite' ? 'PRAGMA optimize' : 'VACUUM ANALYZE enquiry');
  const common = {
    ...{ store, breaker, mailFrom: 'kis@kis.example', clock: () => now, facts: () => clubFacts },
    recipients: { to: 'klub@kis.example', byTopic: new Map(), fallback: 'dyzur@kis.example' },
    log: () => {},
  };
  const alarms = { raise() {}, clear() {}, flush: async () => {} };
  const digest = createDigest({ ...common, to: 'dyzur@kis.example', words: plMail });
  const notices = createNotices({ ...common, alarms, words: plMail.progress } as unknown as Parameters<
    typeof createNotices
  >[0]);
  const person = createPersonProgress({
    ...common,
    ...{ sealer: openEnvelopes, secret, random, codeLabels: ['Kod'], messageIdDomain: 'kis.example' },
  });
  const { signal } = new AbortController();
  const one = enquiryOf(7);
  const code = person.codeOf(one);
  const figures: readonly (readonly [string, Awaited<ReturnType<typeof cost>>])[] = [
    ['the digest of a morning', await cost(() => digest.send(new Map([['digest', '2026-12-01']]), signal))],
    [
      `the clock, ${due} due for a look`,
      await cost(
        () => notices.send(signal),
        () => run(makeDue),
      ),
    ],
    [
      'the look of every minute',
      await cost(() => Promise.all([store.counts(), store.openShares(now, received)])),
    ],
    ['what the person’s page asks', await cost(() => person.read(one.reference, code))],
  ];
  return figures.map(([name, { cpu, passed }]) =>
    atMost(
      `${kept.toLocaleString('en')} enquiries, ${engine}: ${name}, ms of CPU`,
      cpu,
      mostMilliseconds,
      `${short(passed)} ms passed`,
    ),
  );
}

/** The cost of the progress after the mail with many kept enquiries. */
export const measureProgress: Part = () =>
  inTemporaryFolder(async (folder) => {
    const sqlite = openSqliteStore({ file: join(folder, 'kis.db') });
    const { DatabaseSync } = await import('node:sqlite');
    const beside = new DatabaseSync(join(folder, 'kis.db'), { timeout: 5_000 });
    const rows = await measure('SQLite', sqlite, async (statement) => beside.exec(statement));
    beside.close();
    await sqlite.close();
    const postgres = await startPostgres({ durable: false });
    if (postgres === undefined)
      return [...rows, notMeasured('the same on PostgreSQL', 'none for this platform')];
    try {
      const url = await postgres.freshDatabase();
      const store = await openPostgresStore({ url });
      const { Client } = await import('pg');
      const client = new Client({ connectionString: url });
      await client.connect();
      const more = await measure('PostgreSQL', store, (statement) => client.query(statement));
      await client.end();
      await store.close();
      return [...rows, ...more];
    } finally {
      await postgres.remove();
    }
  });
