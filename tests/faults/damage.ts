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
import { longestWaitMilliseconds } from '../../src/enquiry/delivery/retry.ts';
import { createKeyPair } from '../../src/enquiry/sealing.ts';
import { openSqliteStore } from '../../src/enquiry/store/sqlite/driver.ts';
import type { FaultReport } from './report.ts';
import { courierHarness, sealedEnquiry, start } from './support/courier-harness.ts';
import { seededRandom } from './support/hand-timers.ts';

export const mutations = [
  'opening goes on without looking at the pages (requireSound, isDamage)',
  'a damaged file is removed instead of set aside',
];

const stored = 60;
const alreadyDelivered = 20;
const hour = 3_600_000;

const referenceOf = (number: number) => `KIS-${number}`;

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
 * Damages a store's file at random, 500 times: the server opens all the same, takes a new enquiry and delivers it,
 * delivers all that can still be read, keeps the damaged file aside, and sends nothing again that was delivered.
 */
export async function checkDamage({ full }: { full: boolean }): Promise<FaultReport> {
  const rounds = full ? 500 : 45;
  const folder = mkdtempSync(join(tmpdir(), 'kis-damage-'));
  const pair = await createKeyPair();
  const next = seededRandom(20261122);
  const sound = join(folder, 'sound.db');
  const store = openSqliteStore({ file: sound });
  for (let number = 1; number <= stored; number += 1) await store.add(await sealedEnquiry(number, pair));
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
      const {
        store: failover,
        sent,
        timers,
        close,
      } = await courierHarness(place, pair, () => ({ kind: 'accepted' }));
      const added = await failover.add(await sealedEnquiry(1_000, pair));
      await timers.pass(hour / 6);
      // A bit of the time of its next attempt may have changed: then it is sent later, within the longest wait.
      if ((await failover.counts()).waiting > 0) await timers.pass(longestWaitMilliseconds);
      if (added.kind !== 'added') failures.push(`round ${round}, ${harm}: a new enquiry was not taken`);
      if (!sent.includes(referenceOf(1_000)))
        failures.push(`round ${round}, ${harm}: a new enquiry was not sent`);
      const again = sent.filter((reference) => Number(reference.slice(4)) <= alreadyDelivered);
      if (again.length > 0)
        failures.push(`round ${round}, ${harm}: ${again.length} delivered ones were sent again`);
      const { waiting, parked } = await failover.counts();
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
