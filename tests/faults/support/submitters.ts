import { setTimeout as pause } from 'node:timers/promises';
import { createVisitor, type Visitor } from './visitor.ts';

/** People who send one enquiry after the other and send again if the server was killed meanwhile. */
export interface Submitters {
  /** The reference that each acknowledged enquiry's sender was given, by the mark in its text. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Called when the server has (again) started. */
  serverIsAt(port: number): void;
  /** Resolves when this many more have been acknowledged, or after the given time. */
  acknowledgedMore(count: number, milliseconds: number): Promise<void>;
  /** Resolves when each has an answer to the current enquiry; nobody starts another. */
  finish(): Promise<void>;
}

/**
 * @param count the number of people
 * @param fillingInMilliseconds the longest time before each sends a form
 */
export function createSubmitters(count: number, fillingInMilliseconds: number): Submitters {
  const acknowledged = new Map<string, string>();
  let visitor: Visitor | undefined;
  let someoneWaits = Promise.withResolvers<Visitor>();
  let onAcknowledged = () => {};
  let finishing = false;
  let written = 0;

  /** Asks the running server, and the next one if it is killed. */
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
    // A 503 refuses clearly; nothing was promised.
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
