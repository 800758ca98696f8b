import { setTimeout as pause } from 'node:timers/promises';
import { oneRequest } from '../../support/one-request.ts';
import { markOf } from '../../support/publish.ts';
import type { RunningSite } from '../../support/site.ts';

/** Pages with the mark of their edition; the last two are rendered on request. */
export const addresses = ['/', '/klub/', '/zgloszenie/', '/szukaj/?q=klub'];
const restMilliseconds = 20;

/** People who read and write while builds are published. */
export interface PublicationLoad {
  readonly answers: () => number;
  readonly enquiries: () => number;
  /** One line each: an answer that was not a page or confirmation, or older than one seen before. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

const tokenOn = (page: string): string => page.match(/name="form" value="([^"]+)"/)?.[1] ?? '';

/** @param isOlder whether one mark is of an earlier edition than the other */
export function loadWith(
  { url }: Pick<RunningSite, 'url'>,
  people: { readonly readers: number; readonly writers: number },
  isOlder: (mark: string | undefined, other: string | undefined) => boolean,
): PublicationLoad {
  let goesOn = true;
  let answers = 0;
  let enquiries = 0;
  const faults: string[] = [];

  async function read(index: number): Promise<void> {
    for (let newest: string | undefined, turn = index; goesOn; turn += 1) {
      const path = addresses[turn % addresses.length] ?? '/';
      try {
        const answer = await oneRequest(url + path);
        const mark = markOf(answer.text);
        if (answer.status !== 200) faults.push(`${path}: ${answer.status}`);
        else if (isOlder(mark, newest)) faults.push(`${path}: ${mark} after ${newest}`);
        else newest = mark;
        answers += 1;
      } catch (fault) {
        faults.push(`${path}: ${String(fault)}`);
      }
      await pause(restMilliseconds);
    }
  }

  async function write(): Promise<void> {
    while (goesOn) {
      try {
        const form = tokenOn((await oneRequest(`${url}/zgloszenie/`)).text);
        const body = new URLSearchParams({ form, topic: 'other', forWhom: 'self', channel: 'visit' });
        // Long enough that forms are filled in on one edition and sent to the next.
        await pause(300);
        const answer = await oneRequest(`${url}/zgloszenie/`, body);
        if (answer.status === 303) enquiries += 1;
        else faults.push(`POST: ${answer.status}`);
      } catch (fault) {
        faults.push(`POST: ${String(fault)}`);
      }
    }
  }

  const crowd = [
    ...Array.from({ length: people.readers }, (_, index) => read(index)),
    ...Array.from({ length: people.writers }, write),
  ];
  return {
    answers: () => answers,
    enquiries: () => enquiries,
    faults,
    async stop() {
      goesOn = false;
      await Promise.all(crowd);
    },
  };
}
