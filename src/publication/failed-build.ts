import { join } from 'node:path';
import { findBuiltSite } from '../web/build-manifest.ts';
import { isOver, listOrders } from './orders.ts';
import { readOutcomes } from './outcomes.ts';
import { isBuiltFrom } from './published-addresses.ts';

/** The last ordered build failed, and nobody has ordered another one since. */
export interface FailedBuild {
  /** The id of the order. */
  readonly id: string;
  /** When a build was last published; undefined: not known. */
  readonly lastPublished: Date | undefined;
}

/**
 * @param places.root the project's folder, with the last build in `dist/`
 * @param places.content the content folder
 * @param places.folder of the orders; @param places.outcomes the file of the outcomes
 * @returns undefined when the last build succeeded, or a build is ordered or running
 */
export function findFailedBuild(places: {
  readonly root: string;
  readonly content: string;
  readonly folder: string;
  readonly outcomes: string;
}): FailedBuild | undefined {
  const outcomes = readOutcomes(places.outcomes);
  // The newest is last.
  const [id, outcome] = [...outcomes].findLast(([, one]) => isOver(one)) ?? [];
  if (id === undefined || outcome?.kind !== 'failed') return undefined;
  const isOpen = (order: string): boolean => {
    const state = outcomes.get(order);
    return state === undefined || !isOver(state);
  };
  if (listOrders(places.folder).some(isOpen)) return undefined;
  const built = findBuiltSite(join(places.root, 'dist'));
  const published = [...outcomes.values()].flatMap((one) =>
    one.kind === 'published' ? [Date.parse(one.at)] : [],
  );
  if (built !== undefined && isBuiltFrom(places, built.manifest)) published.push(built.builtAt.getTime());
  const last = published.length === 0 ? undefined : new Date(Math.max(...published));
  // A later build that nobody ordered, at night or by hand, includes all changes.
  if (last !== undefined && last.getTime() > Date.parse(outcome.at)) return undefined;
  return { id, lastPublished: last };
}
