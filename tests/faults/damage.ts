import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCourier } from '../../src/enquiry/courier.ts';
import { createEngine } from '../../src/enquiry/engine.ts';
import { longestWaitMilliseconds, type SendResult } from '../../src/enquiry/retry.ts';
import { createKeyPair, createOpener, createSealer, type KeyPair } from '../../src/enquiry/sealing.ts';
import { createSpool } from '../../src/enquiry/spool.ts';
import { openSteadyStore } from '../../src/enquiry/steady-store.ts';
import { openSqliteStore } from '../../src/enquiry/store-sqlite.ts';
import { plMail } from '../../src/words/pl-mail.ts';
import { keepingLog, newEnquiry, random } from '../unit/enquiry/samples.ts';
import type { FaultReport } from './report.ts';
import { createHandTimers, seededRandom } from './support/hand-timers.ts';

/** Opening goes on without looking at the pages: a store is taken as sound. */
export const plantedDamage = 'requireSound looks at nothing; isDamage says no';
/** A time far ahead, set before the clock was put back, is waited for. */
export const plantedClock = 'claim without the horizon (next_attempt_at > :horizon)';

const stored = 60;
const alreadyDelivered = 20;
const start = newEnquiry(1).receivedAt.getTime();
const hour = 3_600_000;

const referenceOf = (number: number) => `KIS-${number}`;

async function enquiry(number: number, pair: KeyPair) {
  const { content } = newEnquiry(number);
  return newEnquiry(number, {
    keyHash: Buffer.from(`key ${number}`),
    content: await createSealer([pair.recipient]).seal(content),
  });
}

/** One process's parts over a real folder; time passes only in `pass`. */
async function house(folder: string, pair: KeyPair, send: () => SendResult) {
  const timers = createHandTimers(start);
  const { log, lines } = keepingLog();
  const sent: string[] = [];
  let wake = () => {};
  const file = join(folder, 'kis.db');
  const engine = await createEngine({ kind: 'sqlite', file }, { log, clock: timers.clock });
  const spool = createSpool({ directory: join(folder, 'spool'), random, log });
  const store = await openSteadyStore({
    engine,
    spool,
    hasSpace: () => true,
    log,
    later: timers.later,
    onReady: () => wake(),
  });
  const courier = createCourier({
    store,
    opener: createOpener([pair.identity]),
    mailer: {
      async send({ reference }) {
        const result = send();
        if (result.kind === 'accepted') sent.push(reference);
        return result;
      },
      close() {},
    },
    routes: { to: 'klub@kis.example', byTopic: new Map() },
    mailFrom: 'form@kis.example',
    words: plMail,
    clock: timers.clock,
    random,
    log,
    retentionDays: 30,
    timers: { later: timers.later },
  });
  wake = () => courier.wake();
  courier.start();
  const close = async () => {
    await courier.stop();
    await store.close();
  };
  return { store, sent, lines, timers, close };
}

type Harm = (file: string, next: () => number) => string;

const harms: readonly Harm[] = [
  (file, next) => {
    const bytes = readFileSync(file);
    const place = Math.floor(next() * bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(next() * 8));
    writeFileSync(file, bytes);
    return 'one bit';
  },
  (file, next) => {
    const bytes = readFileSync(file);
    for (let flips = 0; flips < 64; flips += 1)
      bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
    writeFileSync(file, bytes);
    return '64 bytes';
  },
  (file, next) => {
    truncateSync(file, Math.floor(next() * readFileSync(file).length));
    return 'truncated';
  },
];

/**
 * Harms a store's file at random, 500 times: the house opens all the same, takes a new enquiry and delivers it,
 * delivers what can still be read, keeps a damaged file aside, and sends nothing again that was delivered.
 */
export async function checkDamage({ full }: { full: boolean }): Promise<FaultReport> {
  const rounds = full ? 500 : 45;
  const folder = mkdtempSync(join(tmpdir(), 'kis-damage-'));
  const pair = await createKeyPair();
  const next = seededRandom(20261122);
  const sound = join(folder, 'sound.db');
  const store = openSqliteStore({ file: sound });
  for (let number = 1; number <= stored; number += 1) await store.add(await enquiry(number, pair));
  for (let number = 1; number <= alreadyDelivered; number += 1)
    await store.delivered(referenceOf(number), new Date(start));
  await store.close();
  const failures: string[] = [];
  const counts = { noticed: 0, delivered: 0, parked: 0 };
  const unreadable = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    const place = join(folder, `round-${round}`);
    mkdirSync(place);
    const file = join(place, 'kis.db');
    copyFileSync(sound, file);
    const harm = harms[round % harms.length]?.(file, next) ?? '';
    try {
      const { store: steady, sent, timers, close } = await house(place, pair, () => ({ kind: 'accepted' }));
      const added = await steady.add(await enquiry(1_000, pair));
      await timers.pass(hour / 6);
      if (added.kind !== 'added') failures.push(`round ${round}, ${harm}: a new enquiry was not taken`);
      if (!sent.includes(referenceOf(1_000)))
        failures.push(`round ${round}, ${harm}: a new enquiry was not sent`);
      const again = sent.filter((reference) => Number(reference.slice(4)) <= alreadyDelivered);
      if (again.length > 0)
        failures.push(`round ${round}, ${harm}: ${again.length} delivered ones were sent again`);
      const { waiting, parked } = await steady.counts();
      if (waiting > 0) failures.push(`round ${round}, ${harm}: ${waiting} stay waiting`);
      const aside = readdirSync(place).filter((name) => name.includes('.damaged-')).length > 0;
      const arrived = new Set(sent).size - 1;
      const missing = stored - alreadyDelivered - arrived - parked;
      if (missing > 0 && !aside)
        failures.push(`round ${round}, ${harm}: ${missing} lost and no damaged file kept`);
      counts.noticed += aside ? 1 : 0;
      counts.delivered += arrived;
      counts.parked += parked;
      unreadable.set(harm, (unreadable.get(harm) ?? 0) + Math.max(0, missing));
      await close();
    } catch (error) {
      failures.push(`round ${round}, ${harm}: ${error instanceof Error ? error.stack : error}`);
    }
    rmSync(place, { recursive: true });
  }
  rmSync(folder, { recursive: true });
  return {
    name: 'damaged store',
    figures: {
      rounds,
      'damaged files set aside': counts.noticed,
      'waiting before, over all rounds': rounds * (stored - alreadyDelivered),
      'delivered all the same': counts.delivered,
      'set apart with an alarm': counts.parked,
      ...Object.fromEntries(
        [...unreadable].map(([harm, count]) => [`not readable any more after ${harm}`, count]),
      ),
    },
    failures,
  };
}

const year = 365 * 24 * hour;
/** Noon before both changes of 2027 in Warsaw, and a year there and back. */
const jumps: readonly { readonly name: string; readonly to: (now: number) => number }[] = [
  { name: 'a year ahead', to: (now) => now + year },
  { name: 'a year back', to: (now) => now - year },
  { name: 'to the night summer time begins', to: () => Date.UTC(2027, 2, 28, 0, 59, 50) },
  { name: 'to the night summer time ends', to: () => Date.UTC(2027, 9, 31, 0, 59, 50) },
];

/** Sets the clock while enquiries wait for a mailbox that refuses for now: none is lost, none waits too long. */
export async function checkClockJumps(): Promise<FaultReport> {
  const failures: string[] = [];
  const pair = await createKeyPair();
  for (const { name, to } of jumps) {
    const folder = mkdtempSync(join(tmpdir(), 'kis-clock-'));
    let full = true;
    const { store, sent, timers, close } = await house(folder, pair, () =>
      full ? { kind: 'failed', stage: 'message', cause: '452', code: 452 } : { kind: 'accepted' },
    );
    for (let number = 1; number <= 30; number += 1) await store.add(await enquiry(number, pair));
    await timers.pass(5 * hour);
    timers.set(to(timers.clock().getTime()));
    await timers.pass(10_000);
    full = false;
    await timers.pass(longestWaitMilliseconds + hour);
    const arrived = new Set(sent).size;
    if (arrived !== 30) failures.push(`${name}: ${30 - arrived} of 30 not delivered within the longest wait`);
    if (sent.length !== arrived) failures.push(`${name}: ${sent.length - arrived} sent twice`);
    await close();
    rmSync(folder, { recursive: true });
  }
  return { name: 'clock jumps', figures: { jumps: jumps.length, 'enquiries each': 30 }, failures };
}
