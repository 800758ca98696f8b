import type { PressResult, StandingStep, Step, StepState } from './progress/steps.ts';
import type { Topic } from './schema.ts';

/** All that the staff's page `/odbior/TOKEN/` may show. */
export interface StaffView {
  readonly reference: string;
  /** Its name stands in the build's manifest. */
  readonly topic: Topic;
  readonly receivedAt: Date;
  readonly state: StepState;
  /** The steps that stand, oldest first. */
  readonly steps: readonly StandingStep[];
  /** For a hidden field `seen` of the page's form: without it two presses of one button within ten minutes are one. */
  readonly seen: number;
  /** When the club is to have answered; undefined: not worked out yet. */
  readonly answerBy?: Date;
  readonly withdrawnAt?: Date;
  readonly nobodyCalledAt?: Date;
}

/** What staff do with an enquiry by the link in its mail. Each promise rejects when the store does not answer. */
export interface StaffProgress {
  /** Changes nothing. @returns undefined for a token that is damaged, unknown, or of an enquiry that is erased */
  read(token: string): Promise<StaffView | undefined>;
  /**
   * Notes a step. `changed`: it is noted. `already`: the same stands, `view.steps` says by whom and since when.
   * `not-possible`: the enquiry is further on, or there is nothing to take back.
   *
   * @param press.who a key of `staffRoles` in the build's manifest; the caller has checked it
   * @param press.seen of the page that was pressed, if it was sent
   * @returns undefined as `read`
   */
  press(
    token: string,
    press: { readonly step: Step | 'undo'; readonly who: string; readonly seen?: number },
  ): Promise<{ readonly result: PressResult; readonly view: StaffView } | undefined>;
}
