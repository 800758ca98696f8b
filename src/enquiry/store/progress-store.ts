import type { NoticeKind } from '../progress/notices.ts';
import type { Press, PressResult, StepEvent, StepState } from '../progress/steps.ts';
import type { Topic } from '../schema.ts';
import type { FrozenPromise, MailRoute, NewEnquiry } from './new-enquiry.ts';

/**
 * The unencrypted state of an enquiry, from which staff, the person and the clock learn how far it is. Nothing in it
 * was typed by the person.
 */
export interface Progress {
  readonly reference: string;
  /** The reference that the person was told; differs from `reference` when two people were told the same. */
  readonly toldReference: string;
  readonly topic: Topic;
  readonly receivedAt: Date;
  readonly messageId: string;
  readonly route: MailRoute;
  /** When a mail server took it; undefined: not yet. */
  readonly deliveredAt?: Date;
  /** No mailbox took it, and it is parked: only the operator can send it again. */
  readonly parked: boolean;
  /** The deadline, computed when the enquiry was stored; undefined: not computed yet. */
  readonly answerBy?: Date;
  /** Whether the person was told the deadline. */
  readonly promised: boolean;
  /** The person will come to the club and has left no way to contact them. */
  readonly visit: boolean;
  readonly state: StepState;
  /** Every press, oldest first, including those that were taken back. */
  readonly events: readonly StepEvent[];
  /** When the person wrote that they no longer need it. */
  readonly withdrawnAt?: Date;
  /** When the person wrote that nobody had called. */
  readonly nobodyCalledAt?: Date;
  /** When the person last added a new number; set only when a single enquiry is read. */
  readonly newNumberAt?: Date;
}

/** An enquiry as the reminder clock needs it. */
export interface ClockedEnquiry extends Progress {
  readonly noticed: readonly NoticeKind[];
}

/** The result of the clock for one enquiry. */
export interface Look {
  readonly promise: Pick<FrozenPromise, 'answerBy' | 'promised'>;
  /** When to look again; undefined: not until something changes. */
  readonly lookAt?: Date;
}

/** Numbers of open enquiries of one topic and route. */
export interface OpenShare {
  readonly topic: Topic;
  readonly route: MailRoute;
  /**
   * Past their deadline; nobody has spoken to the person, who has not withdrawn; for visits, nobody has taken it up.
   */
  readonly late: number;
  /** The same, before their deadline. */
  readonly waiting: number;
  /** The late ones that nobody has taken up. */
  readonly untaken: number;
  /** The person was spoken to, will come, or has withdrawn, and the enquiry is not closed. */
  readonly unclosed: number;
  /** The open enquiries that were received before a given date. */
  readonly old: number;
}

/** @returns the sum of one number over all shares */
export const sumOf = (
  shares: readonly OpenShare[],
  name: Exclude<keyof OpenShare, 'topic' | 'route'>,
): number => shares.reduce((sum, share) => sum + share[name], 0);

/** The part of a store that the reminder clock and the digest use. */
export interface ClockStore {
  /** @returns enquiries that are due for a look, earliest first */
  dueForLook(now: Date, limit: number): Promise<readonly ClockedEnquiry[]>;
  /**
   * Stores the result of a look. Does nothing when the enquiry has changed since it was read: then it is due again.
   */
  noteLook(enquiry: ClockedEnquiry, look: Look): Promise<void>;
  /**
   * Records that a notice is about to be sent.
   *
   * @returns false when another courier was faster, or the enquiry has changed since it was read
   */
  claimNotice(enquiry: ClockedEnquiry, notice: NoticeKind, look: Look): Promise<boolean>;
  /** Removes that record: the mail server certainly has not taken the notice. */
  giveBackNotice(reference: string, notice: NoticeKind, lookAt: Date): Promise<void>;
  /**
   * @param old enquiries received before this count as old
   * @returns the numbers of open enquiries by topic and route; empty shares are left out
   */
  openShares(now: Date, old: Date): Promise<readonly OpenShare[]>;
  /**
   * @param most the limits: for people who wait for the club, and for those who were contacted or have withdrawn
   * @returns the oldest open enquiries of one topic and route, waiting people first
   */
  openEnquiries(
    share: Pick<OpenShare, 'topic' | 'route'>,
    most: { readonly awaited: number; readonly unclosed: number },
  ): Promise<readonly Progress[]>;
}

/** Kinds of additions by a person; each one is a separate mail in the queue. */
export const additionKinds = ['phone', 'withdraw', 'nobody-called'] as const;
export type AdditionKind = (typeof additionKinds)[number];

/** An addition ready to be stored: like an enquiry, its content is encrypted. */
export interface NewAddition extends Omit<NewEnquiry, 'suspect' | 'toldReference' | 'promise'> {
  readonly kind: AdditionKind;
  /** The reference of the enquiry that it belongs to. */
  readonly about: string;
}

/**
 * `already`: this addition is stored, or another one of a kind that is allowed once. `too-many`: telephone numbers.
 * `unknown`: there is no such enquiry.
 */
export type AdditionResult = 'added' | 'already' | 'too-many' | 'unknown';

/** Limit of additional telephone numbers for one enquiry. */
export const mostPhones = 5;

/** The part of a store that the staff's page and the person's page use. */
export interface ProgressStore {
  /** @returns undefined for a reference that is not stored (any more) */
  progress(reference: string): Promise<Progress | undefined>;
  /** @returns the enquiries whose person was told this reference; several when it was told twice */
  toldAs(reference: string): Promise<readonly Progress[]>;
  /** Records a press, by compare-and-set. @returns its result and the new state; undefined: no such enquiry */
  press(
    reference: string,
    press: Press,
  ): Promise<{ readonly result: PressResult; readonly progress: Progress } | undefined>;
  /** Puts an addition into the queue and marks its enquiry, in one transaction. */
  addTo(addition: NewAddition): Promise<AdditionResult>;
}
