import type { NoticeKind } from '../progress/notices.ts';
import type { Press, PressResult, StepEvent, StepState } from '../progress/steps.ts';
import type { Topic } from '../schema.ts';
import type { FrozenPromise, MailRoute, NewEnquiry } from './new-enquiry.ts';

/**
 * What is kept of an enquiry beside its sealed content, from which everybody learns how far it is. Nothing of it was
 * typed by the person.
 */
export interface Progress {
  readonly reference: string;
  /** The one that the person was told; another one than `reference` where two were told the same. */
  readonly toldReference: string;
  readonly topic: Topic;
  readonly receivedAt: Date;
  readonly messageId: string;
  readonly route: MailRoute;
  /** When a mail server took it; undefined: none has yet. */
  readonly deliveredAt?: Date;
  /** No mailbox took it, and it is set apart: only the operator can send it again. */
  readonly parked: boolean;
  /** The end of the promise, frozen when the enquiry was stored; undefined: not worked out yet. */
  readonly answerBy?: Date;
  /** Whether the person was told that promise. */
  readonly promised: boolean;
  /** The person comes to the club and has left no way to contact them: nobody is to. */
  readonly visit: boolean;
  readonly state: StepState;
  /** Every press, oldest first, those that were taken back too. */
  readonly events: readonly StepEvent[];
  /** When the person wrote that they no longer need it. */
  readonly withdrawnAt?: Date;
  /** When the person wrote that nobody had called. */
  readonly nobodyCalledAt?: Date;
}

/** An enquiry as the clock sees it. */
export interface ClockedEnquiry extends Progress {
  readonly noticed: readonly NoticeKind[];
}

/** What the clock finds out about one enquiry. */
export interface Look {
  readonly promise: Pick<FrozenPromise, 'answerBy' | 'promised'>;
  /** When to look again; undefined: not before something changes. */
  readonly lookAt?: Date;
}

/** Enquiries of one mailbox's share that nobody has closed. */
export interface OpenShare {
  readonly topic: Topic;
  readonly route: MailRoute;
  /** Past the end of their time; nobody has spoken to the person, who has not withdrawn; of visits, nobody has taken it. */
  readonly late: number;
  /** The same, within their time. */
  readonly waiting: number;
  /** Those of the late ones that nobody has taken. */
  readonly untaken: number;
  /** The person was spoken to, is to come, or has withdrawn, and the enquiry is not closed. */
  readonly unclosed: number;
  /** Of all of them, those that have been there for long. */
  readonly old: number;
}

/** @returns how many there are in all shares together */
export const sumOf = (
  shares: readonly OpenShare[],
  name: Exclude<keyof OpenShare, 'topic' | 'route'>,
): number => shares.reduce((sum, share) => sum + share[name], 0);

/** What the clock of reminders and the digest do with a store. */
export interface ClockStore {
  /** @returns enquiries that are due for a look, earliest first */
  dueForLook(now: Date, limit: number): Promise<readonly ClockedEnquiry[]>;
  /** Does nothing when something has changed since the enquiry was read: then it is due again. */
  noteLook(enquiry: ClockedEnquiry, look: Look): Promise<void>;
  /**
   * Notes that a mail of the clock is about to be sent.
   *
   * @returns false when another courier was faster, or something has changed since the enquiry was read
   */
  claimNotice(enquiry: ClockedEnquiry, notice: NoticeKind, look: Look): Promise<boolean>;
  /** Takes that back: the mail server surely has not taken it. */
  giveBackNotice(reference: string, notice: NoticeKind, lookAt: Date): Promise<void>;
  /**
   * @param old what was received before is there for long
   * @returns how many enquiries are open, by topic and route; shares with none are left out
   */
  openShares(now: Date, old: Date): Promise<readonly OpenShare[]>;
  /**
   * @param most of those who wait for the club, and of those whom somebody has spoken to or who have withdrawn
   * @returns the oldest open enquiries of one share, those who wait first
   */
  openEnquiries(
    share: Pick<OpenShare, 'topic' | 'route'>,
    most: { readonly awaited: number; readonly unclosed: number },
  ): Promise<readonly Progress[]>;
}

/** What a person adds to their enquiry; each is a mail of its own in the queue. */
export const additionKinds = ['phone', 'withdraw', 'nobody-called'] as const;
export type AdditionKind = (typeof additionKinds)[number];

/** An addition as it goes into the store: like an enquiry, its content sealed. */
export interface NewAddition extends Omit<NewEnquiry, 'suspect' | 'toldReference' | 'promise'> {
  readonly kind: AdditionKind;
  /** The reference of the enquiry that it belongs to. */
  readonly about: string;
}

/** `already`: that very one, or one of a kind that there may be one of. `too-many`: telephone numbers. */
export type AdditionResult = 'added' | 'already' | 'too-many' | 'unknown';

/** More new numbers than this nobody has. */
export const mostPhones = 5;

/** What the staff's page and the person's page do with a store. */
export interface ProgressStore {
  /** @returns undefined for a reference that is not kept (any more) */
  progress(reference: string): Promise<Progress | undefined>;
  /** @returns the enquiries whose person was told that reference; more than one where it was told twice */
  toldAs(reference: string): Promise<readonly Progress[]>;
  /** Notes a press, by compare-and-set. @returns what it did and how things stand; undefined: no such enquiry */
  press(
    reference: string,
    press: Press,
  ): Promise<{ readonly result: PressResult; readonly progress: Progress } | undefined>;
  /** Puts an addition into the queue and marks its enquiry, both or none. */
  addTo(addition: NewAddition): Promise<AdditionResult>;
}
