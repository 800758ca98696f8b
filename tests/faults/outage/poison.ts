import { deliveryLimits } from '../../../src/enquiry/delivery/attempt.ts';
import type { SendResult } from '../../../src/mail/verdict.ts';
import { accepted, harness } from '../../unit/enquiry/delivery/simulated-courier.ts';
import { newEnquiry } from '../../unit/enquiry/samples.ts';
import type { Findings } from './findings.ts';

const second = 1_000;
const minute = 60 * second;

/** How a send fails: it throws, it never ends, or the process is killed before the end is recorded. */
const poisons = ['throws', 'hangs', 'kills', 'throws', 'hangs'] as const;
type Poison = (typeof poisons)[number];

/** How long a mail server takes for a normal mail. */
const sendMilliseconds = 1 * second;
/** How soon a supervisor restarts a killed process. */
const restartMilliseconds = 5 * second;

/** Stores this many normal enquiries, with the poison enquiries spread among them. */
async function fill(rooms: ReturnType<typeof harness>, count: number, poisoned: readonly Poison[]) {
  const poisonOf = new Map<string, Poison>();
  const every = Math.floor(count / (poisoned.length + 1));
  for (let number = 1; number <= count; number += 1) {
    const poison = number % every === 0 ? poisoned[number / every - 1] : undefined;
    const enquiry = newEnquiry(number, { keyHash: Buffer.from(`form ${number}`) });
    await rooms.store.add(enquiry);
    if (poison !== undefined) poisonOf.set(enquiry.reference, poison);
  }
  return poisonOf;
}

/** @returns simulated milliseconds until all normal ones were delivered, and the state of the others */
async function run(count: number, poisoned: readonly Poison[]) {
  const rooms = harness({ soleOwner: 'courier' });
  const { store, behaviour, pass, clock, timer, sent } = rooms;
  const poisonOf = await fill(rooms, count, poisoned);
  let killed = false;
  behaviour.send = (mail) => {
    const poison = poisonOf.get(mail.reference);
    if (poison === 'throws') throw new Error('poison');
    if (poison === 'kills') killed = true;
    if (poison !== undefined) return new Promise(() => {});
    return new Promise<SendResult>((resolve) => timer(sendMilliseconds, () => resolve(accepted)));
  };
  const begun = clock().getTime();
  let courier = rooms.courier;
  let kills = 0;
  const goOn = async (milliseconds: number) => {
    await pass(milliseconds, () => killed);
    if (!killed) return;
    killed = false;
    kills += 1;
    rooms.kill();
    await pass(restartMilliseconds);
    courier = rooms.make();
    courier.start();
  };
  const open = async () => (await store.list()).filter(({ state }) => state !== 'delivered');
  const wellDone = async () => (await open()).every(({ reference }) => poisonOf.has(reference));
  courier.start();
  while (!(await wellDone()) && clock().getTime() - begun < 60 * minute) await goOn(5 * second);
  const took = clock().getTime() - begun;
  while ((await open()).some(({ state }) => state !== 'parked') && clock().getTime() - begun < 120 * minute)
    await goOn(10 * second);
  await courier.stop();
  const tries = new Map<string, number>();
  for (const { reference } of sent) tries.set(reference, (tries.get(reference) ?? 0) + 1);
  return { took, kills, poisonOf, left: await open(), all: await store.list(), tries };
}

/**
 * Five poison enquiries among many: each is set aside after three crashes and alarmed, and the others arrive within
 * twice the time that they take without poison. On a simulated clock; a mail takes a second.
 */
export async function checkPoison(count: number): Promise<Findings> {
  const clean = await run(count, []);
  const poisoned = await run(count, poisons);
  const ratio = poisoned.took / clean.took;
  const failures: string[] = [];
  if (clean.left.length > 0) failures.push(`${clean.left.length} were not delivered without any poison`);
  if (poisoned.all.length !== count) failures.push(`${count - poisoned.all.length} are gone`);
  if (ratio > 2) failures.push(`the others took ${ratio.toFixed(2)} times as long`);
  for (const { reference, state } of poisoned.left) {
    if (!poisoned.poisonOf.has(reference)) failures.push(`${reference} is well and was not delivered`);
    else if (state !== 'parked') failures.push(`${reference} is poison and was not set apart`);
  }
  for (const [reference, poison] of poisoned.poisonOf) {
    const tries = poisoned.tries.get(reference) ?? 0;
    // A send that hung and was then killed counts as neither.
    if (tries < deliveryLimits.crashes || tries > deliveryLimits.crashes + poisoned.kills)
      failures.push(`${reference}, which ${poison}, was tried ${tries} times`);
  }
  return {
    figures: {
      enquiries: count,
      poison: poisons.length,
      'simulated seconds without poison': clean.took / second,
      'simulated seconds with poison': poisoned.took / second,
      ratio: ratio.toFixed(2),
      'times the process was killed': poisoned.kills,
    },
    failures,
  };
}
