import { createHash, timingSafeEqual } from 'node:crypto';
import { sessionMilliseconds } from './sessions.ts';

const tokenBytes = 32;
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The link that a start on localhost prints. Opening it changes nothing; one press uses it up. */
export interface OneTimeLink {
  readonly token: string;
  isGood(token: string): boolean;
  /** @returns whether it was valid */
  use(token: string): boolean;
}

/** @returns a link with a new random token */
export function createOneTimeLink(parts: {
  clock: () => Date;
  random: (bytes: number) => Uint8Array;
}): OneTimeLink {
  const token = Buffer.from(parts.random(tokenBytes)).toString('base64url');
  const until = parts.clock().getTime() + sessionMilliseconds;
  let used = false;
  const isGood = (given: string): boolean =>
    !used && parts.clock().getTime() < until && timingSafeEqual(sha256(given), sha256(token));
  return {
    token,
    isGood,
    use(given) {
      const good = isGood(given);
      used ||= good;
      return good;
    },
  };
}
