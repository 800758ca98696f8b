import type { FormState, SubmissionProblem } from '../../enquiry/form/outcome.ts';
import type { ProblemWords, Words } from '../../words/words.ts';
import { type ShownError, shownErrors } from './shown-errors.ts';

/** The messages of the form's page, and its status (RFC 9110). */
export interface FormView {
  readonly status: number;
  readonly errors: readonly ShownError[];
  readonly notice: ProblemWords | undefined;
  /** The text of the button. */
  readonly send: string;
}

const problemStatus: Readonly<Record<SubmissionProblem, number>> = {
  malformed: 400,
  'cross-site': 403,
  'too-large': 413,
  'unsupported-type': 415,
  'too-many': 429,
};

/** @param form the values of the page */
export function view({ submission, refusal }: FormState, words: Words): FormView {
  const { conflict, notices, send, sendAgain, sendAsNew } = words.form;
  const noErrors: readonly ShownError[] = [];
  if (submission?.problem) {
    const notice = {
      malformed: notices.malformed,
      'cross-site': notices.crossSite,
      'too-large': notices.tooLarge,
      'unsupported-type': notices.unsupportedType,
      'too-many': notices.tooMany,
    }[submission.problem];
    const kept = submission.fields.size > 0;
    return {
      status: problemStatus[submission.problem],
      errors: noErrors,
      notice,
      send: kept ? sendAgain : send,
    };
  }
  switch (refusal?.kind) {
    case 'invalid': {
      const errors = shownErrors(refusal.errors, submission?.fields ?? new Map(), words);
      return { status: 422, errors, notice: undefined, send };
    }
    case 'token-refused':
      return { status: 422, errors: noErrors, notice: notices.tokenRefused, send: sendAgain };
    case 'conflict':
      return { status: 409, errors: noErrors, notice: conflict(refusal.reference), send: sendAsNew };
    case 'unavailable':
      return { status: 503, errors: noErrors, notice: notices.unavailable, send: sendAgain };
    default:
      return { status: 200, errors: noErrors, notice: undefined, send };
  }
}
