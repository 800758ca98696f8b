import type { Log, LogLevel } from '../log.ts';
import type { MailWords } from '../words/mail-words.ts';
import { causeOf } from './cause.ts';
import { decodeContent } from './content.ts';
import type { Mailer } from './mailer.ts';
import { type StaffMail, writeStaffMail } from './message.ts';
import { judge, longestWaitMilliseconds, retryDelay, type SendResult } from './retry.ts';
import { createRouteRest } from './route-rest.ts';
import { type Routes, recipientFor } from './routes.ts';
import type { ClaimRequest, EnquiryStore, Postponement, StoredEnquiry } from './store.ts';

/** Runs something later. @returns what takes it back */
export type Later = (milliseconds: number, run: () => void) => () => void;

export interface CourierParts {
  readonly store: EnquiryStore;
  readonly mailer: Mailer;
  readonly routes: Routes;
  /** The sender of every mail: an address, or `Name <address>`. */
  readonly mailFrom: string;
  readonly words: MailWords;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  /** Days that a delivered enquiry is kept. */
  readonly retentionDays: number;
  readonly timers?: { readonly later: Later };
}

/** Carries stored enquiries to the mail server. */
export interface Courier {
  start(): void;
  /** Says that there is something new; cheap, and harmless at any time. */
  wake(): void;
  /** Takes up nothing more; resolves when sends under way have ended or, after 10 s, have been broken off. */
  stop(): Promise<void>;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

export const courierLimits = {
  /** Sends at once. */
  sends: 5,
  /** A killed courier's enquiries are free again after this. */
  leaseMilliseconds: 180 * second,
  /** A send is broken off after this, well before its lease ends. */
  deadlineMilliseconds: 120 * second,
  /** How long a mailer that was broken off may take to say so, before it is believed to hang. */
  graceMilliseconds: 5 * second,
  longestPauseMilliseconds: 30 * second,
  stopMilliseconds: 10 * second,
  /** Attempts that never ended properly before an enquiry is set apart. */
  crashes: 3,
} as const;

const crashDelay = 1 * minute;
const withoutRecipientDelay = 15 * minute;
/** From this age on, an enquiry that waits is an alarm. */
const alarmAge = 1 * hour;

const systemLater: Later = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

interface Errand {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/**
 * The loop that delivers at least once. Every attempt is leased, begun, ended and recorded on its own: what goes
 * wrong with one enquiry stays with it, what goes wrong with the mail server rests the route for all.
 */
export function createCourier(parts: CourierParts): Courier {
  const { store, mailer, routes, clock, random, log } = parts;
  const later = parts.timers?.later ?? systemLater;
  const owner = Buffer.from(random(8)).toString('hex');
  const errands = new Map<string, Errand>();
  /** Ends of attempts that the store could not take down yet. */
  const unrecorded = new Map<string, () => Promise<void>>();
  const rest = createRouteRest();
  let running = false;
  let stopping = false;
  let round: Promise<void> | undefined;
  let again = false;
  let cancelTimer = () => {};
  let lastErasure = Number.NEGATIVE_INFINITY;
  /** An enquiry whose last attempts crashed goes out with no other beside it. */
  let alone = false;

  const now = () => clock().getTime();
  const fraction = () => (random(1)[0] ?? 0) / 256;

  /** Writes down how an attempt ended, now or as soon as the store can. */
  async function record(reference: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
      unrecorded.delete(reference);
    } catch (error) {
      unrecorded.set(reference, write);
      log('error', 'courier-record-failed', { reference, cause: causeOf(error) });
    }
  }

  const postpone = (enquiry: StoredEnquiry, delay: number, rest: Omit<Postponement, 'nextAttemptAt'>) => {
    const nextAttemptAt = new Date(now() + delay);
    return record(enquiry.reference, () =>
      store.postpone(enquiry.reference, owner, { ...rest, nextAttemptAt }),
    );
  };

  /** Gives an enquiry back as it was, so that it keeps its place. */
  const giveBack = ({ reference, nextAttemptAt }: StoredEnquiry, cause: string) =>
    record(reference, () =>
      store.postpone(reference, owner, { nextAttemptAt, cause, counting: 'not-counted' }),
    );

  function park({ reference }: StoredEnquiry, cause: string): Promise<void> {
    log('error', 'enquiry-parked', { reference, cause });
    return record(reference, () => store.park(reference, owner, cause));
  }

  function refused(enquiry: StoredEnquiry, cause: string): Promise<void> {
    if (enquiry.route === 'fallback' || routes.fallback === undefined) return park(enquiry, cause);
    log('error', 'enquiry-refused', { reference: enquiry.reference, cause, state: 'to-fallback' });
    return postpone(enquiry, 0, { cause, counting: 'not-counted', route: 'fallback' });
  }

  function retry(enquiry: StoredEnquiry, cause: string): Promise<void> {
    const attempt = enquiry.attempts + 1;
    const delay = retryDelay(attempt, fraction());
    if (delay === undefined) return park(enquiry, cause);
    const level: LogLevel = now() - enquiry.receivedAt.getTime() >= alarmAge ? 'error' : 'warn';
    log(level, 'enquiry-postponed', { reference: enquiry.reference, attempt, cause });
    return postpone(enquiry, delay, { cause, counting: 'counted' });
  }

  async function settle(enquiry: StoredEnquiry, result: SendResult): Promise<void> {
    const verdict = judge(result);
    const cause = result.kind === 'failed' ? result.cause : '';
    if (verdict.kind === 'delivered') {
      rest.over();
      const at = clock();
      await record(enquiry.reference, () => store.delivered(enquiry.reference, at));
      log('info', 'enquiry-delivered', { reference: enquiry.reference, attempt: enquiry.attempts + 1 });
    } else if (stopping && cause === 'EABORT') {
      await giveBack(enquiry, cause);
    } else if (verdict.kind === 'route-down' || verdict.kind === 'route-stopped') {
      if (rest.begin(verdict.kind, now(), fraction())) {
        log('error', verdict.kind === 'route-down' ? 'mail-route-down' : 'mail-route-stopped', { cause });
      }
      await giveBack(enquiry, cause);
    } else if (verdict.kind === 'refused') {
      rest.over();
      await refused(enquiry, cause);
    } else {
      if (!verdict.restRoute) rest.over();
      else if (rest.begin('route-down', now(), fraction())) log('error', 'mail-route-down', { cause });
      await retry(enquiry, cause);
    }
  }

  /** Sends, with the deadline; a mailer that does not even end then is left behind. */
  async function send(mail: StaffMail, controller: AbortController): Promise<SendResult> {
    const { deadlineMilliseconds, graceMilliseconds } = courierLimits;
    const hangs: SendResult = { kind: 'failed', stage: 'message', cause: 'EABORT' };
    const cancels: (() => void)[] = [];
    const deadline = new Promise<SendResult>((resolve) => {
      const giveUp = () => cancels.push(later(graceMilliseconds, () => resolve(hangs)));
      controller.signal.addEventListener('abort', giveUp, { once: true });
      cancels.push(later(deadlineMilliseconds, () => controller.abort()));
    });
    try {
      return await Promise.race([mailer.send(mail, controller.signal), deadline]);
    } finally {
      for (const cancel of cancels) cancel();
    }
  }

  async function attempt(enquiry: StoredEnquiry, controller: AbortController): Promise<void> {
    const { reference, route } = enquiry;
    if (enquiry.unfinished > courierLimits.crashes) return park(enquiry, 'crashed');
    const to = route === 'fallback' ? routes.fallback : recipientFor(enquiry.topic, routes);
    if (to === undefined) {
      log('error', 'enquiry-without-recipient', { reference });
      return postpone(enquiry, withoutRecipientDelay, { cause: 'no-recipient', counting: 'not-counted' });
    }
    const mail = writeStaffMail({
      reference,
      messageId: enquiry.messageId,
      receivedAt: enquiry.receivedAt,
      suspect: enquiry.suspect,
      viaFallback: route === 'fallback',
      content: decodeContent(enquiry.content),
      to,
      mailFrom: parts.mailFrom,
      words: parts.words,
    });
    await settle(enquiry, await send(mail, controller));
  }

  async function crashed(enquiry: StoredEnquiry, error: unknown): Promise<void> {
    const cause = causeOf(error);
    log('error', 'enquiry-crashed', { reference: enquiry.reference, attempt: enquiry.unfinished, cause });
    if (enquiry.unfinished >= courierLimits.crashes) return park(enquiry, cause);
    return postpone(enquiry, crashDelay, { cause, counting: 'crashed' });
  }

  function begin(enquiry: StoredEnquiry): void {
    const controller = new AbortController();
    const done = attempt(enquiry, controller)
      .catch((error: unknown) => crashed(enquiry, error))
      .finally(() => {
        errands.delete(enquiry.reference);
        if (errands.size === 0) alone = false;
        wake();
      });
    errands.set(enquiry.reference, { controller, done });
  }

  function claim(kind: ClaimRequest['kind'], limit: number): Promise<readonly StoredEnquiry[]> {
    const time = now();
    return store.claim({
      owner,
      now: new Date(time),
      leaseUntil: new Date(time + courierLimits.leaseMilliseconds),
      limit,
      kind,
      except: [...errands.keys(), ...unrecorded.keys()],
      longestWaitMilliseconds,
    });
  }

  async function takeUp(): Promise<void> {
    const limit = (rest.failing() ? 1 : courierLimits.sends) - errands.size;
    if (alone || limit <= 0 || rest.remaining(now()) > 0) return;
    const clean = await claim('clean', limit);
    for (const enquiry of clean) begin(enquiry);
    if (errands.size > 0) return;
    for (const enquiry of await claim('crashed', 1)) {
      alone = true;
      begin(enquiry);
    }
  }

  async function eraseExpired(): Promise<void> {
    if (Math.abs(now() - lastErasure) < hour) return;
    lastErasure = now();
    const count = await store.eraseDeliveredBefore(new Date(now() - parts.retentionDays * 24 * hour));
    if (count > 0) log('info', 'enquiries-erased', { count });
  }

  /** @returns milliseconds until something may be due */
  async function pause(): Promise<number> {
    const due = await store.nextDueAt();
    const wait = Math.max(
      due === undefined ? Number.POSITIVE_INFINITY : due.getTime() - now(),
      rest.remaining(now()),
    );
    const full = alone || errands.size >= courierLimits.sends;
    return Math.min(
      full ? Number.POSITIVE_INFINITY : Math.max(wait, second),
      courierLimits.longestPauseMilliseconds,
    );
  }

  async function work(): Promise<number> {
    try {
      for (const [reference, write] of unrecorded) await record(reference, write);
      await eraseExpired();
      await takeUp();
      return await pause();
    } catch (error) {
      log('error', 'courier-store-failed', { cause: causeOf(error) });
      return courierLimits.longestPauseMilliseconds;
    }
  }

  function wake(): void {
    if (!running) return;
    again = true;
    if (round !== undefined) return;
    cancelTimer();
    round = (async () => {
      let wait = 0;
      while (running && again) {
        again = false;
        wait = await work();
      }
      round = undefined;
      if (running) cancelTimer = later(wait, wake);
    })();
  }

  return {
    start() {
      if (stopping) return;
      running = true;
      wake();
    },
    wake,
    async stop() {
      running = false;
      stopping = true;
      cancelTimer();
      await round;
      const breakOff = later(courierLimits.stopMilliseconds, () => {
        for (const { controller } of errands.values()) controller.abort();
      });
      await Promise.all([...errands.values()].map(({ done }) => done));
      breakOff();
      for (const [reference, write] of unrecorded) await record(reference, write);
    },
  };
}
