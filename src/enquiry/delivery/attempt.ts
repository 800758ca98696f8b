import { minute } from '../../durations.ts';
import { errorCodeOf } from '../../error-code.ts';
import type { Log, LogLevel } from '../../log.ts';
import { type CircuitBreaker, circuitBreakerLimits, hangCode } from '../../mail/circuit-breaker.ts';
import type { SendResult } from '../../mail/verdict.ts';
import type { Timer } from '../../timer.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { Alarms } from '../monitoring/alarms.ts';
import { lateMilliseconds } from '../monitoring/waiting.ts';
import type { StaffLinks } from '../progress/staff-link.ts';
import { noRecipientCode, type Recipients, recipientFor } from '../recipients.ts';
import type { Opener } from '../sealing.ts';
import type { ProgressStore } from '../store/progress-store.ts';
import type {
  FlagStore,
  LinkMail,
  MailRoute,
  Postponement,
  QueueStore,
  StoredEnquiry,
} from '../store/store.ts';
import { createMailWriter } from './mail-writer.ts';
import { retryDelay } from './retry.ts';

export interface DeliveryParts {
  readonly store: QueueStore & FlagStore & Pick<ProgressStore, 'progress'>;
  readonly links: StaffLinks;
  /** The origin of the site, for the staff's link. */
  readonly siteOrigin: string;
  readonly breaker: CircuitBreaker;
  readonly alarms: Alarms;
  readonly opener: Opener;
  readonly recipients: Recipients;
  /** The sender of every mail: an address, or `Name <address>`. */
  readonly mailFrom: string;
  readonly words: MailWords;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  readonly timer: Timer;
  /** The name under which the enquiries were claimed. */
  readonly owner: string;
}

/** Delivers claimed enquiries, independently of each other. */
interface Delivery {
  /**
   * Sends one enquiry and records the result; never rejects.
   *
   * @param breakOff aborts the send; the enquiry then keeps its place in the queue
   */
  attempt(enquiry: StoredEnquiry, breakOff: AbortSignal): Promise<void>;
  /** @returns references of attempts that ended but could not be recorded yet */
  unrecorded(): readonly string[];
  /** Tries to record those again. */
  recordAgain(): Promise<void>;
}

export const deliveryLimits = {
  ...circuitBreakerLimits,
  /** How long decryption may take. Together with the send it is shorter than a lease. */
  openMilliseconds: 20_000,
  /** Attempts without a recorded end before an enquiry is parked. */
  crashes: 3,
} as const;

const unreadableCode = 'EUNREADABLE';

const crashDelay = 1 * minute;
const withoutRecipientDelay = 15 * minute;

/** A failure of one enquiry concerns only that enquiry; a failure of the mail server opens the circuit for all. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, breaker, alarms, opener, recipients, clock, random, log, timer, owner } = parts;
  const waitingRecords = new Map<string, () => Promise<void>>();
  /** How often the sending of an enquiry has hung in this process. */
  const hangs = new Map<string, number>();
  const now = () => clock().getTime();
  const fraction = () => (random(1)[0] ?? 0) / 256;

  /** Records the result of an attempt, now or as soon as the store can: a sent mail must not be sent again. */
  async function record(reference: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
      waitingRecords.delete(reference);
    } catch (error) {
      waitingRecords.set(reference, write);
      log('error', 'attempt-not-recorded', { reference, cause: errorCodeOf(error) });
    }
  }

  const postpone = ({ reference }: StoredEnquiry, postponement: Postponement) =>
    record(reference, () => store.postpone(reference, owner, postponement));

  const inMilliseconds = (delay: number) => new Date(now() + delay);

  /** Returns an enquiry to the queue unchanged, so that it keeps its place. */
  const giveBack = (enquiry: StoredEnquiry, errorCode: string) =>
    postpone(enquiry, { nextAttemptAt: enquiry.nextAttemptAt, errorCode, counting: 'not-counted' });

  function park({ reference }: StoredEnquiry, errorCode: string): Promise<void> {
    alarms.raise('enquiry-parked', { reference, cause: errorCode });
    return record(reference, () => store.park(reference, owner, errorCode));
  }

  function deliver({ reference, attempts }: StoredEnquiry, link: LinkMail | undefined): Promise<void> {
    log('info', 'enquiry-delivered', { reference, attempt: attempts + 1 });
    const at = clock();
    return record(reference, () => store.delivered(reference, at, link));
  }

  function refuse(enquiry: StoredEnquiry, errorCode: string): Promise<void> {
    if (enquiry.route === 'fallback' || recipients.fallback === undefined) return park(enquiry, errorCode);
    alarms.raise('mailbox-refused', { reference: enquiry.reference, cause: errorCode, state: 'to-fallback' });
    const route: MailRoute = 'fallback';
    return postpone(enquiry, { nextAttemptAt: clock(), errorCode, counting: 'not-counted', route });
  }

  function retry(enquiry: StoredEnquiry, errorCode: string): Promise<void> {
    const attempt = enquiry.attempts + 1;
    const delay = retryDelay(attempt, fraction());
    if (delay === undefined) return park(enquiry, errorCode);
    const age = now() - enquiry.receivedAt.getTime();
    const level: LogLevel = age >= lateMilliseconds ? 'error' : 'warn';
    log(level, 'enquiry-postponed', { reference: enquiry.reference, attempt, cause: errorCode });
    return postpone(enquiry, { nextAttemptAt: inMilliseconds(delay), errorCode, counting: 'counted' });
  }

  function hangsTooOften({ reference }: StoredEnquiry): boolean {
    const count = (hangs.get(reference) ?? 0) + 1;
    if (count < deliveryLimits.crashes) hangs.set(reference, count);
    else hangs.delete(reference);
    return count >= deliveryLimits.crashes;
  }

  function settle(enquiry: StoredEnquiry, result: SendResult, link: LinkMail | undefined): Promise<void> {
    const errorCode = result.kind === 'failed' ? result.errorCode : '';
    if (errorCode === hangCode && hangsTooOften(enquiry)) return park(enquiry, errorCode);
    switch (breaker.settle(result).kind) {
      case 'delivered':
        return deliver(enquiry, link);
      case 'refused':
        return refuse(enquiry, errorCode);
      case 'retry':
        return retry(enquiry, errorCode);
      default:
        return giveBack(enquiry, errorCode);
    }
  }

  /** @throws with the code `EUNREADABLE` when no key fits, `ETIMEDOUT` when decryption does not end */
  async function open({ content }: StoredEnquiry): Promise<Uint8Array> {
    let cancel = () => {};
    const hangs = new Promise<never>((_resolve, reject) => {
      const error = Object.assign(new Error('opening does not end'), { code: 'ETIMEDOUT' });
      cancel = timer(deliveryLimits.openMilliseconds, () => reject(error));
    });
    try {
      return await Promise.race([opener.open(content), hangs]);
    } finally {
      cancel();
    }
  }

  const write = createMailWriter({ ...parts, open });

  function withoutRecipient(enquiry: StoredEnquiry): Promise<void> {
    alarms.raise('no-recipient', { reference: enquiry.reference });
    const nextAttemptAt = inMilliseconds(withoutRecipientDelay);
    return postpone(enquiry, { nextAttemptAt, errorCode: noRecipientCode, counting: 'not-counted' });
  }

  async function tryToSend(enquiry: StoredEnquiry, breakOff: AbortSignal): Promise<void> {
    if (enquiry.unfinished > deliveryLimits.crashes) return park(enquiry, 'crashed');
    const to = enquiry.route === 'fallback' ? recipients.fallback : recipientFor(enquiry.topic, recipients);
    if (to === undefined) return withoutRecipient(enquiry);
    const written = await write(enquiry, to);
    // The enquiry is erased.
    if (written === undefined) return;
    const result = await breaker.send(written.mail, breakOff);
    // A failed send that we aborted ourselves tells nothing about the enquiry or the mail server.
    if (breakOff.aborted && result.kind === 'failed') return giveBack(enquiry, result.errorCode);
    return settle(enquiry, result, written.link);
  }

  async function crash(enquiry: StoredEnquiry, error: unknown): Promise<void> {
    const errorCode = errorCodeOf(error);
    const { reference, unfinished } = enquiry;
    if (errorCode === unreadableCode) {
      // Trying again would not help: the result would be the same.
      alarms.raise('enquiry-unreadable', { reference });
      return park(enquiry, errorCode);
    }
    alarms.raise('enquiry-crashed', { reference, attempt: unfinished, cause: errorCode });
    if (unfinished >= deliveryLimits.crashes) return park(enquiry, errorCode);
    return postpone(enquiry, { nextAttemptAt: inMilliseconds(crashDelay), errorCode, counting: 'crashed' });
  }

  return {
    attempt: (enquiry, breakOff) =>
      tryToSend(enquiry, breakOff).catch((error: unknown) => crash(enquiry, error)),
    unrecorded: () => [...waitingRecords.keys()],
    async recordAgain() {
      for (const [reference, again] of waitingRecords) await record(reference, again);
    },
  };
}
