import { deliveryLimits } from '../../../src/enquiry/delivery/attempt.ts';
import type { Behaviour, Expected } from './mail-behaviours.ts';
import type { Certificates } from './mail-certificates.ts';
import { verifiedHost } from './mail-certificates.ts';
import { fallback, type Harness, openHarness } from './mail-harness.ts';
import { type HandedOver, type ScriptedServer, startScriptedServer, type Tls } from './mail-script.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const retryMinutes = [1, 5, 15, 30, 60, 240];
/** A label longer than DNS allows (RFC 1035 2.3.4): no resolver is asked, so nothing is sent from this machine. */
const unknownName = `${'x'.repeat(64)}.invalid`;

export interface CaseResult {
  readonly failures: readonly string[];
  /** The number of attempts checked. */
  readonly attempts: number;
  /** The longest of them by the hand clock. */
  readonly longestMilliseconds: number;
}

interface Surroundings {
  readonly behaviour: Behaviour;
  readonly harness: Harness;
  readonly server: ScriptedServer;
  readonly url: string;
  /** @returns whether the condition is met */
  readonly expect: (met: boolean, what: string) => boolean;
  /**
   * Passes time until the next attempt is due, and waits until it has ended; hanging ones are ended by the deadline.
   */
  readonly attempt: (wait: number, recorded?: () => void) => Promise<void>;
}

export function urlOf(tls: Tls, port: number, login: Behaviour['login'], host?: string): string {
  const account = login === undefined ? '' : 'kis:secret@';
  const name = host ?? (tls === 'none' ? '127.0.0.1' : `[${verifiedHost}]`);
  return `${tls === 'direct' ? 'smtps' : 'smtp'}://${account}${name}:${port}`;
}

async function checkRest(
  { harness, attempt, expect }: Surroundings,
  minutes: readonly number[],
  event: string,
) {
  const began = await harness.enquiry();
  await attempt(0);
  for (const [place, rest] of minutes.entries()) {
    const { state, attempts, nextAttemptAt, lastErrorCode } = await harness.enquiry();
    const keeps = state === 'waiting' && attempts === 0;
    if (!expect(keeps, `keeps waiting without a try burnt (${state}, ${attempts})`)) return;
    expect(nextAttemptAt.getTime() === began.nextAttemptAt.getTime(), 'keeps its place');
    expect(lastErrorCode !== undefined, 'has a cause');
    const sends = harness.sends();
    await harness.pass(rest * minute - 2 * second);
    expect(harness.sends() === sends, `rests ${rest} minutes (${place + 1}.)`);
    await attempt(2 * second);
  }
  expect(
    harness.lines.some((line) => line.level === 'error' && line.event === event),
    `is alarmed as ${event}`,
  );
}

async function checkRetries({ behaviour, harness, attempt, expect }: Surroundings) {
  const received = (await harness.enquiry()).receivedAt.getTime();
  const rests = behaviour.expected === 'retry-and-rest';
  let wait = 0;
  for (const [place, minutes] of retryMinutes.entries()) {
    await attempt(wait);
    const { state, attempts, nextAttemptAt } = await harness.enquiry();
    const waits = state === 'waiting' && attempts === place + 1;
    if (!expect(waits, `waits after try ${place + 1} (${state}, ${attempts})`)) return;
    wait = nextAttemptAt.getTime() - harness.now();
    expect(wait === minutes * minute, `waits ${minutes} minutes after try ${place + 1} (${wait / minute})`);
    const alarmed = harness.lines.some(({ level }) => level === 'error');
    if (harness.now() - received < hour) expect(alarmed === rests, 'is no alarm in its first hour');
    else if (place === retryMinutes.length - 1) expect(alarmed, 'is an alarm after an hour');
  }
  if (rests)
    expect(
      harness.lines.some(({ event }) => event === 'mail-route-down'),
      'rests the route',
    );
}

/** Only the first mailbox refuses. */
async function checkRefused({ harness, server, attempt, expect }: Surroundings) {
  await attempt(0, () => server.follow({}));
  expect(
    harness.lines.some(({ level, event }) => level === 'error' && event === 'enquiry-refused'),
    'is alarmed as refused',
  );
  expect((await harness.enquiry()).route === 'fallback', 'goes to the fallback');
}

/** There is no other mailbox, or it refuses too: only a person can act then. */
async function checkParked({ harness, server, attempt, expect }: Surroundings) {
  await attempt(0, () => server.follow({}));
  await harness.pass(hour);
  expect((await harness.enquiry()).state === 'parked', 'is parked without a fallback');
  expect(
    harness.lines.some(({ level, event }) => level === 'error' && event === 'enquiry-parked'),
    'is alarmed as parked',
  );
  await harness.resend();
}

/** The mail server, or the setting, is repaired: the waiting enquiry must arrive. */
async function checkArrival({ behaviour, harness, server, url, expect }: Surroundings) {
  if (behaviour.expected === 'delivered') return;
  const usable = behaviour.nobodyAt === undefined && behaviour.certificate === undefined;
  server.follow({});
  if (!usable || behaviour.login !== undefined) {
    await harness.move(url);
    harness.start();
  }
  for (let round = 0; round < 20 && (await harness.enquiry()).state !== 'delivered'; round += 1) {
    const { state, nextAttemptAt } = await harness.enquiry();
    if (state === 'sending') await harness.ended();
    else await harness.leap(Math.max(hour, nextAttemptAt.getTime() - harness.now()));
  }
  expect((await harness.enquiry()).state === 'delivered', 'arrives once the mail server is well');
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
  const harness = await openHarness({ url: urlOf(tls, server.port, login, host), withFallback });
  let attempts = 0;
  let longestMilliseconds = 0;
  let started = false;

  async function attempt(wait: number, recorded?: () => void): Promise<void> {
    const reached = server.nextScripted();
    const began = harness.now() + wait;
    const ended = harness.ended(recorded);
    if (!started) harness.start();
    started = true;
    await harness.leap(wait);
    if (behaviour.hangs) {
      await Promise.race([reached, ended]);
      await harness.pass(deliveryLimits.deadlineMilliseconds);
    }
    await ended;
    attempts += 1;
    longestMilliseconds = Math.max(longestMilliseconds, harness.now() - began);
  }

  const surroundings = { behaviour, harness, server, url: urlOf(tls, well.port, login), expect, attempt };
  try {
    const { messageId } = await harness.enquiry();
    if (behaviour.expected === 'delivered') {
      await attempt(0);
      expect((await harness.enquiry()).state === 'delivered', 'is delivered');
      expect(
        harness.lines.every(({ level }) => level === 'info'),
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
    await harness.close();
    await well.close();
  }
  return { failures, attempts, longestMilliseconds };
}
