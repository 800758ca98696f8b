import { judgePress, type StepEvent } from '../../enquiry/progress/steps.ts';
import { presses, type StaffPage } from '../../enquiry/progress-pages.ts';
import type { StaffView } from '../../enquiry/staff-progress.ts';
import { momentInWords } from '../../page-data/texts.ts';
import type { Site } from '../../site.ts';
import { plStaffPage } from '../../words/pl-staff-page.ts';

type Press = (typeof presses)[number];

/** @returns the presses that would change something now */
export const offeredPresses = ({ steps, nobodyCalledAt }: StaffView): readonly Press[] =>
  presses.filter(
    (step) =>
      judgePress(steps, { step, who: '', at: new Date(0), seen: steps.length }, nobodyCalledAt) === 'changed',
  );

/** @returns a line about a step: what, by which role and when; the key when the role is no longer in the content */
export function stepLine({ step, who, at }: StepEvent, { facts, words }: Site): string {
  if (step === 'undo') return '';
  const { history } = plStaffPage;
  const role = facts.enquiries.staffRoles.find(({ key }) => key === who);
  return history.line(history.steps[step], role?.name['pl'] ?? who, momentInWords(at, words));
}

/** The messages at the top of the staff's page, and its status (RFC 9110). */
export interface StaffPageView {
  readonly status: number;
  /** About the last press. */
  readonly notice: string | undefined;
  /** At the choice of the role. */
  readonly whoError: string | undefined;
  readonly stepError: string | undefined;
}

/** @param page the result of a press */
export function staffView({ view, result, problem }: StaffPage, site: Site): StaffPageView {
  const { form, notices } = plStaffPage;
  const last = view.steps.at(-1);
  const line = last === undefined ? undefined : stepLine(last, site);
  const plain = { status: 200, notice: undefined, whoError: undefined, stepError: undefined };
  switch (problem) {
    case 'missing-who':
      return { ...plain, status: 422, whoError: form.missingWho };
    case 'unknown-who':
      return { ...plain, status: 422, whoError: form.unknownWho };
    case 'unknown-step':
      return { ...plain, status: 422, stepError: form.unknownStep };
    case 'cross-site':
      return { ...plain, status: 403, notice: notices.crossSite };
    default:
  }
  switch (result) {
    case 'changed':
      return { ...plain, notice: line === undefined ? notices.savedNothingStands : notices.saved(line) };
    case 'already':
      return { ...plain, notice: line === undefined ? notices.alreadyUndone : notices.already(line) };
    case 'not-possible':
      return { ...plain, status: 409, notice: notices.notPossible };
    default:
      return plain;
  }
}
