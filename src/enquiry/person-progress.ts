import type { FieldErrorCode } from './schema.ts';

/** All that the person's page `/zgloszenie/stan/` may show: dates, and nothing that was typed. */
export interface PersonView {
  /** The one that the person was told. */
  readonly reference: string;
  readonly receivedAt: Date;
  /** When it reached the club's mailbox. */
  readonly deliveredAt?: Date;
  /** When a person took it up. */
  readonly takenAt?: Date;
  /** When staff tried to reach the person, each time. */
  readonly triedAt: readonly Date[];
  readonly contactedAt?: Date;
  readonly closedAt?: Date;
  /** Until when the club promised to answer; undefined: nothing was promised. */
  readonly promisedUntil?: Date;
  /** The promise is broken: its end has passed, and nobody has spoken to the person, tried to, or closed it. */
  readonly overdue: boolean;
  readonly withdrawnAt?: Date;
  readonly nobodyCalledAt?: Date;
}

/** One of the three things a person may add. `phone` is as typed. */
export type PersonAction =
  | { readonly kind: 'phone'; readonly phone: string; readonly token?: string }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'nobody-called' };

/**
 * `added`: stored, and staff get it as a mail. `already`: it was, by an earlier press. `too-many`: five new numbers are
 * kept. `invalid`: the number needs mending.
 */
export type PersonOutcome =
  | { readonly kind: 'added' | 'already' | 'too-many'; readonly view: PersonView }
  | { readonly kind: 'invalid'; readonly error: FieldErrorCode; readonly view: PersonView };

/**
 * What a person does with their reference and code. Each promise rejects when the store does not answer: then nothing
 * was added, and the page says so and gives the telephone.
 */
export interface PersonProgress {
  /** @returns the code for the confirmation, such as `XT7-K4M` */
  codeOf(confirmation: { readonly reference: string; readonly receivedAt: Date }): string;
  /** @returns for a hidden field of the form with the new number: two presses of one form add one number */
  issueToken(): string;
  /**
   * Both as typed: in any case, with or without dashes and blanks, Cyrillic look-alikes as Latin.
   *
   * @returns undefined for what is wrong, unknown or erased alike
   */
  read(typedReference: string, typedCode: string): Promise<PersonView | undefined>;
  /** Adds to the enquiry. @returns undefined as `read` */
  add(typedReference: string, typedCode: string, action: PersonAction): Promise<PersonOutcome | undefined>;
}
