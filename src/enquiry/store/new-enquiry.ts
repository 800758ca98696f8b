import type { Topic } from '../schema.ts';

/** Whether the mail goes to the topic's own mailbox, or to the fallback since that one refused for good. */
export type MailRoute = 'own' | 'fallback';

/** An enquiry as the intake hands it to the store. */
export interface NewEnquiry {
  readonly reference: string;
  /** Hash of the form's idempotency key. */
  readonly keyHash: Uint8Array;
  /** Keyed hash of what was entered. */
  readonly contentHash: Uint8Array;
  readonly topic: Topic;
  /** Also the `Date` of the mail, on every attempt. */
  readonly receivedAt: Date;
  readonly suspect: boolean;
  /** With its angle brackets; the same on every attempt. */
  readonly messageId: string;
  /** The sealed payload; the store cannot read it. */
  readonly content: Uint8Array;
  readonly firstAttemptAt: Date;
  /** The reference that the person was told, where another one had it already; left out: `reference`. */
  readonly toldReference?: string;
  /** What was promised; left out, as in the spool of a version before: the courier works it out. */
  readonly promise?: FrozenPromise;
}

/** Until when the club is to have answered, as it stood when the enquiry was stored. */
export interface FrozenPromise {
  readonly answerBy: Date;
  /** Whether the person was told. */
  readonly promised: boolean;
  /** The person comes to the club: nobody is to contact them. */
  readonly visit: boolean;
  /** When the clock of reminders first has something to do. */
  readonly lookAt: Date;
}
