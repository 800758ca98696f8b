import type { FactName } from '../../content-schemas/collections.ts';
import type { Day } from '../../hours/days.ts';
import type { Changes } from '../changes/change.ts';
import { outlived, unconfirmed, withoutConfirmations } from './confirmed-facts.ts';
import { confirmFact, proposedCheckBy } from './fact-form.ts';
import { factAt } from './fact-place.ts';

/** Facts that differ from what somebody confirmed. */
export interface Unconfirmed {
  readonly path: string;
  readonly at: string;
  readonly title: string;
  /** The role of the person who confirmed them. */
  readonly by: string;
}

type Published = (path: string) => string | undefined;

interface ChangedFacts {
  readonly path: string;
  readonly name: FactName;
  readonly before: string;
  readonly after: string;
}

/** @returns a name for it among all of them */
export const placeOf = ({ path, at }: Pick<Unconfirmed, 'path' | 'at'>): string => `${path}:${at}`;

/** The published files of facts that some changes replace. */
const changedFacts = (changes: Changes, published: Published): ChangedFacts[] =>
  [...changes].flatMap(([path, bytes]) => {
    const [name, before] = [factAt(path), published(path)];
    return name === undefined || before === undefined || bytes === null
      ? []
      : [{ path, name, before, after: Buffer.from(bytes).toString() }];
  });

/** @returns the changed files of facts, without the confirmations of their former values */
export const withoutOutlived = (changes: Changes, published: Published): Map<string, string> =>
  new Map(
    changedFacts(changes, published).map(({ path, name, before, after }) => [
      path,
      withoutConfirmations(after, outlived(name, before, after)),
    ]),
  );

/** @returns the facts that were confirmed before a change, and are not confirmed as they are to be */
export const unconfirmedIn = (changes: Changes, published: Published): Unconfirmed[] =>
  changedFacts(changes, published).flatMap(({ path, name, before, after }) =>
    unconfirmed(name, before, after).map((one) => ({ ...one, path })),
  );

/**
 * @param confirmed which of `unconfirmedIn` somebody confirms, by `placeOf`, and in which role
 * @returns the changed files of facts with the new confirmations
 */
export function confirmedTexts(
  changes: Changes,
  published: Published,
  { places, role }: { readonly places: readonly string[]; readonly role: string },
  today: Day,
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { path, name, before, after } of changedFacts(changes, published))
    for (const { at } of unconfirmed(name, before, after)) {
      if (!places.includes(placeOf({ path, at }))) continue;
      const text = texts.get(path) ?? after;
      const done = confirmFact(name, text, at, { role, today, checkBy: proposedCheckBy(today) });
      if (done.kind === 'text') texts.set(path, done.text);
    }
  return texts;
}
