import { causeOf } from './cause.ts';
import { createDelivery, type DeliveryParts, type Later } from './delivery.ts';
import { longestWaitMilliseconds } from './retry.ts';
import type { ClaimRequest, StoredEnquiry } from './store.ts';

export interface CourierParts extends Omit<DeliveryParts, 'owner' | 'later'> {
  /** Days that a delivered enquiry is kept. */
  readonly retentionDays: number;
  /** Left out: the system's. */
  readonly timers?: { readonly later: Later };
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
const hour = 60 * 60 * second;

export const courierLimits = {
  /** Sends at once. */
  sends: 5,
  /** A killed courier's enquiries are free again after this; longer than any send. */
  leaseMilliseconds: 180 * second,
  longestPauseMilliseconds: 30 * second,
  stopMilliseconds: 10 * second,
} as const;

/** So that something which stays due, but cannot be taken up now, does not keep the loop running hot. */
const shortestPause = 1 * second;

const systemLater: Later = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * The loop: claims what is due, hands it to the delivery, sleeps until something is due again. Nothing that
 * goes wrong in a round ends it.
 */
export function createCourier(parts: CourierParts): Courier {
  const { store, clock, random, log, retentionDays } = parts;
  const later = parts.timers?.later ?? systemLater;
  const owner = Buffer.from(random(8)).toString('hex');
  const delivery = createDelivery({ ...parts, later, owner });
  const underWay = new Map<string, Promise<void>>();
  const breakOff = new AbortController();
  /** An enquiry whose last attempts crashed goes out with no other beside it, so that only it is to blame. */
  let alone = false;
  let running = false;
  let awake = false;
  let round: Promise<void> | undefined;
  let cancelSleep = () => {};
  let lastErasure = Number.NEGATIVE_INFINITY;
  const now = () => clock().getTime();

  function begin(enquiry: StoredEnquiry): void {
    const { reference } = enquiry;
    const attempt = delivery.attempt(enquiry, breakOff.signal).finally(() => {
      underWay.delete(reference);
      if (underWay.size === 0) alone = false;
      wake();
    });
    underWay.set(reference, attempt);
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

  async function takeUp(): Promise<void> {
    const limit = (delivery.routeFailing() ? 1 : courierLimits.sends) - underWay.size;
    if (alone || limit <= 0 || delivery.restRemaining() > 0) return;
    for (const enquiry of await claim('clean', limit)) begin(enquiry);
    if (underWay.size > 0) return;
    for (const enquiry of await claim('crashed', 1)) {
      alone = true;
      begin(enquiry);
    }
  }

  async function eraseExpired(): Promise<void> {
    if (Math.abs(now() - lastErasure) < hour) return;
    lastErasure = now();
    const count = await store.eraseDeliveredBefore(new Date(now() - retentionDays * 24 * hour));
    if (count > 0) log('info', 'enquiries-erased', { count });
  }

  /** @returns milliseconds until something may be due; whatever ends before wakes the loop itself */
  async function pause(): Promise<number> {
    const due = await store.nextDueAt();
    const nothingToTakeUp = due === undefined || alone || underWay.size >= courierLimits.sends;
    if (nothingToTakeUp || delivery.unrecorded().length > 0) return courierLimits.longestPauseMilliseconds;
    const wait = Math.max(due.getTime() - now(), delivery.restRemaining(), shortestPause);
    return Math.min(wait, courierLimits.longestPauseMilliseconds);
  }

  async function work(): Promise<number> {
    try {
      await delivery.recordAgain();
      await eraseExpired();
      await takeUp();
      return await pause();
    } catch (error) {
      log('error', 'courier-store-failed', { cause: causeOf(error) });
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
    if (running) cancelSleep = later(wait, wake);
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
      const cancel = later(courierLimits.stopMilliseconds, () => breakOff.abort());
      await Promise.all(underWay.values());
      cancel();
      await delivery.recordAgain();
    },
  };
}
