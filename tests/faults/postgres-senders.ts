import { setTimeout as pause } from 'node:timers/promises';
import { createVisitor, type Visitor } from './support/visitor.ts';

/** People who each send one enquiry after the other, and send again, to any web process, until it is accepted. */
export interface Senders {
  /** The reference that each sender was given, by the mark in the enquiry's text. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Requests that were not answered, or answered with "not now". */
  pressedAgain(): number;
  /** Statuses of unexpected answers. */
  readonly odd: readonly number[];
  /** Nobody starts another enquiry until the work is done. */
  restDuring<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when each has an answer to the current enquiry; nobody starts another. */
  finish(): Promise<void>;
  /** Everybody stops, answered or not. */
  leave(): void;
}

/** The pause before sending again. */
const patienceMilliseconds = 100;

/**
 * @param count the number of people
 * @param fillingInMilliseconds the longest time before each sends a form
 * @param anyPort gives the port of one of the web processes; undefined while none runs
 */
export function createSenders(
  count: number,
  fillingInMilliseconds: number,
  anyPort: () => number | undefined,
): Senders {
  const acknowledged = new Map<string, string>();
  const odd: number[] = [];
  let pressedAgain = 0;
  let finishing = false;
  let gone = false;
  let rest: Promise<unknown> = Promise.resolve();
  let written = 0;

  /** @returns the result; undefined if nobody answered */
  async function ask<T>(question: (visitor: Visitor) => Promise<T>): Promise<T | undefined> {
    const port = anyPort();
    if (port === undefined) return undefined;
    const visitor = createVisitor(port);
    try {
      return await question(visitor);
    } catch {
      return undefined;
    } finally {
      visitor.leave();
    }
  }

  async function openForm(): Promise<string> {
    let form: string | undefined;
    while (!gone && form === undefined) {
      form = await ask((visitor) => visitor.openForm());
      if (form === undefined) await pause(patienceMilliseconds);
    }
    return form ?? '';
  }

  async function sendOne(): Promise<void> {
    const form = await openForm();
    await pause(Math.random() * fillingInMilliseconds);
    written += 1;
    const mark = `znak-${written}-`;
    while (!gone) {
      const answer = await ask((visitor) => visitor.submit(form, { message: mark }));
      if (answer?.status === 303) {
        let reference: string | undefined;
        while (!gone && reference === undefined)
          reference = await ask((visitor) => visitor.referenceAt(answer.location));
        if (reference !== undefined) acknowledged.set(mark, reference);
        return;
      }
      if (answer !== undefined && answer.status !== 503) return void odd.push(answer.status);
      pressedAgain += 1;
      await pause(patienceMilliseconds);
    }
  }

  const all = Array.from({ length: count }, async () => {
    while (!finishing) {
      await rest;
      if (!finishing) await sendOne();
    }
  });
  return {
    acknowledged,
    odd,
    pressedAgain: () => pressedAgain,
    restDuring(work) {
      const done = work();
      rest = done.catch(() => {});
      return done;
    },
    async finish() {
      finishing = true;
      await Promise.all(all);
    },
    leave() {
      finishing = true;
      gone = true;
    },
  };
}
