import type { ClaimRequest } from '../store/store.ts';

type Kind = ClaimRequest['kind'];

const second = 1_000;

export const claimLimits = {
  /** Sends at once. */
  sends: 5,
  /** What kills the process does so within this time; what only hangs need not keep the others waiting for longer. */
  freshMilliseconds: 10 * second,
  /** Crashed enquiries have their turn at least this often, however many others wait. */
  crashedTurnMilliseconds: 10 * 60 * second,
} as const;

/** How the mail server is just now. */
interface SendingState {
  /** Milliseconds for which nothing is to be sent. */
  readonly openFor: number;
  /** The next send only tries whether the mail server is back. */
  readonly failing: boolean;
  /** A mail to the operator is under way. */
  readonly mailing: boolean;
}

/**
 * What may be claimed next. An enquiry whose last attempts crashed begins with no other fresh one beside it, so that
 * only it is to blame when the process dies. Fresh: it could still be about to kill the process.
 */
interface ClaimPolicy {
  /**
   * @param asked the kinds that were claimed in this round already
   * @returns what to claim now; undefined: nothing more in this round
   */
  next(state: SendingState, asked: ReadonlySet<Kind>): Pick<ClaimRequest, 'kind' | 'limit'> | undefined;
  /** An attempt of this kind begins. */
  begin(reference: string, kind: Kind): void;
  /** It has not killed the process so far, and will not. */
  settle(reference: string): void;
  /** It has ended. */
  end(reference: string): void;
  /** @returns the enquiries under way */
  underWay(): readonly string[];
  /** @returns whether one more send could begin now, were something due */
  hasRoom(): boolean;
}

/** @param now milliseconds since 1970 */
export function createClaimPolicy(now: () => number): ClaimPolicy {
  const underWay = new Set<string>();
  const fresh = new Set<string>();
  let alone: string | undefined;
  let lastCrashedTurn = now();

  const hasRoom = () => alone === undefined && underWay.size < claimLimits.sends;

  function free({ openFor, failing, mailing }: SendingState): number {
    if (alone !== undefined || openFor > 0) return 0;
    return (failing ? 1 : claimLimits.sends) - underWay.size - (mailing ? 1 : 0);
  }

  function settle(reference: string): void {
    fresh.delete(reference);
    if (alone === reference) alone = undefined;
  }

  function crashed() {
    lastCrashedTurn = now();
    return { kind: 'crashed', limit: 1 } as const;
  }

  return {
    next(state, asked) {
      const limit = free(state);
      if (limit <= 0) return undefined;
      // Also when the clock was set back.
      if (Math.abs(now() - lastCrashedTurn) >= claimLimits.crashedTurnMilliseconds)
        return fresh.size > 0 ? undefined : crashed();
      if (!asked.has('clean')) return { kind: 'clean', limit };
      return fresh.size > 0 || asked.has('crashed') ? undefined : crashed();
    },
    begin(reference, kind) {
      underWay.add(reference);
      fresh.add(reference);
      if (kind === 'crashed') alone = reference;
    },
    settle,
    end(reference) {
      underWay.delete(reference);
      settle(reference);
    },
    underWay: () => [...underWay],
    hasRoom,
  };
}
