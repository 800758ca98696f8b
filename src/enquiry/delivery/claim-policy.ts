import type { Topic } from '../schema.ts';
import type { ClaimRequest } from '../store/store.ts';

type Kind = ClaimRequest['kind'];
type Wanted = Pick<ClaimRequest, 'kind' | 'limit' | 'exceptTopics'>;

const second = 1_000;

export const claimLimits = {
  /** Mails sent at the same time. */
  sends: 5,
  /** If an enquiry kills the process, it does so within this time; the others need not wait longer for it. */
  freshMilliseconds: 10 * second,
  /** A crashed enquiry gets a turn at least this often, however many others wait. */
  crashedTurnMilliseconds: 10 * 60 * second,
  /** Suspect enquiries of one topic are sent at most this often, so that a mailbox is not flooded. */
  suspectMilliseconds: 60 * second,
} as const;

/** The current state of the mail server. */
interface SendingState {
  /** Milliseconds for which nothing must be sent. */
  readonly openFor: number;
  /** The next send only tests whether the mail server works again. */
  readonly failing: boolean;
  /** A mail to the operator is being sent. */
  readonly mailing: boolean;
}

/**
 * Decides which enquiries may be claimed next. An enquiry whose last attempts crashed starts only when no other one
 * is fresh, so that it is clear which one kills the process. Fresh: so new that it could still kill the process.
 * Suspect ones are sent one by one, when no other is due and the mail server works.
 */
interface ClaimPolicy {
  /**
   * @param asked the kinds that were already claimed in this round
   * @returns what to claim now; undefined: nothing more in this round
   */
  next(state: SendingState, asked: ReadonlySet<Kind>): Wanted | undefined;
  /** An attempt of this kind begins. */
  begin(enquiry: { readonly reference: string; readonly topic: Topic }, kind: Kind): void;
  /** The enquiry is no longer fresh. */
  settle(reference: string): void;
  /** The attempt has ended. */
  end(reference: string): void;
  /** @returns the references of the enquiries being sent */
  underWay(): readonly string[];
  /** @returns whether one more send could begin now */
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

  /** The absolute difference is used, so that a clock that was set back delays nobody. */
  function topicsToSpare(): readonly Topic[] {
    const isRecent = (at: number) => Math.abs(now() - at) < claimLimits.suspectMilliseconds;
    return [...lastSuspects].filter(([, at]) => isRecent(at)).map(([topic]) => topic);
  }

  return {
    next(state, asked) {
      const limit = free(state);
      if (limit <= 0) return undefined;
      // The absolute difference also works when the clock was set back.
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
