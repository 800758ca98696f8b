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
  /** What the content says of the club, today. */
  readonly facts: () => ClubFacts;
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
  ...claimLimits,
  /** A killed courier's enquiries are free again after this; longer than any send. */
  leaseMilliseconds: 180 * second,
  longestPauseMilliseconds: 30 * second,
  /** What stays due, but cannot be claimed now, must not keep the loop running without a pause. */
  shortestPauseMilliseconds: 1 * second,
  stopMilliseconds: 10 * second,
  /** What was sent and could not be written down at the end gets so long, more than a round of a failing store. */
  lastRecordMilliseconds: 3 * second,
} as const;

/**
 * A loop over the store: what the policy lets it claim is handed to the delivery. Nothing that goes wrong in a round
 * ends the loop.
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

  /** Gives free what a killed courier of the same name held, behind what earlier ones left. */
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

  /** @returns milliseconds until something may be due; whatever ends before wakes the loop itself */
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
