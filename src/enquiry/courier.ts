import { createAlarmMail } from './alarm-mail.ts';
import { createAlarms } from './alarms.ts';
import { causeOf } from './cause.ts';
import { createDelivery, type DeliveryParts } from './delivery.ts';
import { type Calendar, createDigest } from './digest.ts';
import { createErasure } from './erasure.ts';
import { type Later, systemLater } from './later.ts';
import type { Mailer } from './mailer.ts';
import { createRelay, type Relay } from './relay.ts';
import { longestWaitMilliseconds } from './retry.ts';
import type { ClaimRequest, StoredEnquiry } from './store.ts';
import { createWatch, type WatchParts } from './watch.ts';

/** What the mails about the site itself need. */
export interface NoticeParts {
  readonly calendar: Calendar;
  /** For alarms, by another mail server. Left out: by the enquiries' own. */
  readonly alarmMailer?: Mailer;
  /** @returns enquiries accepted beside the store. Left out: not known. */
  readonly spooled?: () => number;
}

export interface CourierParts extends Omit<DeliveryParts, 'owner' | 'later' | 'relay' | 'alarms'> {
  readonly mailer: Mailer;
  /** Days that a delivered enquiry is kept. */
  readonly retentionDays: number;
  /** Left out while there is no mail server: then alarms stand in the log and in `/healthz` only. */
  readonly notices?: NoticeParts;
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

/** Crashed enquiries have their turn at least this often, however many others wait. */
const crashedTurn = 10 * 60 * second;

/** Alarms go to the fallback mailbox, the digest to the ordinary one where there is no other. */
function createNotices(parts: CourierParts, later: Later): Pick<WatchParts, 'alarmMail' | 'digest'> {
  const { store, log, clock, random, mailFrom, routes, notices } = parts;
  if (notices === undefined) return {};
  const words = parts.words.notices;
  // Each rests on its own: a notice that fails must not hold up an enquiry.
  const relayOf = (mailer: Mailer): Relay =>
    createRelay({
      mailer,
      clock,
      random,
      later,
      onRest: (kind, cause) => log('error', 'notice-not-sent', { state: kind, cause }),
    });
  const common = { store, mailFrom, words, clock };
  const alarmTo = routes.fallback;
  const digestTo = routes.fallback ?? routes.to;
  return {
    ...(alarmTo === undefined
      ? {}
      : {
          alarmMail: createAlarmMail({
            ...common,
            relay: relayOf(notices.alarmMailer ?? parts.mailer),
            to: alarmTo,
          }),
        }),
    ...(digestTo === undefined
      ? {}
      : { digest: createDigest({ ...common, ...notices, relay: relayOf(parts.mailer), to: digestTo }) }),
  };
}

/**
 * The loop: claims what is due, hands it to the delivery, sleeps until something is due again. Nothing that
 * goes wrong in a round ends it.
 */
export function createCourier(parts: CourierParts): Courier {
  const { store, clock, random, log } = parts;
  const later = parts.timers?.later ?? systemLater;
  const owner = Buffer.from(random(8)).toString('hex');
  const alarms = createAlarms(parts);
  const relay = createRelay({
    ...parts,
    later,
    onRest(kind, cause) {
      if (kind === 'route-stopped') alarms.raise('mail-stopped', { cause });
      else log('error', 'mail-route-down', { cause });
    },
  });
  const delivery = createDelivery({ ...parts, relay, alarms, later, owner });
  const watch = createWatch({
    ...parts,
    ...createNotices(parts, later),
    alarms,
    relay,
    alarmsHaveServer: parts.notices?.alarmMailer !== undefined,
  });
  const erasure = createErasure(parts);
  const underWay = new Map<string, Promise<void>>();
  const breakOff = new AbortController();
  /** An enquiry whose last attempts crashed goes out with no other beside it, so that only it is to blame. */
  let alone = false;
  let running = false;
  let awake = false;
  let round: Promise<void> | undefined;
  let cancelSleep = () => {};
  const now = () => clock().getTime();
  let lastCrashedTurn = now();

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

  async function takeUpCrashed(): Promise<void> {
    lastCrashedTurn = now();
    for (const enquiry of await claim('crashed', 1)) {
      alone = true;
      begin(enquiry);
    }
  }

  /** @returns how many more may be sent at once now */
  function free(): number {
    if (alone || relay.restRemaining() > 0) return 0;
    return (relay.failing() ? 1 : courierLimits.sends) - underWay.size - (watch.mailing() ? 1 : 0);
  }

  async function takeUp(): Promise<void> {
    if (free() > 0 && Math.abs(now() - lastCrashedTurn) >= crashedTurn) {
      if (underWay.size > 0) return;
      await takeUpCrashed();
    }
    const limit = free();
    if (limit <= 0) return;
    for (const enquiry of await claim('clean', limit)) begin(enquiry);
    if (underWay.size === 0) await takeUpCrashed();
  }

  /** @returns milliseconds until something may be due; whatever ends before wakes the loop itself */
  async function pause(): Promise<number> {
    const due = await store.nextDueAt();
    const nothingToTakeUp = due === undefined || alone || underWay.size >= courierLimits.sends;
    if (nothingToTakeUp || delivery.unrecorded().length > 0) return courierLimits.longestPauseMilliseconds;
    const wait = Math.max(due.getTime() - now(), relay.restRemaining(), shortestPause);
    return Math.min(wait, courierLimits.longestPauseMilliseconds);
  }

  async function work(): Promise<number> {
    try {
      await delivery.recordAgain();
      await watch.look(!alone && underWay.size < courierLimits.sends);
      await erasure.run();
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
      await Promise.all([...underWay.values(), watch.stop()]);
      cancel();
      await delivery.recordAgain();
      await alarms.flush();
    },
  };
}
