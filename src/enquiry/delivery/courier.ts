import { errorCodeOf } from '../../error-code.ts';
import { createCircuitBreaker } from '../../mail/circuit-breaker.ts';
import type { Mailer } from '../../mail/mailer.ts';
import { systemTimer, type Timer } from '../../timer.ts';
import { createAlarms } from '../monitoring/alarms.ts';
import { createMonitor } from '../monitoring/monitor.ts';
import { createOperatorMail, type OperatorMailParts } from '../monitoring/operator-mail.ts';
import type { ClubFacts } from '../progress/club-facts.ts';
import type { ClockStore } from '../store/progress-store.ts';
import type { ClaimRequest, StoredEnquiry } from '../store/store.ts';
import { createDelivery, type DeliveryParts } from './attempt.ts';
import { claimLimits, createClaimPolicy } from './claim-policy.ts';
import { createLoop } from './loop.ts';
import { createRetention, type Retention } from './retention.ts';
import { longestWaitMilliseconds } from './retry.ts';

interface CourierParts extends Omit<DeliveryParts, 'owner' | 'timer' | 'breaker' | 'alarms'>, Retention {
  readonly store: DeliveryParts['store'] & ClockStore;
  readonly mailer: Mailer;
  /** Gives the current facts of the club from the content. */
  readonly facts: () => ClubFacts;
  /** Left out while there is no mail server: then alarms are only in the log and in `/healthz`. */
  readonly operatorMail?: OperatorMailParts;
  /**
   * Set when only one courier at a time can work on the store: the name under which all of them claim, one after
   * another. What a killed courier had claimed is then free at once. Default: a random name.
   */
  readonly soleOwner?: string;
  /** Default: the system's timer. */
  readonly timer?: Timer;
}

/** Sends stored enquiries to the mail server, each at least once. */
export interface Courier {
  start(): void;
  /** Tells that there is something new; cheap, and may be called at any time. */
  wake(): void;
  /** Claims nothing more; resolves when running sends have ended or, after 10 s, were aborted. */
  stop(): Promise<void>;
}

const second = 1_000;

export const courierLimits = {
  ...claimLimits,
  /** After this time the enquiries of a killed courier are free again; longer than any send. */
  leaseMilliseconds: 180 * second,
  longestPauseMilliseconds: 30 * second,
  /** Keeps the loop from running without a pause when something is due but cannot be claimed now. */
  shortestPauseMilliseconds: 1 * second,
  stopMilliseconds: 10 * second,
  /**
   * At the end, results that could not be recorded get this time, which is longer than a retry interval of the store.
   */
  lastRecordMilliseconds: 3 * second,
} as const;

/**
 * A loop over the store: it claims what the policy allows and hands it to the delivery. An error in a round does not
 * end the loop.
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
  const monitor = createMonitor({
    ...parts,
    ...(parts.operatorMail === undefined
      ? {}
      : createOperatorMail({ ...parts, ...parts.operatorMail, alarms, timer })),
    alarms,
    breaker,
  });
  const retention = createRetention({ ...parts, alarms });
  const now = () => clock().getTime();
  const policy = createClaimPolicy(now);
  const attempts = new Set<Promise<void>>();
  const breakOff = new AbortController();
  let mayHaveLeft = parts.soleOwner !== undefined;

  function begin(enquiry: StoredEnquiry, kind: ClaimRequest['kind']): void {
    const { reference } = enquiry;
    policy.begin(enquiry, kind);
    const cancel = timer(courierLimits.freshMilliseconds, () => {
      policy.settle(reference);
      loop.wake();
    });
    const attempt = delivery.attempt(enquiry, breakOff.signal).finally(() => {
      cancel();
      attempts.delete(attempt);
      policy.end(reference);
      loop.wake();
    });
    attempts.add(attempt);
  }

  /** Frees what a killed courier of the same name had claimed; it becomes due now, behind older enquiries. */
  async function freeWhatWasLeft(): Promise<void> {
    if (mayHaveLeft) await store.releaseLeases(owner, clock());
    mayHaveLeft = false;
  }

  function claim(
    what: Pick<ClaimRequest, 'kind' | 'limit' | 'exceptTopics'>,
  ): Promise<readonly StoredEnquiry[]> {
    const time = now();
    return store.claim({
      ...what,
      owner,
      now: new Date(time),
      leaseUntil: new Date(time + courierLimits.leaseMilliseconds),
      except: [...policy.underWay(), ...delivery.unrecorded()],
      longestWaitMilliseconds,
    });
  }

  const nextClaim = (asked: ReadonlySet<ClaimRequest['kind']>) =>
    policy.next(
      { openFor: breaker.openFor(), failing: breaker.failing(), mailing: monitor.mailing() },
      asked,
    );

  async function claimWhatIsDue(): Promise<void> {
    const asked = new Set<ClaimRequest['kind']>();
    for (let what = nextClaim(asked); what !== undefined; what = nextClaim(asked)) {
      asked.add(what.kind);
      for (const enquiry of await claim(what)) begin(enquiry, what.kind);
    }
  }

  /** @returns milliseconds until something may be due; any earlier event wakes the loop itself */
  async function pause(): Promise<number> {
    const due = await store.nextDueAt();
    if (due === undefined || !policy.hasRoom() || delivery.unrecorded().length > 0)
      return courierLimits.longestPauseMilliseconds;
    const wait = Math.max(due.getTime() - now(), breaker.openFor(), courierLimits.shortestPauseMilliseconds);
    return Math.min(wait, courierLimits.longestPauseMilliseconds);
  }

  const loop = createLoop({
    timer,
    async work() {
      await freeWhatWasLeft();
      await delivery.recordAgain();
      await monitor.look(policy.hasRoom());
      await retention.run();
      await claimWhatIsDue();
      return pause();
    },
    onError(error) {
      log('error', 'courier-store-failed', { cause: errorCodeOf(error) });
      return courierLimits.longestPauseMilliseconds;
    },
  });

  return {
    start: loop.start,
    wake: loop.wake,
    async stop() {
      await loop.stop();
      const cancel = timer(courierLimits.stopMilliseconds, () => breakOff.abort());
      await Promise.all([...attempts, monitor.stop()]);
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
