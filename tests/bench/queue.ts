import { openSqliteStore } from '../../src/enquiry/store/sqlite/driver.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import { newEnquiry } from '../unit/enquiry/samples.ts';
import { atMost, median, type Part, short } from './row.ts';

const few = 200;
const many = 20_000;
const rounds = 200;
const leaseMilliseconds = 120_000;
const longestWaitMilliseconds = 24 * 60 * 60_000;

/** Times of one claim of the next enquiry, in milliseconds: claimed, then put back. */
async function measureLooks(folder: string, waiting: number): Promise<readonly number[]> {
  const store = openSqliteStore({ file: `${folder}/${waiting}.db` });
  const added: Promise<unknown>[] = [];
  for (let number = 1; number <= waiting; number += 1)
    added.push(store.add(newEnquiry(number, { keyHash: Uint8Array.of(number >> 8, number) })));
  await Promise.all(added);
  const { receivedAt } = newEnquiry(waiting);
  const now = new Date(receivedAt.getTime() + longestWaitMilliseconds);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const taken = await Promise.all(
      (['crashed', 'clean'] as const).map((kind) =>
        store.claim({
          owner: 'bench',
          now,
          leaseUntil: new Date(now.getTime() + leaseMilliseconds),
          limit: 1,
          kind,
          except: [],
          exceptTopics: [],
          longestWaitMilliseconds,
        }),
      ),
    );
    times.push(performance.now() - began);
    for (const { reference, nextAttemptAt } of taken.flat())
      await store.postpone(reference, 'bench', { nextAttemptAt, errorCode: '450', counting: 'counted' });
  }
  await store.close();
  return times;
}

/** The courier's cost of a long queue, which affects every visitor, since SQLite works in the site's process. */
export const measureQueue: Part = () =>
  inTemporaryFolder(async (folder) => {
    const fewTime = median(await measureLooks(folder, few));
    const manyTime = median(await measureLooks(folder, many));
    return [
      atMost(
        `Finding the next enquiry: ${many.toLocaleString('en')} waiting ÷ ${few}`,
        manyTime / fewTime,
        2,
        `${short(manyTime)} ms and ${short(fewTime)} ms`,
      ),
    ];
  });
