import type { PersonAction, PersonOutcome, PersonView } from './person-progress.ts';
import type { PressResult, Step } from './progress/steps.ts';
import type { FieldErrorCode } from './schema.ts';
import type { StaffView } from './staff-progress.ts';

/** Why a POST of one of these pages was not judged. */
export type PostProblem = 'malformed' | 'cross-site' | 'too-large' | 'unsupported-type';

/** What a person did on their page a moment ago. */
export type PersonDone =
  | {
      readonly kind: PersonAction['kind'];
      readonly outcome: Exclude<PersonOutcome['kind'], 'invalid'>;
    }
  /** Not done: the number needs mending. `typed`: as it was typed. */
  | {
      readonly kind: 'phone';
      readonly outcome: 'invalid';
      readonly error: FieldErrorCode;
      readonly typed: string;
    };

/** All that the person's page is drawn from. */
export type PersonPage =
  /** `reference`: as typed. */
  | {
      readonly kind: 'empty';
      readonly problem?: PostProblem;
      readonly missing?: readonly ('reference' | 'code')[];
      readonly reference?: string;
    }
  /** Wrong, unknown or erased: nothing may tell these apart, so nothing that was typed stands on the page. */
  | { readonly kind: 'not-found' }
  /** `kept`: all that was typed, by field; one more press sends it. */
  | {
      readonly kind: 'slow';
      readonly seconds: number;
      readonly kept: readonly (readonly [name: string, value: string])[];
    }
  | { readonly kind: 'unavailable'; readonly kept: readonly (readonly [name: string, value: string])[] }
  /** `reference`, `code`: as typed, for the forms on the page. `token`: for the one with a new number. */
  | {
      readonly kind: 'found';
      readonly view: PersonView;
      readonly reference: string;
      readonly code: string;
      readonly token: string;
      readonly done?: PersonDone;
    };

/** What is wrong with a press of staff; nothing was noted. */
export type PressProblem = 'missing-who' | 'unknown-who' | 'unknown-step' | 'cross-site';

/** All that the staff's page is drawn from. */
export interface StaffPage {
  readonly view: StaffView;
  /** What the last press did; absent: there was none. */
  readonly result?: PressResult;
  readonly problem?: PressProblem;
  /** The role that was chosen, when a press had a problem. */
  readonly who?: string;
}

/** Every press there is, in the order of the page. */
export const presses = ['taken', 'tried', 'contacted', 'closed', 'undo'] as const satisfies readonly (
  | Step
  | 'undo'
)[];
