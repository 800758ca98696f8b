import type { Log, LogLevel } from '../log.ts';
import type { MailWords } from '../words/mail-words.ts';
import { causeOf } from './cause.ts';
import { decodeContent } from './content.ts';
import type { Mailer } from './mailer.ts';
import { type StaffMail, writeStaffMail } from './message.ts';
import { judge, retryDelay, type SendResult } from './retry.ts';
import { createRouteRest } from './route-rest.ts';
import { type Routes, recipientFor } from './routes.ts';
import type { Opener } from './sealing.ts';
import type { EnquiryStore, MailRoute, Postponement, StoredEnquiry } from './store.ts';

/** Runs something later. @returns what takes it back */
export type Later = (milliseconds: number, run: () => void) => () => void;

export interface DeliveryParts {
  readonly store: EnquiryStore;
  readonly mailer: Mailer;
  readonly opener: Opener;
  readonly routes: Routes;
  /** The sender of every mail: an address, or `Name <address>`. */
  readonly mailFrom: string;
  readonly words: MailWords;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  readonly later: Later;
  /** Under which name the enquiries were claimed. */
  readonly owner: string;
}

/** Delivers claimed enquiries, each on its own. */
export interface Delivery {
  /**
   * Sends one enquiry and records how it went; never rejects.
   *
   * @param breakOff ends the send; the enquiry then keeps its place
   */
  attempt(enquiry: StoredEnquiry, breakOff: AbortSignal): Promise<void>;
  /** @returns references of attempts that ended but could not be recorded yet */
  unrecorded(): readonly string[];
  /** Tries to record those again. */
  recordAgain(): Promise<void>;
  /** @returns milliseconds for which nothing is to be sent */
  restRemaining(): number;
  /** @returns whether the next send only tries whether the mail server is back */
  routeFailing(): boolean;
}

const minute = 60_000;

export const deliveryLimits = {
  /** A send is broken off after this. */
  deadlineMilliseconds: 2 * minute,
  /** How long a mailer that was broken off may take to say so, before it is believed to hang. */
  graceMilliseconds: 5_000,
  /** Attempts that never ended properly before an enquiry is set apart. */
  crashes: 3,
} as const;

const crashDelay = 1 * minute;
const withoutRecipientDelay = 15 * minute;
/** From this age on, an enquiry that waits is an alarm. */
const alarmAge = 60 * minute;

const brokenOff: SendResult = { kind: 'failed', stage: 'message', cause: 'EABORT' };

/**
 * What goes wrong with one enquiry stays with it; what goes wrong with the mail server rests the route for all.
 */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, mailer, opener, routes, clock, random, log, later, owner } = parts;
  const waitingRecords = new Map<string, () => Promise<void>>();
  const routeRest = createRouteRest();
  const now = () => clock().getTime();
  const fraction = () => (random(1)[0] ?? 0) / 256;

  /** Writes down how an attempt ended, now or as soon as the store can: a sent mail must not go out again. */
  async function record(reference: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
      waitingRecords.delete(reference);
    } catch (error) {
      waitingRecords.set(reference, write);
      log('error', 'attempt-not-recorded', { reference, cause: causeOf(error) });
    }
  }

  const postpone = ({ reference }: StoredEnquiry, postponement: Postponement) =>
    record(reference, () => store.postpone(reference, owner, postponement));

  const inMilliseconds = (delay: number) => new Date(now() + delay);

  /** Gives an enquiry back as it was, so that it keeps its place. */
  const giveBack = (enquiry: StoredEnquiry, cause: string) =>
    postpone(enquiry, { nextAttemptAt: enquiry.nextAttemptAt, cause, counting: 'not-counted' });

  function park({ reference }: StoredEnquiry, cause: string): Promise<void> {
    log('error', 'enquiry-parked', { reference, cause });
    return record(reference, () => store.park(reference, owner, cause));
  }

  function deliver({ reference, attempts }: StoredEnquiry): Promise<void> {
    log('info', 'enquiry-delivered', { reference, attempt: attempts + 1 });
    const at = clock();
    return record(reference, () => store.delivered(reference, at));
  }

  function refuse(enquiry: StoredEnquiry, cause: string): Promise<void> {
    if (enquiry.route === 'fallback' || routes.fallback === undefined) return park(enquiry, cause);
    log('error', 'enquiry-refused', { reference: enquiry.reference, cause, state: 'to-fallback' });
    const route: MailRoute = 'fallback';
    return postpone(enquiry, { nextAttemptAt: clock(), cause, counting: 'not-counted', route });
  }

  function retry(enquiry: StoredEnquiry, cause: string): Promise<void> {
    const attempt = enquiry.attempts + 1;
    const delay = retryDelay(attempt, fraction());
    if (delay === undefined) return park(enquiry, cause);
    const level: LogLevel = now() - enquiry.receivedAt.getTime() >= alarmAge ? 'error' : 'warn';
    log(level, 'enquiry-postponed', { reference: enquiry.reference, attempt, cause });
    return postpone(enquiry, { nextAttemptAt: inMilliseconds(delay), cause, counting: 'counted' });
  }

  function restRoute(kind: 'route-down' | 'route-stopped', cause: string): void {
    if (routeRest.begin(kind, now(), fraction())) log('error', `mail-${kind}`, { cause });
  }

  function settle(enquiry: StoredEnquiry, result: SendResult): Promise<void> {
    const verdict = judge(result);
    const cause = result.kind === 'failed' ? result.cause : '';
    switch (verdict.kind) {
      case 'delivered':
        routeRest.over();
        return deliver(enquiry);
      case 'refused':
        routeRest.over();
        return refuse(enquiry, cause);
      case 'retry':
        if (verdict.restRoute) restRoute('route-down', cause);
        else routeRest.over();
        return retry(enquiry, cause);
      default:
        restRoute(verdict.kind, cause);
        return giveBack(enquiry, cause);
    }
  }

  /** Sends, with the deadline; a mailer that does not even end then is left behind. */
  async function send(mail: StaffMail, breakOff: AbortSignal): Promise<SendResult> {
    const deadline = new AbortController();
    const signal = AbortSignal.any([breakOff, deadline.signal]);
    let cancelGrace = () => {};
    const hangs = new Promise<SendResult>((resolve) => {
      signal.addEventListener('abort', () => {
        cancelGrace = later(deliveryLimits.graceMilliseconds, () => resolve(brokenOff));
      });
    });
    const cancelDeadline = later(deliveryLimits.deadlineMilliseconds, () => deadline.abort());
    try {
      return await Promise.race([mailer.send(mail, signal), hangs]);
    } finally {
      cancelDeadline();
      cancelGrace();
    }
  }

  const write = async (enquiry: StoredEnquiry, to: string): Promise<StaffMail> =>
    writeStaffMail({
      ...enquiry,
      viaFallback: enquiry.route === 'fallback',
      content: decodeContent(await opener.open(enquiry.content)),
      to,
      mailFrom: parts.mailFrom,
      words: parts.words,
    });

  function withoutRecipient(enquiry: StoredEnquiry): Promise<void> {
    log('error', 'enquiry-without-recipient', { reference: enquiry.reference });
    const nextAttemptAt = inMilliseconds(withoutRecipientDelay);
    return postpone(enquiry, { nextAttemptAt, cause: 'no-recipient', counting: 'not-counted' });
  }

  async function tryToSend(enquiry: StoredEnquiry, breakOff: AbortSignal): Promise<void> {
    if (enquiry.unfinished > deliveryLimits.crashes) return park(enquiry, 'crashed');
    const to = enquiry.route === 'fallback' ? routes.fallback : recipientFor(enquiry.topic, routes);
    if (to === undefined) return withoutRecipient(enquiry);
    const result = await send(await write(enquiry, to), breakOff);
    // Whatever a send that was broken off says: unless it got through, it was nobody's fault.
    if (breakOff.aborted && result.kind === 'failed') return giveBack(enquiry, result.cause);
    return settle(enquiry, result);
  }

  async function crash(enquiry: StoredEnquiry, error: unknown): Promise<void> {
    const cause = causeOf(error);
    log('error', 'enquiry-crashed', { reference: enquiry.reference, attempt: enquiry.unfinished, cause });
    if (enquiry.unfinished >= deliveryLimits.crashes) return park(enquiry, cause);
    return postpone(enquiry, { nextAttemptAt: inMilliseconds(crashDelay), cause, counting: 'crashed' });
  }

  return {
    attempt: (enquiry, breakOff) =>
      tryToSend(enquiry, breakOff).catch((error: unknown) => crash(enquiry, error)),
    unrecorded: () => [...waitingRecords.keys()],
    async recordAgain() {
      for (const [reference, again] of waitingRecords) await record(reference, again);
    },
    restRemaining: () => routeRest.remaining(now()),
    routeFailing: () => routeRest.failing(),
  };
}
