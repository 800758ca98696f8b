import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Outcome, readOutcomes } from './outcomes.ts';

/*
 * The editing pages never build: they put an order, a small file with a name of chance, into a folder of their own, and
 * the builder, another user in production, makes the site from the content as it stands when it takes the order up.
 * The builder reads no order, only its name, and writes nothing beside it; it says what became of it in a file of its
 * own (`outcomes.ts`). So nothing that is ordered can name code, content or a place.
 */

/** What can be known of an order: nobody has taken it up yet, or its outcome. */
export type OrderState = { readonly kind: 'ordered' } | Outcome;

const orderName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/;
/** More than the editing pages ever leave there; the rest waits for the next build. */
const mostOrders = 200;

/** How an order is followed. */
const lookMilliseconds = 250;
/** An order that nobody has taken up is put there again: a build that was just ending may not have seen it. */
const renewMilliseconds = 5_000;

/** @param editingDataDirectory `EDITING_DATA_DIR` @returns the folder of the orders in it */
export const ordersFolder = (editingDataDirectory: string): string => join(editingDataDirectory, 'orders');

function put(folder: string, id: string): void {
  const file = join(folder, `${id}.json`);
  // Under its name it is whole, and systemd sees a file that has come.
  writeFileSync(`${file}.unfinished`, `${JSON.stringify({ id })}\n`);
  renameSync(`${file}.unfinished`, file);
}

/**
 * Orders a build of the content as it stands now.
 *
 * @param folder of the orders, made when it is not there
 * @param id a UUID in small letters, for example of `randomUUID()`, by which the outcome is found
 * @throws what the file system says, for example `ENOSPC`
 */
export function placeOrder(folder: string, id: string): void {
  if (!orderName.test(`${id}.json`)) throw new TypeError('the id of an order is a UUID in small letters');
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  put(folder, id);
}

/** Takes an order back, or away once its outcome is known. One that a build has taken up is built all the same. */
export const removeOrder = (folder: string, id: string): void =>
  rmSync(join(folder, `${id}.json`), { force: true });

/** @returns the ids of all orders that lie there, whatever has become of them; none where there is no such folder */
export function listOrders(folder: string): readonly string[] {
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => orderName.exec(name)?.[1] ?? []).slice(0, mostOrders);
}

/** @param outcomes the file of the outcomes (`outcomesFile`) @returns what can be known of this order now */
export const readOrder = (outcomes: string, id: string): OrderState =>
  readOutcomes(outcomes).get(id) ?? { kind: 'ordered' };

/** @returns whether nothing more becomes of an order */
export const isOver = ({ kind }: OrderState): boolean => kind === 'published' || kind === 'failed';

/** Takes away what was over when nobody followed it, after a stop of the editing pages. */
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
 * Follows an order to its end and takes its file away. Each new state is given once, the last one is `published`,
 * `failed`, or what it was when the patience ended: `ordered` then means that no builder runs.
 *
 * @param places.folder of the orders
 * @param places.outcomes the file of the outcomes (`outcomesFile`)
 * @param patienceMilliseconds how long to wait for the end
 */
export async function* followOrder(
  places: { readonly folder: string; readonly outcomes: string },
  id: string,
  patienceMilliseconds = 10 * 60_000,
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
