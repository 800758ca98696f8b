import { randomUUID } from 'node:crypto';
import { minute } from '../../durations.ts';
import { followOrder, listOrders, type OrderState, placeOrder, readOrder } from '../../publication/orders.ts';
import type { Entry } from '../history/entry.ts';

/** After this time without a builder, the person is told that nothing handles the order. */
const lateMilliseconds = minute;
const mostRemembered = 100;

/** An ordered build, with its change and its state. */
export interface Order {
  /** Undefined after a restart: the order and its result are kept, its change is in the history. */
  readonly entry: Entry | undefined;
  readonly state: OrderState;
  readonly isLate: boolean;
  readonly seen: Seen;
}

/** The address that shows a change on the site; `later`: readers do not see it yet; undefined: unknown. */
export type Seen = { readonly url: string } | 'later' | undefined;

export interface Orders {
  /** Orders a build. @returns its id; @throws errors of the file system */
  place(): string;
  /** Records the change that an order is for. */
  remember(id: string, entry: Entry, seen: Seen): void;
  /** @returns an order of these pages, also of an earlier start; undefined if unknown */
  find(id: string): Order | undefined;
  /** Orders a build again. @param id of the failed order */
  again(id: string): string | undefined;
}

/**
 * @param places.folder of the orders
 * @param places.outcomes the file with the results that the builder writes
 */
export function createOrders(
  places: { readonly folder: string; readonly outcomes: string },
  clock: () => Date,
): Orders {
  const placed = new Map<string, { readonly entry: Entry; readonly seen: Seen; readonly at: number }>();
  async function follow(id: string): Promise<void> {
    for await (const _ of followOrder(places, id));
  }
  function place(): string {
    const id = randomUUID();
    placeOrder(places.folder, id);
    follow(id).catch(() => undefined);
    return id;
  }
  function remember(id: string, entry: Entry, seen: Seen): void {
    const [oldest] = placed.keys();
    if (placed.size >= mostRemembered && oldest !== undefined) placed.delete(oldest);
    placed.set(id, { entry, seen, at: clock().getTime() });
  }
  return {
    place,
    remember,
    find(id) {
      const order = placed.get(id);
      const state = readOrder(places.outcomes, id);
      const isKnown =
        order !== undefined || state.kind !== 'ordered' || listOrders(places.folder).includes(id);
      if (!isKnown) return undefined;
      const isLate = state.kind === 'ordered' && clock().getTime() - (order?.at ?? 0) > lateMilliseconds;
      return { entry: order?.entry, seen: order?.seen, state, isLate };
    },
    again(id) {
      if (this.find(id)?.state.kind !== 'failed') return undefined;
      const order = placed.get(id);
      const next = place();
      if (order !== undefined) remember(next, order.entry, order.seen);
      return next;
    },
  };
}
