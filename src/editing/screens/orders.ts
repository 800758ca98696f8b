import { randomUUID } from 'node:crypto';
import { followOrder, listOrders, type OrderState, placeOrder, readOrder } from '../../publication/orders.ts';
import type { Entry } from '../history/entry.ts';

/** How long an order may lie before a person is told that nothing takes it up. */
const lateMilliseconds = 60_000;
const mostRemembered = 100;

/** A build that was ordered, for what, and what has become of it. */
export interface Order {
  /** Undefined after a restart: the order and its outcome are kept, what it was for stands in the history. */
  readonly entry: Entry | undefined;
  readonly state: OrderState;
  readonly isLate: boolean;
  readonly seen: Seen;
}

/** Where a change is to be seen on the site; `later`: readers see nothing of it yet; undefined: nobody knows any more. */
export type Seen = { readonly url: string } | 'later' | undefined;

export interface Orders {
  /** Orders a build. @returns by what name it is followed; @throws what the disk says */
  place(): string;
  /** What an order is for. */
  remember(id: string, entry: Entry, seen: Seen): void;
  /** @returns an order of these pages, of an earlier start too; undefined: nothing is known of it */
  find(id: string): Order | undefined;
  /** Orders a build once more. @param id of the order that came to nothing */
  again(id: string): string | undefined;
}

/**
 * @param places.folder of the orders
 * @param places.outcomes the file in which the builder says what became of them
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
