import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longestWaitMilliseconds } from '../../src/enquiry/delivery/retry.ts';
import { createKeyPair } from '../../src/enquiry/sealing.ts';
import type { FaultReport } from './report.ts';
import { courierHarness, sealedEnquiry } from './support/courier-harness.ts';

export const mutations = [
  'a time that only a clock set back can have made is waited for (claim without the horizon)',
];

const hour = 3_600_000;
const year = 365 * 24 * hour;
/** To noon before both clock changes of 2027 in Warsaw, and a year forward and back. */
const jumps: readonly { readonly name: string; readonly to: (now: number) => number }[] = [
  { name: 'a year ahead', to: (now) => now + year },
  { name: 'a year back', to: (now) => now - year },
  { name: 'to the night summer time begins', to: () => Date.UTC(2027, 2, 28, 0, 59, 50) },
  { name: 'to the night summer time ends', to: () => Date.UTC(2027, 9, 31, 0, 59, 50) },
];

/** Sets the clock while enquiries wait for a mailbox that refuses temporarily: none is lost, none waits too long. */
export async function checkClockJumps(): Promise<FaultReport> {
  const failures: string[] = [];
  const pair = await createKeyPair();
  for (const { name, to } of jumps) {
    const folder = mkdtempSync(join(tmpdir(), 'kis-clock-'));
    let full = true;
    const { store, sent, timers, close } = await courierHarness(folder, pair, () =>
      full ? { kind: 'failed', stage: 'message', errorCode: '452', replyCode: 452 } : { kind: 'accepted' },
    );
    for (let number = 1; number <= 30; number += 1) await store.add(await sealedEnquiry(number, pair));
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
