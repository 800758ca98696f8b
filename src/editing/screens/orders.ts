import { randomUUID } from 'node:crypto';
import { followOrder, type OrderState, placeOrder, readOrder } from '../../publication/orders.ts';
import type { Entry } from '../history/entry.ts';

/** How long an order may lie before a person is told that nothing takes it up. */
const lateMilliseconds = 60_000;
const mostRemembered = 100;

/** A build that was ordered, for what, and what has become of it. */
export interface Order {
  readonly entry: Entry;
  readonly state: OrderState;
  readonly isLate: boolean;
  /** Where the change is to be seen on the site. */
  readonly seePath: string;
}

export interface Orders {
  /** Orders a build. @returns by what name it is followed; @throws what the disk says */
  place(): string;
  /** What an order is for. */
  remember(id: string, entry: Entry, seePath: string): void;
  find(id: string): Order | undefined;
  /** Orders the build for a change once more. */
  again(entry: string): string | undefined;
}

/**
 * @param places.folder of the orders
 * @param places.outcomes the file in which the builder says what became of them
 */
export function createOrders(
  places: { readonly folder: string; readonly outcomes: string },
  clock: () => Date,
): Orders {
  const placed = new Map<string, { readonly entry: Entry; readonly seePath: string; readonly at: number }>();
  async function follow(id: string): Promise<void> {
    for await (const _ of followOrder(places, id));
  }
  function place(): string {
    const id = randomUUID();
    placeOrder(places.folder, id);
    follow(id).catch(() => undefined);
    return id;
  }
  function remember(id: string, entry: Entry, seePath: string): void {
    const [oldest] = placed.keys();
    if (placed.size >= mostRemembered && oldest !== undefined) placed.delete(oldest);
    placed.set(id, { entry, seePath, at: clock().getTime() });
  }
  return {
    place,
    remember,
    find(id) {
      const order = placed.get(id);
      if (order === undefined) return undefined;
      const state = readOrder(places.outcomes, id);
      const isLate = state.kind === 'ordered' && clock().getTime() - order.at > lateMilliseconds;
      return { entry: order.entry, seePath: order.seePath, state, isLate };
    },
    again(entry) {
      const order = [...placed.values()].find((one) => one.entry.id === entry);
      if (order === undefined) return undefined;
      const id = place();
      remember(id, order.entry, order.seePath);
      return id;
    },
  };
}
