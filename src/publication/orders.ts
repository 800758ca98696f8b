import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { minute } from '../durations.ts';
import { type Outcome, readOutcomes } from './outcomes.ts';

/*
 * The editing pages never build: they put an order, a small file with a random name, into a separate folder. The
 * builder, another user in production, builds the site from the content as it is when it processes the order. The
 * builder reads only the name of an order and writes nothing into that folder; it records the outcome in a separate
 * file (`outcomes.ts`). So an order cannot name code, content or a path.
 */

/** The state of an order: not processed yet, or its outcome. */
export type OrderState = { readonly kind: 'ordered' } | Outcome;

const orderName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/;
/** Limit of orders in one run; the rest waits for the next build. */
const mostOrders = 200;

/** How often the state of an order is checked. */
const lookMilliseconds = 250;
/** An unprocessed order is written again after this time: a build that was just ending may not have seen it. */
const renewMilliseconds = 5_000;

/** @param editingDataDirectory `EDITING_DATA_DIR` @returns the folder of the orders in it */
export const ordersFolder = (editingDataDirectory: string): string => join(editingDataDirectory, 'orders');

function put(folder: string, id: string): void {
  const file = join(folder, `${id}.json`);
  // Written under another name and renamed, so that it is complete and systemd notices a new file.
  writeFileSync(`${file}.unfinished`, `${JSON.stringify({ id })}\n`);
  renameSync(`${file}.unfinished`, file);
}

/**
 * Orders a build of the content as it stands now.
 *
 * @param of the orders, created when missing
 * @param id a UUID in small letters, for example of `randomUUID()`, the key of its outcome
 * @throws errors of the file system, for example `ENOSPC`
 */
export function placeOrder(folder: string, id: string): void {
  if (!orderName.test(`${id}.json`)) throw new TypeError('the id of an order is a UUID in small letters');
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  put(folder, id);
}

/** Cancels an order, or deletes it when its outcome is known. A build that has already started goes on. */
export const removeOrder = (folder: string, id: string): void =>
  rmSync(join(folder, `${id}.json`), { force: true });

/** @returns the ids of all orders in the folder, in any state; none when there is no such folder */
export function listOrders(folder: string): readonly string[] {
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => orderName.exec(name)?.[1] ?? []).slice(0, mostOrders);
}

/**
 * @param outcomes the file of the outcomes (`outcomesFile`)
 * @returns the current state of this order
 */
export const readOrder = (outcomes: string, id: string): OrderState =>
  readOutcomes(outcomes).get(id) ?? { kind: 'ordered' };

/** @returns whether an order has its final outcome */
export const isOver = ({ kind }: OrderState): boolean => kind === 'published' || kind === 'failed';

/** Deletes finished orders that nobody followed, after a restart of the editing pages. */
export function tidyOrders({
  folder,
  outcomes,
}: {
  readonly folder: string;
  readonly outcomes: string;
}): void {
  for (const id of listOrders(folder)) if (isOver(readOrder(outcomes, id))) removeOrder(folder, id);
}

/**
 * Follows an order to its end and deletes its file. Yields each new state once; the last one is `published`,
 * `failed`, or the state at the timeout: `ordered` then means that no builder runs.
 *
 * @param places.folder of the orders
 * @param places.outcomes the file of the outcomes (`outcomesFile`)
 * @param patienceMilliseconds the timeout
 */
export async function* followOrder(
  places: { readonly folder: string; readonly outcomes: string },
  id: string,
  patienceMilliseconds = 10 * minute,
): AsyncGenerator<OrderState> {
  let shown = '';
  let state: OrderState = { kind: 'ordered' };
  let renewed = performance.now();
  const end = renewed + patienceMilliseconds;
  while (performance.now() < end && !isOver(state)) {
    state = readOrder(places.outcomes, id);
    const text = JSON.stringify(state);
    if (text !== shown) yield state;
    shown = text;
    if (isOver(state)) break;
    if (performance.now() - renewed >= renewMilliseconds) {
      renewed = performance.now();
      put(places.folder, id);
    }
    await pause(lookMilliseconds);
  }
  if (isOver(state)) removeOrder(places.folder, id);
}
