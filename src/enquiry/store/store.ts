import type { NoticeKind } from '../progress/notices.ts';
import type { StepEvent, StepState } from '../progress/steps.ts';
import type { Topic } from '../schema.ts';
import type { MailRoute, NewEnquiry } from './new-enquiry.ts';
import type { AdditionKind, ClockStore, ProgressStore } from './progress-store.ts';

export type { FrozenPromise, MailRoute, NewEnquiry } from './new-enquiry.ts';

/**
 * `waiting`: to be sent at `nextAttemptAt`. `sending`: a courier holds it until its lease ends. `delivered`: a
 * mail server took it. `parked`: set apart for a person to look at; only `resend` puts it back.
 */
export const enquiryStates = ['waiting', 'sending', 'delivered', 'parked'] as const;
type EnquiryState = (typeof enquiryStates)[number];

/** What the store knows of a form that was sent before. */
export type EarlierEnquiry =
  /** With the same content, stored under this reference. */
  | { readonly kind: 'already-stored'; readonly reference: string; readonly receivedAt: Date }
  /** With other content, stored under this reference. */
  | { readonly kind: 'conflict'; readonly reference: string };

export type AddResult = { readonly kind: 'added' } | EarlierEnquiry | { readonly kind: 'reference-taken' };

/**
 * What a mail of the queue is, beside an enquiry: `link`: the second mail of an enquiry by e-mail, which holds the
 * link for staff; the others: what the person added.
 */
export type FollowUpKind = 'link' | AdditionKind;

/** All that is known of an enquiry without opening its payload. */
export interface EnquirySummary {
  readonly reference: string;
  /** Absent: it is an enquiry. */
  readonly followUp?: { readonly kind: FollowUpKind; readonly about: string };
  /** How far staff are; absent: `none`. */
  readonly step?: StepState;
  readonly topic: Topic;
  readonly receivedAt: Date;
  readonly suspect: boolean;
  readonly messageId: string;
  readonly state: EnquiryState;
  readonly route: MailRoute;
  /** Attempts that a mail server answered with "later". */
  readonly attempts: number;
  /** Attempts begun since the last one whose end was recorded: more than none means that something crashed. */
  readonly unfinished: number;
  readonly nextAttemptAt: Date;
  readonly deliveredAt?: Date;
  /** Of the last failure, for example `450` or `ECONNREFUSED`. */
  readonly lastErrorCode?: string;
}

export interface StoredEnquiry extends EnquirySummary {
  readonly content: Uint8Array;
}

/** An enquiry with everything the store knows of it, for a backup, a move to another store, or a salvage. */
export interface EnquiryRecord extends StoredEnquiry {
  readonly keyHash: Uint8Array;
  readonly contentHash: Uint8Array;
  readonly progress: ProgressRecord;
}

/** What the store keeps of the way after the mail. */
export interface ProgressRecord {
  readonly toldReference?: string;
  readonly answerBy?: Date;
  readonly promised: boolean;
  readonly visit: boolean;
  readonly events: readonly StepEvent[];
  readonly withdrawnAt?: Date;
  readonly nobodyCalledAt?: Date;
  /** Which of its mails the clock has sent. */
  readonly noticed: readonly NoticeKind[];
  /** When the clock looks at it next; absent: never again, unless something changes. */
  readonly lookAt?: Date;
}

/** The second mail of an enquiry, which goes into the queue when the first was delivered. */
export interface LinkMail {
  readonly reference: string;
  readonly keyHash: Uint8Array;
  readonly messageId: string;
}

export interface ClaimRequest {
  readonly owner: string;
  readonly now: Date;
  /** When another courier may take the claimed ones. */
  readonly leaseUntil: Date;
  readonly limit: number;
  /**
   * `clean`: whose attempts all ended properly. `suspect`: the same of those that a program may have sent. `crashed`:
   * the others, to be tried one at a time.
   */
  readonly kind: 'clean' | 'suspect' | 'crashed';
  /** None of these is wanted now. */
  readonly exceptTopics: readonly Topic[];
  /** References that the caller still has in hand, whatever their lease says. */
  readonly except: readonly string[];
  /** A time further ahead than this from now can only come from a clock that was set back: it counts as due. */
  readonly longestWaitMilliseconds: number;
}

/** What became of an attempt that did not deliver. */
export interface Postponement {
  readonly nextAttemptAt: Date;
  readonly errorCode: string;
  /**
   * `counted`: one more attempt used. `not-counted`: the failure was not this enquiry's, its place is kept.
   * `crashed`: the attempt never ended properly, and counts towards setting the enquiry apart.
   */
  readonly counting: 'counted' | 'not-counted' | 'crashed';
  /** Given when the next attempt goes elsewhere; attempts start anew. */
  readonly route?: MailRoute;
}

export interface StoreCounts {
  /** Neither delivered nor parked. */
  readonly waiting: number;
  readonly oldestWaitingSince?: Date;
  readonly parked: number;
  /** Delivered and not yet erased. */
  readonly delivered: number;
  /** Error codes of the last attempts of those that wait now, for example `535`; each once, sorted. */
  readonly waitingErrorCodes: readonly string[];
}

/**
 * What a store promises to everyone: each promise rejects when the store cannot do its work, and then nothing was
 * changed. What resolved has been written to the disk.
 *
 * Here: what the intake does with it.
 */
export interface IntakeStore {
  /** @param expectMore others are about to be added within milliseconds: the write may wait for them */
  add(enquiry: NewEnquiry, expectMore?: boolean): Promise<AddResult>;
  /** @returns what `add` would answer to a form that was sent before; undefined for one that was not */
  lookUp(keyHash: Uint8Array, contentHash: Uint8Array): Promise<EarlierEnquiry | undefined>;
}

/** What the courier does, and what the monitor counts. */
export interface QueueStore {
  /** Leases enquiries that are due, oldest due first. */
  claim(request: ClaimRequest): Promise<readonly StoredEnquiry[]>;
  /** @returns when the next waiting enquiry is due or the next lease ends; undefined when nothing waits */
  nextDueAt(): Promise<Date | undefined>;
  /**
   * Records a delivery, whoever holds the lease by now.
   *
   * @param link put into the queue with it, both or none
   */
  delivered(reference: string, at: Date, link?: LinkMail): Promise<void>;
  find(reference: string): Promise<StoredEnquiry | undefined>;
  /** Does nothing when the owner has lost the lease. */
  postpone(reference: string, owner: string, postponement: Postponement): Promise<void>;
  /** Does nothing when the owner has lost the lease. */
  park(reference: string, owner: string, errorCode: string): Promise<void>;
  /** Makes all that an owner holds due at that time, as after attempts that crashed: its process is dead. */
  releaseLeases(owner: string, nextAttemptAt: Date): Promise<void>;
  counts(): Promise<StoreCounts>;
  /** @returns how many were received from the first time up to the second, that one excluded */
  countReceived(from: Date, until: Date): Promise<number>;
  /**
   * Erases what was closed before the given time and, of what was delivered before steps were kept, what was delivered
   * before it; with what belongs to them, unless that still waits to be sent. @returns how many enquiries
   */
  eraseClosedBefore(time: Date): Promise<number>;
  /** Erases what was received before the given time and is not closed. */
  eraseUnansweredBefore(time: Date): Promise<readonly ErasedEnquiry[]>;
}

/** What is left to tell of an enquiry that was erased. */
export interface ErasedEnquiry {
  readonly reference: string;
  /** The person had written that they no longer need it. */
  readonly isWithdrawn: boolean;
}

/** What the operator's commands do. */
export interface OperatorStore extends Pick<QueueStore, 'counts' | 'find'> {
  /** @returns all enquiries, without what follows them, oldest first */
  list(): Promise<readonly EnquirySummary[]>;
  /** @returns the mails that follow an enquiry, oldest first */
  followUps(reference: string): Promise<readonly StoredEnquiry[]>;
  /** Puts an enquiry, delivered and parked ones too, back to its own mailbox's queue. @returns whether it exists */
  resend(reference: string, now: Date): Promise<boolean>;
  /** Erases an enquiry, and what follows it, and overwrites where they lay. @returns whether it existed */
  erase(reference: string): Promise<boolean>;
  /** Copies the whole store into a new SQLite file of mode 0600. @throws when the file exists */
  backup(file: string): Promise<void>;
  /** @returns every enquiry, whole, oldest first, as they stood at one moment */
  records(): AsyncIterable<EnquiryRecord>;
  /**
   * Adds an enquiry with the state it had elsewhere; what was being sent there waits here.
   *
   * @returns false when its reference, its form or its `Message-ID` is here already; then nothing was changed
   */
  takeIn(record: EnquiryRecord): Promise<boolean>;
}

/** What the processes on one store tell each other: short texts by name, without personal data. */
export interface FlagStore {
  flags(): Promise<ReadonlyMap<string, string>>;
  /** Sets a flag; undefined removes it. */
  setFlag(name: string, value: string | undefined): Promise<void>;
  /** Sets a flag unless it has that value. @returns whether it was this call that set it */
  claimFlag(name: string, value: string): Promise<boolean>;
}

/** A database with enquiries, as its driver opens it. */
export interface EnquiryStore
  extends IntakeStore,
    QueueStore,
    OperatorStore,
    FlagStore,
    ProgressStore,
    ClockStore {
  /** @returns how many bytes the sealed payloads of suspect enquiries take */
  suspectBytes(): Promise<number>;
  close(): Promise<void>;
}
