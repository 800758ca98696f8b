import type { RunningProxy } from './proxy.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** The results of all requests. */
export interface LoadResult {
  readonly pages: number;
  /** One line for each enquiry that was acknowledged. */
  readonly messages: readonly string[];
  /** Failures, one line each. */
  readonly failures: readonly string[];
}

/** People who read and write until they are stopped. */
export interface Load {
  /** Resolves as soon as this many more enquiries have been acknowledged, or something failed. */
  further(enquiries: number): Promise<void>;
  stop(): Promise<LoadResult>;
}

const pages = ['/', '/klub/', '/kontakt/'];

/** @param people how many, each from a different address in 127.1.0.0/16 */
export function startLoad(proxy: RunningProxy, people: number): Load {
  const messages: string[] = [];
  const failures: string[] = [];
  let read = 0;
  let stopped = false;
  let told: () => void = () => {};

  async function readAndWrite(visitor: Visitor, person: number): Promise<void> {
    for (const path of pages) {
      const { status, headers } = await visitor.ask(path);
      read += 1;
      // A page served from its file while no process answers would not count.
      if (status !== 200 || headers['cache-control'] === 'no-store') failures.push(`GET ${path}: ${status}`);
    }
    const message = `Osoba ${person} po ${read}`;
    const { status, headers } = await visitor.send({ message });
    if (status === 303) messages.push(message);
    else failures.push(`POST: ${status} from the ${headers['x-frame-options'] ? 'site' : 'proxy'}`);
    told();
  }

  async function live(person: number): Promise<void> {
    // Half of them reuse their connection, half connect anew each time.
    const options = { certificate: proxy.certificate, address: `127.1.${person}.1` };
    let visitor = createVisitor(proxy.port, options);
    while (!stopped) {
      await readAndWrite(visitor, person).catch((fault: unknown) => {
        failures.push(String(fault));
        told();
      });
      if (person % 2 === 0) continue;
      visitor.leave();
      visitor = createVisitor(proxy.port, options);
    }
    visitor.leave();
  }

  const lives = Array.from({ length: people }, (_, person) => live(person));
  return {
    async further(enquiries) {
      const enough = messages.length + enquiries;
      while (messages.length < enough && failures.length === 0)
        await new Promise<void>((resolve) => {
          told = resolve;
        });
    },
    async stop() {
      stopped = true;
      await Promise.all(lives);
      return { pages: read, messages, failures };
    },
  };
}
