import type { Log } from '../log.ts';
import type { StaffLinks } from './progress/staff-link.ts';
import {
  type PressResult,
  type StandingStep,
  type Step,
  type StepState,
  standingSteps,
} from './progress/steps.ts';
import type { Topic } from './schema.ts';
import type { Progress, ProgressStore } from './store/progress-store.ts';

/** Everything that the staff's page `/odbior/TOKEN/` may show. */
export interface StaffView {
  readonly reference: string;
  /** Its name is in the build's manifest. */
  readonly topic: Topic;
  readonly receivedAt: Date;
  readonly state: StepState;
  /** The steps that were not taken back, oldest first. */
  readonly steps: readonly StandingStep[];
  /**
   * For a hidden field `seen` of the page's form: without it, two presses of one button within ten minutes count as
   * one.
   */
  readonly seen: number;
  /** The deadline of the answer; undefined: not computed yet. */
  readonly answerBy?: Date;
  /** Whether the club has promised that time; otherwise it is the site's own default. */
  readonly promised: boolean;
  /** The person will come to the club: nobody is to contact them. */
  readonly visit: boolean;
  readonly withdrawnAt?: Date;
  readonly nobodyCalledAt?: Date;
  /** When the person last added a new number. */
  readonly newNumberAt?: Date;
}

/** What staff can do with an enquiry by the link in its mail. Each promise rejects when the store does not answer. */
export interface StaffProgress {
  /** @returns whether this site issued the token, so that it is not a guess */
  isGenuine(token: string): boolean;
  /** Changes nothing. @returns undefined for a token that is damaged or unknown, or whose enquiry is erased */
  read(token: string): Promise<StaffView | undefined>;
  /**
   * Notes a step. `changed`: it is noted. `already`: it was noted before; `view.steps` tells by whom and when.
   * `not-possible`: a later step was noted, or there is nothing to take back.
   *
   * @param press.who a key of `staffRoles` in the build's manifest; the caller has checked it
   * @param press.seen the field of the pressed page, if it was sent
   * @returns undefined as `read` does
   */
  press(
    token: string,
    press: { readonly step: Step | 'undo'; readonly who: string; readonly seen?: number },
  ): Promise<{ readonly result: PressResult; readonly view: StaffView } | undefined>;
}

function viewOf(progress: Progress): StaffView {
  const {
    reference,
    topic,
    receivedAt,
    state,
    events,
    answerBy,
    promised,
    visit,
    withdrawnAt,
    nobodyCalledAt,
    newNumberAt,
  } = progress;
  return {
    reference,
    topic,
    receivedAt,
    state,
    steps: standingSteps(events),
    seen: events.length,
    visit,
    promised,
    ...(answerBy === undefined ? {} : { answerBy }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    ...(nobodyCalledAt === undefined ? {} : { nobodyCalledAt }),
    ...(newNumberAt === undefined ? {} : { newNumberAt }),
  };
}

/** @returns what staff read and note by the link in their mail */
export function createStaffProgress(parts: {
  readonly store: ProgressStore;
  readonly links: StaffLinks;
  readonly clock: () => Date;
  readonly log: Log;
}): StaffProgress {
  const { store, links, clock, log } = parts;

  /** A link stays valid when the enquiry is later sent to another mailbox: the links of both mailboxes open it. */
  async function find(token: string): Promise<Progress | undefined> {
    const reference = links.referenceIn(token);
    const progress = reference === undefined ? undefined : await store.progress(reference);
    if (reference === undefined || progress === undefined) return undefined;
    const { topic } = progress;
    const isOwn = links.isOf(reference, { topic, route: 'own' }, token);
    const isFallback = links.isOf(reference, { topic, route: 'fallback' }, token);
    return isOwn || isFallback ? progress : undefined;
  }

  return {
    isGenuine: links.isGenuine,
    async read(token) {
      const progress = await find(token);
      return progress && viewOf(progress);
    },
    async press(token, press) {
      const found = await find(token);
      if (found === undefined) return undefined;
      const done = await store.press(found.reference, { ...press, at: clock() });
      if (done?.result === 'changed')
        log('info', 'step-noted', { reference: found.reference, state: press.step });
      return done && { result: done.result, view: viewOf(done.progress) };
    },
  };
}
