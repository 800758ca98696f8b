import type { Channel, FieldError, FormFields, Topic } from '../schema.ts';

/**
 * The result of a submitted form. Every kind but `accepted` carries a token for the page that is shown, so that one
 * press sends it; the page has the typed values.
 */
export type Outcome =
  /** Stored, now or by an earlier press of the same form. `confirmation`: the encrypted part of the address. */
  | { readonly kind: 'accepted'; readonly reference: string; readonly confirmation: string }
  /** 422: fields to correct, in the order of the form. */
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[]; readonly token: string }
  /** 422: the token is absent, broken or expired; nothing else is wrong. */
  | { readonly kind: 'token-refused'; readonly token: string }
  /**
   * 409: the form's key was already used with other content, stored under `reference`; `token` sends this content as
   * a new enquiry.
   */
  | { readonly kind: 'conflict'; readonly reference: string; readonly token: string }
  /** 503: it could not be stored. */
  | { readonly kind: 'unavailable'; readonly token: string };

/** The values that the confirmation page may show; none of them was typed. */
export interface Confirmation {
  readonly reference: string;
  readonly receivedAt: Date;
  readonly channel: Channel;
  /** With the reference it opens the person's page; left out from an hour after sending. */
  readonly code?: string;
}

/** What an enquiry stores about its page, so that the courier needs nothing of the content. */
export interface PageContext {
  /** The Polish name of each topic, as it is now. */
  readonly topicNames: Readonly<Record<Topic, string>>;
  /** The language of the page with the form, for example `pl`. */
  readonly pageLanguage: string;
}

/** Takes submitted enquiries, in the web process. */
export interface Intake {
  /**
   * @param fields the sent fields, when a form comes back
   * @returns a signed token for a form about to be rendered: the form's own while it is valid, since its key makes a
   * second press harmless, else a new one
   */
  issueToken(fields?: FormFields): string;
  /** @returns the same for a page that sends the form back to be pressed once more; `wasSentBack` recognises it */
  issueSentBackToken(fields: FormFields): string;
  /** @returns whether the form comes from a page that had sent it back */
  wasSentBack(fields: FormFields): boolean;
  /**
   * Checks, stores and answers; never throws for anything that a visitor or a failing store can cause.
   *
   * @param manner `suspect`: the form looks sent by a program; staff get it after all others
   */
  receive(fields: FormFields, page: PageContext, manner: 'as-usual' | 'suspect'): Promise<Outcome>;
  /** @returns the values in a confirmation's address, or undefined when we did not issue it */
  readConfirmation(address: string): Confirmation | undefined;
}

/** Why a POST was refused before it was judged; the form's page tells it in the reader's language. */
export type SubmissionProblem =
  | 'malformed' // 400
  | 'cross-site' // 403
  | 'too-large' // 413
  | 'unsupported-type' // 415
  | 'too-many'; // 429

/** A POST as it was read. When there is a problem, `fields` holds what could still be read. */
export interface Submission {
  readonly fields: FormFields;
  readonly problem?: SubmissionProblem;
}

/** The result of a form that was sent and not accepted. */
export type Refusal = Exclude<Outcome, { readonly kind: 'accepted' }>;

/** All values of the form's page. */
export interface FormState {
  /** The token of the form on the page. */
  readonly token: string;
  /** The sent form; absent: the form is empty. */
  readonly submission?: Submission;
  /** Absent: nothing was sent, or the POST had a problem and was not judged. */
  readonly refusal?: Refusal;
}
