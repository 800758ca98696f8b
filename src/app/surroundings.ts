import type { Log } from '../log.ts';

/** Arguments of every part, which takes no clock, log or random bytes from elsewhere. */
export interface Surroundings {
  readonly log: Log;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}
