import type { NoticeKind } from '../progress/notices.ts';
import type { StepEvent, StepState } from '../progress/steps.ts';
import type { Topic } from '../schema.ts';
import type { MailRoute, NewEnquiry } from './new-enquiry.ts';
import type { AdditionKind, ClockStore, ProgressStore } from './progress-store.ts';

export type { FrozenPromise, MailRoute, NewEnquiry } from './new-enquiry.ts';

/**
 * `waiting`: to be sent at `nextAttemptAt`. `sending`: a courier has a lease on it. `delivered`: a mail server took
 * it. `parked`: not sent until a person looks at it; only `resend` puts it back.
 */
export const enquiryStates = ['waiting', 'sending', 'delivered', 'parked'] as const;
type EnquiryState = (typeof enquiryStates)[number];

/** The result of an earlier press of the same form. */
export type EarlierEnquiry =
  /** With the same content, stored under this reference. */
  | { readonly kind: 'already-stored'; readonly reference: string; readonly receivedAt: Date }
  /** With other content, stored under this reference. */
  | { readonly kind: 'conflict'; readonly reference: string };

export type AddResult = { readonly kind: 'added' } | EarlierEnquiry | { readonly kind: 'reference-taken' };

/**
 * Kinds of mails in the queue besides enquiries. `link`: the second mail of an enquiry by e-mail, with the link for
 * staff; the others: additions of the person.
 */
export type FollowUpKind = 'link' | AdditionKind;

/** All values of an enquiry except its encrypted payload. */
export interface EnquirySummary {
  readonly reference: string;
  /** Absent: it is an enquiry. */
  readonly followUp?: { readonly kind: FollowUpKind; readonly about: string };
  /** The state of staff; absent: `none`. */
  readonly step?: StepState;
  readonly topic: Topic;
  readonly receivedAt: Date;
  readonly suspect: boolean;
  readonly messageId: string;
  readonly state: EnquiryState;
  readonly route: MailRoute;
  /** Attempts that failed temporarily. */
  readonly attempts: number;
  /** Attempts begun since the last recorded end: more than none means that something crashed. */
  readonly unfinished: number;
  readonly nextAttemptAt: Date;
  readonly deliveredAt?: Date;
  /** Code of the last failure, for example `450` or `ECONNREFUSED`. */
  readonly lastErrorCode?: string;
}

export interface StoredEnquiry extends EnquirySummary {
  readonly content: Uint8Array;
}

/** An enquiry with everything the store knows of it, for a backup, a move to another store, or a recovery. */
export interface EnquiryRecord extends StoredEnquiry {
  readonly keyHash: Uint8Array;
  readonly contentHash: Uint8Array;
  readonly progress: ProgressRecord;
}

/** The stored state of an enquiry after its mail. */
export interface ProgressRecord {
  readonly toldReference?: string;
  readonly answerBy?: Date;
  readonly promised: boolean;
  readonly visit: boolean;
  readonly events: readonly StepEvent[];
  readonly withdrawnAt?: Date;
  readonly nobodyCalledAt?: Date;
  /** The notices that were sent. */
  readonly noticed: readonly NoticeKind[];
  /** When the clock looks at it next; absent: not until something changes. */
  readonly lookAt?: Date;
}

/** The second mail of an enquiry, which is queued when the first was delivered. */
export interface LinkMail {
  readonly reference: string;
  readonly keyHash: Uint8Array;
  readonly messageId: string;
}

export interface ClaimRequest {
  readonly owner: string;
  readonly now: Date;
  /** When another courier may claim them again. */
  readonly leaseUntil: Date;
  readonly limit: number;
  /**
   * `clean`: all its attempts have a recorded end. `suspect`: the same, for enquiries that a program may have sent.
   * `crashed`: the others, to be tried one at a time.
   */
  readonly kind: 'clean' | 'suspect' | 'crashed';
  /** Topics to leave out now. */
  readonly exceptTopics: readonly Topic[];
  /** References that the caller is still sending or recording, whatever their lease says. */
  readonly except: readonly string[];
  /**
   * A time further in the future than this can only come from a clock that was set back: the enquiry counts as due.
   */
  readonly longestWaitMilliseconds: number;
}

/** The result of an attempt that did not deliver. */
export interface Postponement {
  readonly nextAttemptAt: Date;
  readonly errorCode: string;
  /**
   * `counted`: one more attempt is used. `not-counted`: the failure was not this enquiry's, it keeps its place.
   * `crashed`: the attempt has no recorded end, and counts towards parking the enquiry.
   */
  readonly counting: 'counted' | 'not-counted' | 'crashed';
  /** Set when the next attempt goes to another mailbox; attempts are counted from 0 again. */
  readonly route?: MailRoute;
}

export interface StoreCounts {
  /** Neither delivered nor parked. */
  readonly waiting: number;
  readonly oldestWaitingSince?: Date;
  readonly parked: number;
  /** Delivered and not yet erased. */
  readonly delivered: number;
  /** Error codes of the last attempts of waiting enquiries, for example `535`; each once, sorted. */
  readonly waitingErrorCodes: readonly string[];
}

/**
 * For every method of a store: the promise rejects when the store cannot do its work, and then nothing was changed;
 * when it resolves, the data are on disk.
 *
 * This part is used by the intake.
 */
export interface IntakeStore {
  /** @param expectMore others will be added within milliseconds: the write may wait for them */
  add(enquiry: NewEnquiry, expectMore?: boolean): Promise<AddResult>;
  /** @returns what `add` would answer for a form that was sent before; undefined for one that was not */
  lookUp(keyHash: Uint8Array, contentHash: Uint8Array): Promise<EarlierEnquiry | undefined>;
}

/** The part that the courier and the monitor use. */
export interface QueueStore {
  /** Leases enquiries that are due, oldest due first. */
  claim(request: ClaimRequest): Promise<readonly StoredEnquiry[]>;
  /** @returns when the next waiting enquiry is due or the next lease ends; undefined when nothing waits */
  nextDueAt(): Promise<Date | undefined>;
  /**
   * Records a delivery, whoever has the lease by now.
   *
   * @param link a mail to queue in the same transaction
   */
  delivered(reference: string, at: Date, link?: LinkMail): Promise<void>;
  find(reference: string): Promise<StoredEnquiry | undefined>;
  /** Does nothing when the owner has lost the lease. */
  postpone(reference: string, owner: string, postponement: Postponement): Promise<void>;
  /** Does nothing when the owner has lost the lease. */
  park(reference: string, owner: string, errorCode: string): Promise<void>;
  /** Makes everything that an owner has leased due at that time, as after crashed attempts: its process is dead. */
  releaseLeases(owner: string, nextAttemptAt: Date): Promise<void>;
  counts(): Promise<StoreCounts>;
  /** @returns how many were received from the first time (included) to the second (excluded) */
  countReceived(from: Date, until: Date): Promise<number>;
  /**
   * Erases what was closed before the given time, what was delivered before that time when steps were not yet stored,
   * and the mails that follow them; not while one of these still waits to be sent. @returns how many enquiries
   */
  eraseClosedBefore(time: Date): Promise<number>;
  /** Erases enquiries received before the given time and not closed. */
  eraseUnansweredBefore(time: Date): Promise<readonly ErasedEnquiry[]>;
}

/** The remaining data of an erased enquiry, for the alarm. */
export interface ErasedEnquiry {
  readonly reference: string;
  /** The person had withdrawn it. */
  readonly isWithdrawn: boolean;
}

/** The part that the operator's commands use. */
export interface OperatorStore extends Pick<QueueStore, 'counts' | 'find'> {
  /** @returns all enquiries, without the mails that follow them, oldest first */
  list(): Promise<readonly EnquirySummary[]>;
  /** @returns the mails that follow an enquiry, oldest first */
  followUps(reference: string): Promise<readonly StoredEnquiry[]>;
  /**
   * Puts an enquiry, even a delivered or parked one, back into the queue of its topic's mailbox. @returns whether it
   * exists
   */
  resend(reference: string, now: Date): Promise<boolean>;
  /** Erases an enquiry and the mails that follow it, and overwrites their space. @returns whether it existed */
  erase(reference: string): Promise<boolean>;
  /** Copies the whole store into a new SQLite file of mode 0600. @throws when the file exists */
  backup(file: string): Promise<void>;
  /** @returns every enquiry with all its values, oldest first, as a snapshot of one moment */
  records(): AsyncIterable<EnquiryRecord>;
  /**
   * Adds an enquiry with the state it had elsewhere; one that was being sent there waits here.
   *
   * @returns false when its reference, its form's key or its `Message-ID` exists already; then nothing was changed
   */
  takeIn(record: EnquiryRecord): Promise<boolean>;
}

/** Flags, by which the processes on one store inform each other: short texts by name, without personal data. */
export interface FlagStore {
  flags(): Promise<ReadonlyMap<string, string>>;
  /** Sets a flag; undefined removes it. */
  setFlag(name: string, value: string | undefined): Promise<void>;
  /** Sets a flag unless it has that value. @returns whether this call changed it */
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
  /** @returns how many bytes the encrypted payloads of suspect enquiries take */
  suspectBytes(): Promise<number>;
  close(): Promise<void>;
}
