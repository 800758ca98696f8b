import type { Topic } from '../schema.ts';
import type { ClaimRequest } from '../store/store.ts';

type Kind = ClaimRequest['kind'];
type Wanted = Pick<ClaimRequest, 'kind' | 'limit' | 'exceptTopics'>;

const second = 1_000;

export const claimLimits = {
  /** Sends at once. */
  sends: 5,
  /** What kills the process does so within this time; what only hangs need not keep the others waiting for longer. */
  freshMilliseconds: 10 * second,
  /** Crashed enquiries have their turn at least this often, however many others wait. */
  crashedTurnMilliseconds: 10 * 60 * second,
  /** Suspect enquiries of one topic come no faster: a mailbox stays one in which people's are found. */
  suspectMilliseconds: 60 * second,
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
 * only it is to blame when the process dies. Fresh: it could still be about to kill the process. Suspect ones have
 * their turn one by one, when nobody else's is due and the mail server is well.
 */
interface ClaimPolicy {
  /**
   * @param asked the kinds that were claimed in this round already
   * @returns what to claim now; undefined: nothing more in this round
   */
  next(state: SendingState, asked: ReadonlySet<Kind>): Wanted | undefined;
  /** An attempt of this kind begins. */
  begin(enquiry: { readonly reference: string; readonly topic: Topic }, kind: Kind): void;
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
  const lastSuspects = new Map<Topic, number>();
  let suspect: string | undefined;
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
    return { kind: 'crashed', limit: 1, exceptTopics: [] } as const;
  }

  /** A clock that was set back makes nobody wait. */
  function topicsToSpare(): readonly Topic[] {
    const isRecent = (at: number) => Math.abs(now() - at) < claimLimits.suspectMilliseconds;
    return [...lastSuspects].filter(([, at]) => isRecent(at)).map(([topic]) => topic);
  }

  return {
    next(state, asked) {
      const limit = free(state);
      if (limit <= 0) return undefined;
      // Also when the clock was set back.
      if (Math.abs(now() - lastCrashedTurn) >= claimLimits.crashedTurnMilliseconds)
        return fresh.size > 0 ? undefined : crashed();
      if (!asked.has('clean')) return { kind: 'clean', limit, exceptTopics: [] };
      if (fresh.size === 0 && !asked.has('crashed')) return crashed();
      if (suspect !== undefined || state.failing || asked.has('suspect')) return undefined;
      return { kind: 'suspect', limit: 1, exceptTopics: topicsToSpare() };
    },
    begin({ reference, topic }, kind) {
      underWay.add(reference);
      fresh.add(reference);
      if (kind === 'crashed') alone = reference;
      if (kind !== 'suspect') return;
      suspect = reference;
      lastSuspects.set(topic, now());
    },
    settle,
    end(reference) {
      underWay.delete(reference);
      if (suspect === reference) suspect = undefined;
      settle(reference);
    },
    underWay: () => [...underWay],
    hasRoom,
  };
}
