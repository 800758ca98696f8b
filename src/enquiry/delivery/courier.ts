import { errorCodeOf } from '../../error-code.ts';
import { createCircuitBreaker } from '../../mail/circuit-breaker.ts';
import type { Mailer } from '../../mail/mailer.ts';
import { systemTimer, type Timer } from '../../timer.ts';
import { createAlarms } from '../monitoring/alarms.ts';
import { createMonitor } from '../monitoring/monitor.ts';
import { createOperatorMail, type OperatorMailParts } from '../monitoring/operator-mail.ts';
import type { ClaimRequest, StoredEnquiry } from '../store/store.ts';
import { createDelivery, type DeliveryParts } from './attempt.ts';
import { createRetention } from './retention.ts';
import { longestWaitMilliseconds } from './retry.ts';

export interface CourierParts extends Omit<DeliveryParts, 'owner' | 'timer' | 'breaker' | 'alarms'> {
  readonly mailer: Mailer;
  /** Days that a delivered enquiry is kept. */
  readonly retentionDays: number;
  /** Left out while there is no mail server: then alarms stand in the log and in `/healthz` only. */
  readonly operatorMail?: OperatorMailParts;
  /**
   * Given when no other courier can work on the store: the name that all couriers there claim under, one after the
   * other. What one left when it was killed is then free at once. Left out: a name of this one's own.
   */
  readonly soleOwner?: string;
  /** Left out: the system's. */
  readonly timer?: Timer;
}

/** Carries stored enquiries to the mail server, each at least once. */
export interface Courier {
  start(): void;
  /** Says that there is something new; cheap, and harmless at any time. */
  wake(): void;
  /** Takes up nothing more; resolves when sends under way have ended or, after 10 s, have been broken off. */
  stop(): Promise<void>;
}

const second = 1_000;

export const courierLimits = {
  /** Sends at once. */
  sends: 5,
  /** A killed courier's enquiries are free again after this; longer than any send. */
  leaseMilliseconds: 180 * second,
  longestPauseMilliseconds: 30 * second,
  stopMilliseconds: 10 * second,
  /** What was sent and could not be written down at the end gets so long, more than a round of a failing store. */
  lastRecordMilliseconds: 3 * second,
  /** What kills the process does so within this time; what only hangs need not keep the others waiting for longer. */
  freshMilliseconds: 10 * second,
} as const;

/** So that something which stays due, but cannot be taken up now, does not keep the loop running hot. */
const shortestPause = 1 * second;

/** Crashed enquiries have their turn at least this often, however many others wait. */
const crashedTurn = 10 * 60 * second;

/**
 * The loop: claims what is due, hands it to the delivery, sleeps until something is due again. Nothing that
 * goes wrong in a round ends it.
 */
export function createCourier(parts: CourierParts): Courier {
  const { store, clock, random, log } = parts;
  const timer = parts.timer ?? systemTimer;
  const owner = parts.soleOwner ?? Buffer.from(random(8)).toString('hex');
  const alarms = createAlarms(parts);
  const breaker = createCircuitBreaker({
    ...parts,
    timer,
    onOpen(kind, errorCode) {
      if (kind === 'route-stopped') alarms.raise('mail-stopped', { cause: errorCode });
      else log('error', 'mail-route-down', { cause: errorCode });
    },
  });
  const delivery = createDelivery({ ...parts, breaker, alarms, timer, owner });
  const watch = createMonitor({
    ...parts,
    ...(parts.operatorMail === undefined
      ? {}
      : createOperatorMail({ ...parts, ...parts.operatorMail, timer })),
    alarms,
    breaker,
  });
  const erasure = createRetention(parts);
  const underWay = new Map<string, Promise<void>>();
  const breakOff = new AbortController();
  /** Those under way that could still be about to kill the process. */
  const fresh = new Set<string>();
  /** An enquiry whose last attempts crashed begins with no other fresh one beside it, so that only it is to blame. */
  let alone: string | undefined;
  let mayHaveLeft = parts.soleOwner !== undefined;
  let running = false;
  let awake = false;
  let round: Promise<void> | undefined;
  let cancelSleep = () => {};
  const now = () => clock().getTime();
  let lastCrashedTurn = now();

  function notFresh(reference: string): void {
    fresh.delete(reference);
    if (alone === reference) alone = undefined;
    wake();
  }

  function begin(enquiry: StoredEnquiry): void {
    const { reference } = enquiry;
    fresh.add(reference);
    const cancel = timer(courierLimits.freshMilliseconds, () => notFresh(reference));
    const attempt = delivery.attempt(enquiry, breakOff.signal).finally(() => {
      cancel();
      underWay.delete(reference);
      notFresh(reference);
    });
    underWay.set(reference, attempt);
  }

  /** Gives free what a killed courier of the same name held, behind what earlier ones left. */
  async function freeWhatWasLeft(): Promise<void> {
    if (!mayHaveLeft) return;
    for (const { reference, state } of await store.list()) {
      if (state !== 'sending') continue;
      await store.postpone(reference, owner, {
        nextAttemptAt: clock(),
        errorCode: 'crashed',
        counting: 'crashed',
      });
    }
    mayHaveLeft = false;
  }

  function claim(kind: ClaimRequest['kind'], limit: number): Promise<readonly StoredEnquiry[]> {
    const time = now();
    return store.claim({
      owner,
      now: new Date(time),
      leaseUntil: new Date(time + courierLimits.leaseMilliseconds),
      limit,
      kind,
      except: [...underWay.keys(), ...delivery.unrecorded()],
      longestWaitMilliseconds,
    });
  }

  async function takeUpCrashed(): Promise<void> {
    lastCrashedTurn = now();
    for (const enquiry of await claim('crashed', 1)) {
      alone = enquiry.reference;
      begin(enquiry);
    }
  }

  /** @returns how many more may be sent at once now */
  function free(): number {
    if (alone !== undefined || breaker.openFor() > 0) return 0;
    return (breaker.failing() ? 1 : courierLimits.sends) - underWay.size - (watch.mailing() ? 1 : 0);
  }

  async function takeUp(): Promise<void> {
    if (free() > 0 && Math.abs(now() - lastCrashedTurn) >= crashedTurn) {
      if (fresh.size > 0) return;
      await takeUpCrashed();
    }
    const limit = free();
    if (limit <= 0) return;
    for (const enquiry of await claim('clean', limit)) begin(enquiry);
    if (fresh.size === 0) await takeUpCrashed();
  }

  /** @returns milliseconds until something may be due; whatever ends before wakes the loop itself */
  async function pause(): Promise<number> {
    const due = await store.nextDueAt();
    const nothingToTakeUp = due === undefined || alone !== undefined || underWay.size >= courierLimits.sends;
    if (nothingToTakeUp || delivery.unrecorded().length > 0) return courierLimits.longestPauseMilliseconds;
    const wait = Math.max(due.getTime() - now(), breaker.openFor(), shortestPause);
    return Math.min(wait, courierLimits.longestPauseMilliseconds);
  }

  async function work(): Promise<number> {
    try {
      await freeWhatWasLeft();
      await delivery.recordAgain();
      await watch.look(alone === undefined && underWay.size < courierLimits.sends);
      await erasure.run();
      await takeUp();
      return await pause();
    } catch (error) {
      log('error', 'courier-store-failed', { cause: errorCodeOf(error) });
      return courierLimits.longestPauseMilliseconds;
    }
  }

  async function workWhileAwake(): Promise<void> {
    let wait = 0;
    while (running && awake) {
      awake = false;
      wait = await work();
    }
    round = undefined;
    if (running) cancelSleep = timer(wait, wake);
  }

  function wake(): void {
    if (!running) return;
    awake = true;
    if (round !== undefined) return;
    cancelSleep();
    round = workWhileAwake();
  }

  return {
    start() {
      running = true;
      wake();
    },
    wake,
    async stop() {
      running = false;
      cancelSleep();
      await round;
      const cancel = timer(courierLimits.stopMilliseconds, () => breakOff.abort());
      await Promise.all([...underWay.values(), watch.stop()]);
      cancel();
      await delivery.recordAgain();
      if (delivery.unrecorded().length > 0) {
        await new Promise<void>((resolve) => timer(courierLimits.lastRecordMilliseconds, resolve));
        await delivery.recordAgain();
      }
      await alarms.flush();
    },
  };
}
