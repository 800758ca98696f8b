import type { Recipients } from '../../../src/enquiry/recipients.ts';
import type { SendResult } from '../../../src/mail/verdict.ts';
import { accepted, harness, recipients } from '../../unit/enquiry/delivery/simulated-courier.ts';
import { newEnquiry } from '../../unit/enquiry/samples.ts';
import type { Findings } from './findings.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const refusal = (code: number, enhanced: string): SendResult => ({
  kind: 'failed',
  stage: 'message',
  errorCode: String(code),
  replyCode: code,
  enhanced,
});
const unknown = refusal(550, '5.1.1');
const troubled = 'psu@kis.example';
const withTroubled: Recipients = { ...recipients, byTopic: new Map([['psu', troubled]]) };

/** One enquiry for the faulty mailbox, one for the other; the harness answers according to the mailbox. */
async function troubledHarness(answer: SendResult, ways: Recipients) {
  const rooms = harness({ recipients: ways, send: async ({ to }) => (to === troubled ? answer : accepted) });
  await rooms.store.add(newEnquiry(1, { topic: 'psu' }));
  await rooms.store.add(newEnquiry(2));
  rooms.courier.start();
  await rooms.pass(2_000);
  const flags = async () =>
    [...(await rooms.store.flags()).keys()].filter((name) => name.startsWith('alarm.'));
  return { ...rooms, flags };
}

const expectEqual = (failures: string[], what: string, found: unknown, expected: unknown) => {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    failures.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
};

/** @returns the attempts of one enquiry, in whole minutes after the first */
async function minutesOfTries(rooms: Awaited<ReturnType<typeof troubledHarness>>): Promise<number[]> {
  const { store, state, sent, sleepUntil, clock } = rooms;
  const first = clock().getTime();
  const minutes: number[] = [];
  while ((await state(1)) === 'waiting') {
    const before = sent.length;
    await sleepUntil((await store.find('KIS-1'))?.nextAttemptAt ?? clock());
    if (sent.length > before) minutes.push(Math.round((clock().getTime() - first) / minute));
  }
  return minutes;
}

/** A full mailbox, reported in each of the ways that servers use. */
async function checkFull(failures: string[]): Promise<number> {
  const ways = [refusal(452, '4.2.2'), refusal(552, '5.2.2'), refusal(450, '4.2.0'), refusal(451, '4.3.0')];
  let tries = 0;
  for (const answer of ways) {
    const name = answer.kind === 'failed' ? `${answer.replyCode} ${answer.enhanced}` : '';
    const rooms = await troubledHarness(answer, withTroubled);
    expectEqual(failures, `${name}: the other mailbox`, await rooms.state(2), 'delivered');
    const minutes = await minutesOfTries(rooms);
    tries = minutes.length + 1;
    const expected = [1, 6, 21, 51, 111, 351];
    expectEqual(failures, `${name}: minutes of tries`, minutes.slice(0, expected.length), expected);
    const days = (minutes.at(-1) ?? 0) / (24 * 60);
    if (days < 5 || days > 5.5) failures.push(`${name}: given up after ${days.toFixed(1)} days`);
    expectEqual(failures, `${name}: in the end`, await rooms.state(1), 'parked');
    await rooms.courier.stop();
  }
  return tries;
}

/** It is emptied after some hours: an alarm after one hour, then delivery, and the alarm ends. */
async function checkEmptied(failures: string[]): Promise<void> {
  const { courier, pass, flags, state, behaviour, sent } = await troubledHarness(
    refusal(552, '5.2.2'),
    withTroubled,
  );
  await pass(59 * minute);
  expectEqual(failures, 'full for 59 minutes: alarms', await flags(), []);
  await pass(3 * minute);
  expectEqual(failures, 'full for an hour: alarms', await flags(), ['alarm.mail-late']);
  behaviour.send = async () => accepted;
  await pass(5 * hour);
  expectEqual(failures, 'emptied: state', await state(1), 'delivered');
  expectEqual(failures, 'emptied: alarms', await flags(), []);
  expectEqual(failures, 'emptied: mailboxes', [...new Set(sent.map(({ to }) => to))].sort(), [
    'klub@kis.example',
    troubled,
  ]);
  await courier.stop();
}

async function checkUnknown(failures: string[]): Promise<void> {
  const fallback = 'dyzur@kis.example';
  const withFallback = await troubledHarness(unknown, { ...withTroubled, fallback });
  const taken = withFallback.sent.filter(({ reference }) => reference === 'KIS-1').map(({ to }) => to);
  expectEqual(failures, 'unknown, with fallback: mailboxes', taken, [troubled, fallback]);
  expectEqual(failures, 'unknown, with fallback: state', await withFallback.state(1), 'delivered');
  expectEqual(failures, 'unknown, with fallback: alarms', await withFallback.flags(), [
    'alarm.mailbox-refused',
  ]);
  await withFallback.courier.stop();

  const without = await troubledHarness(unknown, withTroubled);
  expectEqual(failures, 'unknown, no fallback: state', await without.state(1), 'parked');
  expectEqual(failures, 'unknown, no fallback: alarms', await without.flags(), ['alarm.enquiry-parked']);
  await without.sleepUntil(new Date(without.clock().getTime() + 10 * day));
  await without.pass(hour);
  expectEqual(failures, 'unknown, after ten days: state', await without.state(1), 'parked');
  without.behaviour.send = async () => accepted;
  await without.store.resend('KIS-1', without.clock());
  await without.pass(2 * minute);
  expectEqual(failures, 'unknown, mended and resent: state', await without.state(1), 'delivered');
  expectEqual(failures, 'unknown, mended and resent: alarms', await without.flags(), []);
  await without.courier.stop();
}

/** A mailbox that is full, permanently or for a while; and one that does not exist, with and without a fallback. */
export async function checkMailboxes(): Promise<Findings> {
  const failures: string[] = [];
  const tries = await checkFull(failures);
  await checkEmptied(failures);
  await checkUnknown(failures);
  return { figures: { 'tries until a full mailbox is given up': tries }, failures };
}
