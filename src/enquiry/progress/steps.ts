/** What staff note of an enquiry, in this order. `tried`: the person was not reached; it may be noted again and again. */
export const steps = ['taken', 'tried', 'contacted', 'closed'] as const;
export type Step = (typeof steps)[number];

/** One press: a step, or `undo`, which takes back the last one that stands. */
export interface StepEvent {
  readonly step: Step | 'undo';
  /** A key of `odbierajacy` in `zgloszenia.yaml`. */
  readonly who: string;
  readonly at: Date;
}

/** How far staff are. `before`: delivered before steps were kept, and counted as taken. */
export const stepStates = ['none', 'before', ...steps] as const;
export type StepState = (typeof stepStates)[number];

/** A press as it comes from staff. */
export interface Press extends StepEvent {
  /** How many presses there had been on the page that was pressed; left out: not known. */
  readonly seen?: number;
}

/**
 * What a press does. `changed`: it is noted. `already`: the same stands, or was just done. `not-possible`: the enquiry
 * is further on, there is nothing to take back, or all its presses are used.
 */
export type PressResult = 'changed' | 'already' | 'not-possible';

/** Enough for any enquiry; a program that presses gets no further. */
export const mostPresses = 40;
/** Two presses of one button within this time, on pages that do not say what they had shown, are one. */
const samePressMilliseconds = 10 * 60_000;

/** A step that was not taken back. */
export interface StandingStep extends StepEvent {
  readonly step: Step;
}

/** @returns the steps that stand, oldest first */
export function standingSteps(events: readonly StepEvent[]): readonly StandingStep[] {
  const standing: StandingStep[] = [];
  for (const { step, ...event } of events) {
    if (step === 'undo') standing.pop();
    else standing.push({ step, ...event });
  }
  return standing;
}

/** @returns how far staff are by these presses */
export const stateOf = (events: readonly StepEvent[]): Exclude<StepState, 'before'> =>
  standingSteps(events).at(-1)?.step ?? 'none';

const isJustDone = (last: StepEvent | undefined, { step, at }: Press): boolean =>
  last?.step === step && Math.abs(at.getTime() - last.at.getTime()) < samePressMilliseconds;

/**
 * @param events all presses so far
 * @param nobodyCalledAt when the person wrote that nobody had called: what was said before is open to every step again
 * @returns what one more press does; the same for each of many that come at once, once the first is noted
 */
export function judgePress(events: readonly StepEvent[], press: Press, nobodyCalledAt?: Date): PressResult {
  const last = events.at(-1);
  const { step, seen } = press;
  const isRepeatable = step === 'tried' || step === 'undo';
  // What the page had shown is no longer so: somebody else was faster, or the button was pressed twice.
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
