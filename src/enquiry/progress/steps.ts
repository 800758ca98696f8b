import { minute } from '../../durations.ts';
/** Steps that staff note, in this order. `tried`: the person was not reached; it may be noted several times. */
export const steps = ['taken', 'tried', 'contacted', 'closed'] as const;
export type Step = (typeof steps)[number];

/** One press: a step, or `undo`, which takes back the last standing step. */
export interface StepEvent {
  readonly step: Step | 'undo';
  /** A key of `odbierajacy` in `zgloszenia.yaml`. */
  readonly who: string;
  readonly at: Date;
}

/** The last step of staff. `before`: delivered before steps were stored, and counted as taken. */
export const stepStates = ['none', 'before', ...steps] as const;
export type StepState = (typeof stepStates)[number];

/** A press with what its page had shown. */
export interface Press extends StepEvent {
  /** How many presses were noted when the page was rendered; left out: not known. */
  readonly seen?: number;
}

/**
 * The result of a press. `changed`: it is noted. `already`: it was noted before, or just now. `not-possible`: a later
 * step was noted, there is nothing to take back, or the limit of presses is reached.
 */
export type PressResult = 'changed' | 'already' | 'not-possible';

/** Limit of presses for one enquiry: enough for any enquiry, and a limit for a program. */
const mostPresses = 40;
/** Two presses of one button within this time count as one, when their pages do not say what they had shown. */
const samePressMilliseconds = 10 * minute;

/** A step that was not taken back. */
export interface StandingStep extends StepEvent {
  readonly step: Step;
}

/** @returns the steps that were not taken back, oldest first */
export function standingSteps(events: readonly StepEvent[]): readonly StandingStep[] {
  const standing: StandingStep[] = [];
  for (const { step, ...event } of events) {
    if (step === 'undo') standing.pop();
    else standing.push({ step, ...event });
  }
  return standing;
}

/** @returns the state of staff after these presses */
export const stateOf = (events: readonly StepEvent[]): Exclude<StepState, 'before'> =>
  standingSteps(events).at(-1)?.step ?? 'none';

const isJustDone = (last: StepEvent | undefined, { step, at }: Press): boolean =>
  last?.step === step && Math.abs(at.getTime() - last.at.getTime()) < samePressMilliseconds;

/**
 * @param events all presses so far
 * @param nobodyCalledAt when the person wrote that nobody had called: steps from before may then be noted again
 * @returns the result of one more press; when many come at once, the rest get the same result once the first is noted
 */
export function judgePress(events: readonly StepEvent[], press: Press, nobodyCalledAt?: Date): PressResult {
  const last = events.at(-1);
  const { step, seen } = press;
  const isRepeatable = step === 'tried' || step === 'undo';
  // The page was out of date: somebody else was faster, or the button was pressed twice.
  if (seen !== undefined && seen < events.length && (last?.step === step || isRepeatable))
    return last?.step === step ? 'already' : 'not-possible';
  if (seen === undefined && isRepeatable && isJustDone(last, press)) return 'already';
  const stands = standingSteps(events).at(-1);
  const standing = stands?.step;
  if (events.length >= mostPresses) return 'not-possible';
  if (step === 'undo') return standing === undefined ? 'not-possible' : 'changed';
  if (nobodyCalledAt !== undefined && stands !== undefined && stands.at < nobodyCalledAt) return 'changed';
  if (standing === step && step !== 'tried') return 'already';
  if (step === 'taken' && standing !== undefined && standing !== 'closed') return 'already';
  if (standing === undefined || (standing === 'tried' && step === 'tried')) return 'changed';
  return steps.indexOf(step) > steps.indexOf(standing) ? 'changed' : 'not-possible';
}
