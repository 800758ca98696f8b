import type { PersonAction, PersonOutcome, PersonView } from './person-progress.ts';
import type { PressResult, Step } from './progress/steps.ts';
import type { FieldErrorCode } from './schema.ts';
import type { StaffView } from './staff-progress.ts';

/** Why a POST of one of these pages was refused before it was judged. */
export type PostProblem = 'malformed' | 'cross-site' | 'too-large' | 'unsupported-type';

/** The result of the person's last action on their page. */
export type PersonDone =
  | {
      readonly kind: PersonAction['kind'];
      readonly outcome: Exclude<PersonOutcome['kind'], 'invalid'>;
    }
  /** Not done: the number has to be corrected. `typed`: the value as typed. */
  | {
      readonly kind: 'phone';
      readonly outcome: 'invalid';
      readonly error: FieldErrorCode;
      readonly typed: string;
    };

/** All values of the person's page. */
export type PersonPage =
  /** `reference`: as typed. */
  | {
      readonly kind: 'empty';
      readonly problem?: PostProblem;
      readonly missing?: readonly ('reference' | 'code')[];
      readonly reference?: string;
    }
  /** Wrong, unknown or erased: the page must not show which, so it shows none of the typed values. */
  | { readonly kind: 'not-found' }
  /** `kept`: all typed values by field, so that one more press sends them again. */
  | {
      readonly kind: 'slow';
      readonly seconds: number;
      readonly kept: readonly (readonly [name: string, value: string])[];
    }
  | { readonly kind: 'unavailable'; readonly kept: readonly (readonly [name: string, value: string])[] }
  /** `reference`, `code`: as typed, for the forms on the page. `token`: for the form with a new number. */
  | {
      readonly kind: 'found';
      readonly view: PersonView;
      readonly reference: string;
      readonly code: string;
      readonly token: string;
      readonly done?: PersonDone;
    };

/** Why a press of staff was not noted. */
export type PressProblem = 'missing-who' | 'unknown-who' | 'unknown-step' | 'cross-site';

/** All values of the staff's page. */
export interface StaffPage {
  readonly view: StaffView;
  /** The result of the last press; absent: there was none. */
  readonly result?: PressResult;
  readonly problem?: PressProblem;
  /** The chosen role, when a press had a problem. */
  readonly who?: string;
}

/** All presses, in the order of the page. */
export const presses = ['taken', 'tried', 'contacted', 'closed', 'undo'] as const satisfies readonly (
  | Step
  | 'undo'
)[];
