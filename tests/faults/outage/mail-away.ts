import { courierLimits } from '../../../src/enquiry/delivery/courier.ts';
import type { SendResult } from '../../../src/mail/verdict.ts';
import { accepted, harness } from '../../unit/enquiry/delivery/simulated-courier.ts';
import { newEnquiry } from '../../unit/enquiry/samples.ts';
import type { Findings } from './findings.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * One attempt represents all waiting enquiries: five were being sent when the outage began, then after 1 and 5
 * minutes, then every 15.
 */
const mostTries = (hours: number): number => courierLimits.sends + 2 + Math.ceil((hours * 60) / 15);
/** The longest pause with its jitter, and the first attempt. */
const longestRest = 17 * minute;
const sendMilliseconds = 1 * second;

const faults = ['ECONNREFUSED', 'EDNS', 'ETLS', 'ETIMEDOUT'] as const;

/**
 * No mail server for days while enquiries wait and new ones arrive: few attempts, none of which counts against an
 * enquiry, an alarm after an hour; then all are delivered, never more than five at once. On a simulated clock; a mail
 * takes a second.
 */
export async function checkMailAway(waiting: number, hours: number): Promise<Findings> {
  const rooms = harness();
  const { store, courier, behaviour, clock, timer, pass, sent, lines } = rooms;
  const add = (number: number) =>
    store.add(
      newEnquiry(number, {
        keyHash: Buffer.from(`form ${number}`),
        receivedAt: clock(),
        firstAttemptAt: clock(),
      }),
    );
  for (let number = 1; number <= waiting - hours; number += 1) await add(number);
  behaviour.send = async () => {
    const errorCode = faults[sent.length % faults.length] ?? 'ECONNREFUSED';
    return { kind: 'failed', stage: 'route', errorCode };
  };
  courier.start();
  for (let each = waiting - hours + 1; each <= waiting; each += 1) {
    await pass(hour);
    await add(each);
    courier.wake();
  }
  await pass(second);
  const tries = sent.length;
  const burnt = (await store.list()).filter(({ attempts, unfinished }) => attempts + unfinished > 0).length;
  const alarm = (await store.flags()).get('alarm.mail-late');
  const alarmLines = lines.filter(({ event }) => event === 'mail-late').length;

  let atOnce = 0;
  let most = 0;
  behaviour.send = () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    return new Promise<SendResult>((resolve) =>
      timer(sendMilliseconds, () => {
        atOnce -= 1;
        resolve(accepted);
      }),
    );
  };
  const back = clock().getTime();
  const shortest = (waiting / courierLimits.sends) * sendMilliseconds;
  await pass(longestRest + 1.1 * shortest + minute);
  const delivered = (await store.list()).filter(({ state }) => state === 'delivered');
  const last = Math.max(...delivered.map(({ deliveredAt }) => deliveredAt?.getTime() ?? 0));
  const mails = sent.length - tries;
  const alarmAfter = (await store.flags()).get('alarm.mail-late');
  await courier.stop();

  const failures: string[] = [];
  if (tries > mostTries(hours)) failures.push(`${tries} tries while the server was away`);
  if (burnt > 0) failures.push(`${burnt} enquiries lost tries to a server that was away`);
  if (alarm === undefined || alarmLines !== 1) failures.push(`${alarmLines} alarms after an hour, not one`);
  if (delivered.length !== waiting) failures.push(`${waiting - delivered.length} were not delivered`);
  if (mails !== waiting) failures.push(`${mails} mails for ${waiting} enquiries`);
  if (most > courierLimits.sends) failures.push(`${most} connections at once`);
  if (alarmAfter !== undefined) failures.push('the alarm stands though nothing waits');
  return {
    figures: {
      waiting,
      'hours without mail server': hours,
      'tries meanwhile': tries,
      'most tries allowed': mostTries(hours),
      delivered: delivered.length,
      'most at once': most,
      'simulated minutes until all were delivered': Math.round((last - back) / minute),
    },
    failures,
  };
}
