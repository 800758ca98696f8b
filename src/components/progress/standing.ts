import type { PersonView } from '../../enquiry/person-progress.ts';
import type { ProblemWords, Words } from '../../words/words.ts';

/** @returns whether it could not be delivered to the mailbox, and nobody has taken it otherwise */
export const isStuck = ({ stuck, takenAt }: PersonView): boolean => stuck && !takenAt;

/** The state of an enquiry, in words for the person. */
export function standingOf(view: PersonView, { progress }: Words): ProblemWords {
  const { states, tried } = progress;
  if (view.closedAt) return states.closed;
  if (view.withdrawnAt) return states.withdrawn;
  if (view.contactedAt) return view.nobodyCalledAt ? states.contactedAfterAll : states.contacted;
  if (view.triedAt.length > 0) return tried(view.triedAt.length);
  if (view.takenAt) return states.taken;
  if (isStuck(view)) return states.stuck;
  return view.deliveredAt ? states.delivered : states.received;
}

/** @returns the events of an enquiry, oldest first */
export function historyOf(view: PersonView, { progress }: Words): readonly { what: string; at: Date }[] {
  const { history } = progress;
  const dated: readonly (readonly [string, Date | undefined])[] = [
    [history.received, view.receivedAt],
    [history.delivered, view.deliveredAt],
    [history.taken, view.takenAt],
    ...view.triedAt.map((at) => [history.tried, at] as const),
    [history.contacted, view.contactedAt],
    [history.closed, view.closedAt],
  ];
  return dated.flatMap(([what, at]) => (at === undefined ? [] : [{ what, at }]));
}

/** @returns whether staff still have to act */
export const isOpen = ({ closedAt, contactedAt, withdrawnAt }: PersonView): boolean =>
  !closedAt && !contactedAt && !withdrawnAt;

/** @returns the deadline of a broken promise, while the enquiry is open */
export const brokenPromise = (view: PersonView): Date | undefined =>
  isOpen(view) && view.overdue ? view.promisedUntil : undefined;

/**
 * The actions that a person may still take: none after withdrawing, and two of them once. "Nobody called" is also
 * possible after staff have closed the enquiry.
 */
export function offeredActions(view: PersonView): readonly ('phone' | 'nobody-called' | 'withdraw')[] {
  const { closedAt, withdrawnAt, nobodyCalledAt, deliveredAt, overdue, stuck } = view;
  if (withdrawnAt) return [];
  const waited = deliveredAt !== undefined || overdue || stuck;
  const nobodyCalled = waited && !nobodyCalledAt ? (['nobody-called'] as const) : [];
  return closedAt ? nobodyCalled : ['phone', ...nobodyCalled, 'withdraw'];
}
