import type { Log } from '../log.ts';

/** What every part is given instead of reaching for it. */
export interface Surroundings {
  readonly log: Log;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}
