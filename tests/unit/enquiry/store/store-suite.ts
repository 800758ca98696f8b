import { afterEach } from 'node:test';
import type { ClaimRequest, EnquiryStore, QueueStore } from '../../../../src/enquiry/store/store.ts';
import { newEnquiry } from '../samples.ts';

/** @returns a function that opens the same new store each time it is called, as several processes do */
export type FreshPlace = () => Promise<() => Promise<EnquiryStore>>;

const second = 1_000;
const start = newEnquiry(1).receivedAt.getTime();
/** @returns the time this many seconds after the sample enquiries were received */
export const at = (seconds: number) => new Date(start + seconds * second);

/** Claims as courier `one` at the time of the sample enquiries; `changes` replaces parts of the request. */
export const claim = (store: QueueStore, changes: Partial<ClaimRequest> = {}) => {
  const now = changes.now ?? at(0);
  return store.claim({
    owner: 'one',
    now,
    leaseUntil: new Date(now.getTime() + 180 * second),
    limit: 5,
    kind: 'clean',
    except: [],
    exceptTopics: [],
    longestWaitMilliseconds: 3_600 * second,
    ...changes,
  });
};

export const references = (enquiries: readonly { reference: string }[]) =>
  enquiries.map(({ reference }) => reference);

/** Stores for the tests of one suite; each is closed after its test. */
export interface Stores {
  fresh(): Promise<EnquiryStore>;
  /** Two stores on the same data, as in two processes. */
  freshPair(): Promise<readonly [EnquiryStore, EnquiryStore]>;
}

/** Call once within a `describe`. */
export function useStores(freshPlace: FreshPlace): Stores {
  const opened: EnquiryStore[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  const keep = async (store: Promise<EnquiryStore>) => {
    opened.push(await store);
    return store;
  };
  return {
    fresh: async () => keep((await freshPlace())()),
    async freshPair() {
      const open = await freshPlace();
      return [await keep(open()), await keep(open())];
    },
  };
}
