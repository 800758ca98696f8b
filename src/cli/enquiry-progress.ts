import { decodeAddition } from '../enquiry/addition.ts';
import type { PressResult, StepState } from '../enquiry/progress/steps.ts';
import type { Opener } from '../enquiry/sealing.ts';
import { type OpenShare, type Progress, sumOf } from '../enquiry/store/progress-store.ts';
import type { StoredEnquiry } from '../enquiry/store/store.ts';
import { readManifest } from '../web/build-manifest.ts';

/** The names of states for the operator. */
export const stepNames: Readonly<Record<StepState, string>> = {
  none: 'not taken',
  before: 'taken before steps were kept',
  taken: 'taken',
  tried: 'tried',
  contacted: 'contacted',
  closed: 'closed',
};

/** @returns a moment to the minute in UTC: `2026-11-29 18:05` */
export const moment = (time: Date): string => time.toISOString().slice(0, 16).replace('T', ' ');

/** Default roles when there is no build. */
const usualRoles = ['pracownik', 'kierownik'];

/** @returns the keys of the roles that may take an enquiry up, from the last build */
export function staffRolesOf(buildDirectory: string): readonly string[] {
  const roles = readManifest(buildDirectory)?.staffRoles.map(({ key }) => key) ?? [];
  return roles.length === 0 ? usualRoles : roles;
}

/** @returns words for what a person added to their enquiry, for its line in the list */
export const personWords = ({ withdrawnAt, nobodyCalledAt }: Progress): readonly string[] => [
  ...(withdrawnAt === undefined ? [] : ['withdrawn']),
  ...(nobodyCalledAt === undefined ? [] : ['nobody called']),
];

/** @returns lines with the state of an enquiry and its additions */
export function progressLines(
  progress: Progress | undefined,
  followUps: readonly StoredEnquiry[],
): readonly string[] {
  if (progress === undefined) return [];
  const { toldReference, reference, answerBy, promised, state, events, withdrawnAt, nobodyCalledAt } =
    progress;
  return [
    `state      ${stepNames[state]}`,
    ...(toldReference === reference ? [] : [`told       ${toldReference}`]),
    ...(answerBy === undefined
      ? []
      : [`answer by  ${moment(answerBy)}${promised ? '' : ', not promised to the person'}`]),
    ...events.map(({ step, who, at }) => `step       ${moment(at)}  ${step}  ${who}`),
    ...(withdrawnAt === undefined ? [] : [`withdrawn  ${moment(withdrawnAt)}`]),
    ...(nobodyCalledAt === undefined ? [] : [`nobody called  ${moment(nobodyCalledAt)}`]),
    ...followUps.map(
      ({ reference: name, receivedAt, state: mail }) => `mail       ${moment(receivedAt)}  ${name}  ${mail}`,
    ),
  ];
}

/** @returns the decrypted additions, oldest first */
export async function additionsOf(followUps: readonly StoredEnquiry[], opener: Opener) {
  const additions = followUps.filter(({ followUp }) => followUp !== undefined && followUp.kind !== 'link');
  return Promise.all(
    additions.map(async ({ content, receivedAt }) => ({
      ...decodeAddition(await opener.open(content)),
      receivedAt,
    })),
  );
}

/** @returns a line for each new number */
export const additionLines = async (
  followUps: readonly StoredEnquiry[],
  opener: Opener,
): Promise<readonly string[]> =>
  (await additionsOf(followUps, opener)).flatMap(({ phone, receivedAt }) =>
    phone === undefined ? [] : [`new number, not verified, ${moment(receivedAt)}: ${phone}`],
  );

/** @returns the output of `take` */
export function takenLine(result: PressResult, { reference, state, events }: Progress): string {
  if (result === 'changed') return `${reference} is taken`;
  const last = events.at(-1);
  const since = last === undefined ? '' : ` by ${last.who} since ${moment(last.at)} UTC`;
  return `${reference} was ${stepNames[state]} already${since}`;
}

/** @returns lines with the numbers of open enquiries */
export const openLines = (shares: readonly OpenShare[]): readonly string[] => [
  `late       ${sumOf(shares, 'late')}, of them taken by nobody ${sumOf(shares, 'untaken')}`,
  `in time    ${sumOf(shares, 'waiting')}, to be closed ${sumOf(shares, 'unclosed')}`,
];
