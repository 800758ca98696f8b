import type { Channel, FieldError, FormFields, Topic } from '../schema.ts';

/**
 * What became of a submitted form. Every kind but `accepted` carries a token for the page that comes back, so
 * that one press sends it; what was typed stays with the page, which has the fields.
 */
export type Outcome =
  /** Stored (now, or already by an earlier press of the same form). `confirmation` is sealed for the address. */
  | { readonly kind: 'accepted'; readonly reference: string; readonly confirmation: string }
  /** 422: fields to mend, in the order of the form. */
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[]; readonly token: string }
  /** 422: the token is absent, broken or expired; nothing else is wrong. */
  | { readonly kind: 'token-refused'; readonly token: string }
  /** 409: the form's key is already used with other content, stored under `reference`; `token` sends it as new. */
  | { readonly kind: 'conflict'; readonly reference: string; readonly token: string }
  /** 503: it could not be stored. */
  | { readonly kind: 'unavailable'; readonly token: string };

/** What the confirmation page may show; holds nothing that the visitor typed. */
export interface Confirmation {
  readonly reference: string;
  readonly receivedAt: Date;
  readonly channel: Channel;
  /** With the reference it opens the person's page; left out an hour after sending. */
  readonly code?: string;
}

/** What the page knows and the enquiry must carry, so that the courier needs nothing of the content. */
export interface PageContext {
  /** What staff call each topic today, in the staff's language. */
  readonly topicNames: Readonly<Record<Topic, string>>;
  /** The language of the page the form was filled in on, for example `pl`. */
  readonly pageLanguage: string;
}

/** Takes enquiries in, in the web part. */
export interface Intake {
  /**
   * @param fields what was sent, when a form comes back
   * @returns a signed token for a form about to be rendered: the form's own while it is good, since its key makes
   * a second press harmless, else a fresh one
   */
  issueToken(fields?: FormFields): string;
  /** @returns the same for a page that sends the form back to be pressed once more; `wasSentBack` knows it */
  issueSentBackToken(fields: FormFields): string;
  /** @returns whether the form comes from a page that had sent it back */
  wasSentBack(fields: FormFields): boolean;
  /**
   * Checks, stores and answers; never throws for anything that a visitor or a failing store can cause.
   *
   * @param manner `suspect`: how the form came is a program's way; staff get it after everybody else's
   */
  receive(fields: FormFields, page: PageContext, manner: 'as-usual' | 'suspect'): Promise<Outcome>;
  /** @returns what a confirmation's address holds, or undefined for anything that does not come from here. */
  readConfirmation(address: string): Confirmation | undefined;
}

/** Why a POST was not judged as it came; the form's page says it in the reader's language. */
export type SubmissionProblem =
  | 'malformed' // 400
  | 'cross-site' // 403
  | 'too-large' // 413
  | 'unsupported-type' // 415
  | 'too-many'; // 429

/** A POST as it was read. With a problem, `fields` holds what could still be read. */
export interface Submission {
  readonly fields: FormFields;
  readonly problem?: SubmissionProblem;
}

/** What became of a form that was sent and not accepted. */
export type Refusal = Exclude<Outcome, { readonly kind: 'accepted' }>;

/** All that the form's page is drawn from. */
export interface FormState {
  /** For the form on the page. */
  readonly token: string;
  /** What was sent; absent: the form is empty. */
  readonly submission?: Submission;
  /** Absent: nothing was sent, or it had a problem and was not judged. */
  readonly refusal?: Refusal;
}
