import { deliveryLimits } from '../../../src/enquiry/delivery/attempt.ts';
import type { Behaviour, Expected } from './mail-behaviours.ts';
import type { Certificates } from './mail-certificates.ts';
import { verifiedHost } from './mail-certificates.ts';
import { fallback, type House, openHouse } from './mail-house.ts';
import { type HandedOver, type ScriptedServer, startScriptedServer, type Tls } from './mail-script.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const retryMinutes = [1, 5, 15, 30, 60, 240];
/** A label longer than DNS allows (RFC 1035 2.3.4): no resolver is asked, so nothing leaves this machine. */
const unknownName = `${'x'.repeat(64)}.invalid`;

export interface CaseResult {
  readonly failures: readonly string[];
  /** Attempts that were looked at. */
  readonly attempts: number;
  /** The longest of them by the hand clock. */
  readonly longestMilliseconds: number;
}

interface Surroundings {
  readonly behaviour: Behaviour;
  readonly house: House;
  readonly server: ScriptedServer;
  readonly url: string;
  /** @returns whether it is met */
  readonly expect: (met: boolean, what: string) => boolean;
  /** Lets time go by until the next attempt is due, and it run to its end; hangs are ended by the deadline. */
  readonly attempt: (wait: number, recorded?: () => void) => Promise<void>;
}

export function urlOf(tls: Tls, port: number, login: Behaviour['login'], host?: string): string {
  const account = login === undefined ? '' : 'kis:secret@';
  const name = host ?? (tls === 'none' ? '127.0.0.1' : `[${verifiedHost}]`);
  return `${tls === 'direct' ? 'smtps' : 'smtp'}://${account}${name}:${port}`;
}

async function checkRest(
  { house, attempt, expect }: Surroundings,
  minutes: readonly number[],
  event: string,
) {
  const began = await house.enquiry();
  await attempt(0);
  for (const [place, rest] of minutes.entries()) {
    const { state, attempts, nextAttemptAt, lastCause } = await house.enquiry();
    const keeps = state === 'waiting' && attempts === 0;
    if (!expect(keeps, `keeps waiting without a try burnt (${state}, ${attempts})`)) return;
    expect(nextAttemptAt.getTime() === began.nextAttemptAt.getTime(), 'keeps its place');
    expect(lastCause !== undefined, 'has a cause');
    const sends = house.sends();
    await house.pass(rest * minute - 2 * second);
    expect(house.sends() === sends, `rests ${rest} minutes (${place + 1}.)`);
    await attempt(2 * second);
  }
  expect(
    house.lines.some((line) => line.level === 'error' && line.event === event),
    `is alarmed as ${event}`,
  );
}

async function checkRetries({ behaviour, house, attempt, expect }: Surroundings) {
  const received = (await house.enquiry()).receivedAt.getTime();
  const rests = behaviour.expected === 'retry-and-rest';
  let wait = 0;
  for (const [place, minutes] of retryMinutes.entries()) {
    await attempt(wait);
    const { state, attempts, nextAttemptAt } = await house.enquiry();
    const waits = state === 'waiting' && attempts === place + 1;
    if (!expect(waits, `waits after try ${place + 1} (${state}, ${attempts})`)) return;
    wait = nextAttemptAt.getTime() - house.now();
    expect(wait === minutes * minute, `waits ${minutes} minutes after try ${place + 1} (${wait / minute})`);
    const alarmed = house.lines.some(({ level }) => level === 'error');
    if (house.now() - received < hour) expect(alarmed === rests, 'is no alarm in its first hour');
    else if (place === retryMinutes.length - 1) expect(alarmed, 'is an alarm after an hour');
  }
  if (rests)
    expect(
      house.lines.some(({ event }) => event === 'mail-route-down'),
      'rests the route',
    );
}

/** Only the first mailbox refuses. */
async function checkRefused({ house, server, attempt, expect }: Surroundings) {
  await attempt(0, () => server.follow({}));
  expect(
    house.lines.some(({ level, event }) => level === 'error' && event === 'enquiry-refused'),
    'is alarmed as refused',
  );
  expect((await house.enquiry()).route === 'fallback', 'goes to the fallback');
}

/** There is no other mailbox, or it refuses too: nothing but a person takes it from there. */
async function checkParked({ house, server, attempt, expect }: Surroundings) {
  await attempt(0, () => server.follow({}));
  await house.pass(hour);
  expect((await house.enquiry()).state === 'parked', 'is parked without a fallback');
  expect(
    house.lines.some(({ level, event }) => level === 'error' && event === 'enquiry-parked'),
    'is alarmed as parked',
  );
  await house.resend();
}

/** The mail server, or the setting, is mended: whatever was waiting must arrive. */
async function checkArrival({ behaviour, house, server, url, expect }: Surroundings) {
  if (behaviour.expected === 'delivered') return;
  const usable = behaviour.nobodyAt === undefined && behaviour.certificate === undefined;
  server.follow({});
  if (!usable || behaviour.login !== undefined) {
    await house.move(url);
    house.start();
  }
  for (let round = 0; round < 20 && (await house.enquiry()).state !== 'delivered'; round += 1) {
    const { state, nextAttemptAt } = await house.enquiry();
    if (state === 'sending') await house.ended();
    else await house.leap(Math.max(hour, nextAttemptAt.getTime() - house.now()));
  }
  expect((await house.enquiry()).state === 'delivered', 'arrives once the mail server is well');
}

const header = (content: Buffer, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'im')
    .exec(content.toString('latin1').split('\r\n\r\n')[0] ?? '')?.[1]
    ?.trim();

function checkHandedOver(
  expected: Expected,
  withFallback: boolean,
  mails: readonly HandedOver[],
  messageId: string,
  expect: Surroundings['expect'],
): void {
  const whole = mails.filter(({ content }) => content.length > 0);
  expect(whole.length > 0, 'came over the wire');
  const copies = Map.groupBy(whole, ({ content }) => header(content, 'To'));
  for (const [to, same] of copies) {
    expect(
      same.every(({ content }) => content.equals(same[0]?.content ?? content)),
      `is the same mail to ${to} each time`,
    );
  }
  expect(copies.size === 1 || expected === 'refused', 'goes to one mailbox');
  for (const { content, commands } of whole) {
    expect(header(content, 'Message-ID') === messageId, 'keeps its Message-ID');
    expect(commands.filter((each) => each.startsWith('RCPT')).length === 1, 'has one recipient');
  }
  if (expected === 'refused' && withFallback) expect(copies.has(fallback), 'reaches the fallback');
}

/** Runs one behaviour of a mail server from the first attempt to the arrival. */
export async function runCase(
  behaviour: Behaviour,
  tls: Tls,
  certificates: Certificates,
  withFallback = true,
): Promise<CaseResult> {
  const failures: string[] = [];
  const expect = (met: boolean, what: string) => {
    if (!met) failures.push(`${behaviour.name} (${tls}): not true that it ${what}`);
    return met;
  };
  const { script = {}, login, certificate = 'good', nobodyAt } = behaviour;
  const server = await startScriptedServer({
    tls,
    context: certificates[certificate],
    login: login === 'offered',
    script,
  });
  const well = await startScriptedServer({ tls, context: certificates.good, login: login !== undefined });
  const host = nobodyAt === 'unknown-name' ? unknownName : undefined;
  if (nobodyAt === 'closed-port') await server.close();
  const house = await openHouse({ url: urlOf(tls, server.port, login, host), withFallback });
  let attempts = 0;
  let longestMilliseconds = 0;
  let started = false;

  async function attempt(wait: number, recorded?: () => void): Promise<void> {
    const reached = server.nextScripted();
    const began = house.now() + wait;
    const ended = house.ended(recorded);
    if (!started) house.start();
    started = true;
    await house.leap(wait);
    if (behaviour.hangs) {
      await Promise.race([reached, ended]);
      await house.pass(deliveryLimits.deadlineMilliseconds);
    }
    await ended;
    attempts += 1;
    longestMilliseconds = Math.max(longestMilliseconds, house.now() - began);
  }

  const surroundings = { behaviour, house, server, url: urlOf(tls, well.port, login), expect, attempt };
  try {
    const { messageId } = await house.enquiry();
    if (behaviour.expected === 'delivered') {
      await attempt(0);
      expect((await house.enquiry()).state === 'delivered', 'is delivered');
      expect(
        house.lines.every(({ level }) => level === 'info'),
        'is no reason for a word',
      );
    } else if (behaviour.expected === 'route-down')
      await checkRest(surroundings, [1, 5, 15], 'mail-route-down');
    else if (behaviour.expected === 'route-stopped')
      await checkRest(surroundings, [60, 60], 'mail-route-stopped');
    else if (behaviour.expected === 'refused')
      await (withFallback ? checkRefused(surroundings) : checkParked(surroundings));
    else await checkRetries(surroundings);
    await checkArrival(surroundings);
    checkHandedOver(
      behaviour.expected,
      withFallback,
      [...server.handedOver, ...well.handedOver],
      messageId,
      expect,
    );
  } catch (error) {
    failures.push(`${behaviour.name} (${tls}): ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await server.close();
    await house.close();
    await well.close();
  }
  return { failures, attempts, longestMilliseconds };
}
