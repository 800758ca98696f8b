import { setTimeout as pause } from 'node:timers/promises';
import { createVisitor, type Visitor } from './visitor.ts';

/** People who send one enquiry after the other and press again when the server went away under them. */
export interface Submitters {
  /** The reference that each acknowledged enquiry's sender was given, by the mark in its text. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** The server has (again) started. */
  serverIsAt(port: number): void;
  /** Resolves at the moment when so many more have been acknowledged, or after the given time. */
  acknowledgedMore(count: number, milliseconds: number): Promise<void>;
  /** Resolves when each has had the answer to the enquiry in hand; nobody begins another. */
  finish(): Promise<void>;
}

/**
 * @param count how many there are
 * @param fillingInMilliseconds what each takes at most before it sends a form
 */
export function createSubmitters(count: number, fillingInMilliseconds: number): Submitters {
  const acknowledged = new Map<string, string>();
  let visitor: Visitor | undefined;
  let someoneWaits = Promise.withResolvers<Visitor>();
  let onAcknowledged = () => {};
  let finishing = false;
  let written = 0;

  /** Asks whatever server stands, the next one when this one falls. */
  async function ask<T>(question: (visitor: Visitor) => Promise<T>): Promise<T> {
    for (;;) {
      const current = visitor ?? (await someoneWaits.promise);
      try {
        return await question(current);
      } catch {
        if (visitor === current) {
          current.leave();
          visitor = undefined;
          someoneWaits = Promise.withResolvers<Visitor>();
        }
      }
    }
  }

  async function sendOne(): Promise<void> {
    const form = await ask((current) => current.openForm());
    await pause(Math.random() * fillingInMilliseconds);
    written += 1;
    const mark = `znak-${written}-`;
    const answer = await ask((current) => current.submit(form, { message: mark }));
    // A 503 is an honest refusal; nothing was promised.
    if (answer.status !== 303) return;
    acknowledged.set(mark, await ask((current) => current.referenceAt(answer.location)));
    onAcknowledged();
  }

  async function sendMany(): Promise<void> {
    while (!finishing) await sendOne();
  }

  const all = Array.from({ length: count }, sendMany);
  return {
    acknowledged,
    serverIsAt(port) {
      visitor?.leave();
      visitor = createVisitor(port);
      someoneWaits.resolve(visitor);
    },
    acknowledgedMore: (more, milliseconds) =>
      new Promise((resolve) => {
        const wanted = acknowledged.size + more;
        const timer = setTimeout(resolve, milliseconds);
        onAcknowledged = () => {
          if (acknowledged.size < wanted) return;
          clearTimeout(timer);
          resolve();
        };
      }),
    async finish() {
      finishing = true;
      await Promise.all(all);
    },
  };
}
