import type { Topic } from '../schema.ts';

/** Whether the mail goes to the topic's mailbox, or to the fallback because that one refused permanently. */
export type MailRoute = 'own' | 'fallback';

/** An enquiry as the intake hands it to the store. */
export interface NewEnquiry {
  readonly reference: string;
  /** Hash of the form's idempotency key. */
  readonly keyHash: Uint8Array;
  /** Keyed hash of the content. */
  readonly contentHash: Uint8Array;
  readonly topic: Topic;
  /** Also the `Date` of the mail, in every attempt. */
  readonly receivedAt: Date;
  readonly suspect: boolean;
  /** With its angle brackets; the same in every attempt. */
  readonly messageId: string;
  /** The encrypted payload; the store cannot read it. */
  readonly content: Uint8Array;
  readonly firstAttemptAt: Date;
  /** The reference that the person was told, when another enquiry had it already; left out: `reference`. */
  readonly toldReference?: string;
  /** The promise; left out in spool files of an older version: the courier computes it. */
  readonly promise?: FrozenPromise;
}

/** The deadline of the answer, computed when the enquiry was stored. */
export interface FrozenPromise {
  readonly answerBy: Date;
  /** Whether the person was told the deadline. */
  readonly promised: boolean;
  /** The person will come to the club: nobody is to contact them. */
  readonly visit: boolean;
  /** When the reminder clock first has something to do. */
  readonly lookAt: Date;
}
