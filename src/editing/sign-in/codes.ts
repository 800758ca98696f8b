import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { minute } from '../../durations.ts';

/** Of a code that was mailed. */
export const codeLimits = {
  minutes: 10,
  tries: 5,
  /** Limit of pages whose wrong codes are counted; above it the oldest is forgotten. */
  tried: 10_000,
} as const;

const goodMilliseconds = codeLimits.minutes * minute;

/**
 * Without letters and digits that look alike: 32 characters, so that each one is equally likely for a random byte.
 */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 8;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Normalises a typed code: small letters, spaces and hyphens are accepted. */
const tidy = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** A code that was mailed. */
interface Mailed {
  readonly code: Buffer;
  readonly until: number;
}

export interface Codes {
  /** @returns a value that only the page which asks for a code holds; the same shape for any address */
  ask(address: string): string;
  /** @returns a new code to be mailed to the address; earlier ones stay valid */
  issue(address: string): string;
  /** @returns whether a code mailed to the address is still valid */
  hasGood(address: string): boolean;
  /** @returns the address of a right code, `wrong`, or `over` when the page has no tries or no time left */
  answer(
    page: string,
    typed: string,
  ): { readonly kind: 'right'; readonly address: string } | { readonly kind: 'wrong' | 'over' };
}

/** The value in a page: its end in seconds, random bytes, a hash of its address, and an HMAC of all three. */
const parts = { until: 4, chance: 8, address: 8, seal: 12 } as const;
const sealed = parts.until + parts.chance + parts.address;

/**
 * Codes are kept in memory only, as hashes. A code is valid for ten minutes and one use, in any page that asked for
 * its address: so nobody who asks for another person's address can make that person's mails useless. A page has five
 * tries. Pages are not stored, so that a flood of requests cannot displace one; their value is authenticated instead.
 */
export function createCodes({
  clock,
  random,
}: {
  clock: () => Date;
  random: (bytes: number) => Uint8Array;
}): Codes {
  const secret = random(32);
  const mailed = new Map<string, readonly Mailed[]>();
  /** Number of tries by page. */
  const tried = new Map<string, number>();
  const hmac = (text: string | Uint8Array, bytes: number): Buffer =>
    createHmac('sha256', secret).update(text).digest().subarray(0, bytes);
  const signOf = (address: string): Buffer => hmac(`address ${address}`, parts.address);
  const goodOf = (address: string): readonly Mailed[] =>
    (mailed.get(address) ?? []).filter(({ until }) => until > clock().getTime());

  /** @returns the hash of the address in a page's value; undefined when it is forged or expired */
  function read(page: string): Buffer | undefined {
    const bytes = Buffer.from(page, 'base64url');
    if (bytes.length !== sealed + parts.seal) return undefined;
    if (!timingSafeEqual(hmac(bytes.subarray(0, sealed), parts.seal), bytes.subarray(sealed)))
      return undefined;
    if (bytes.readUInt32BE(0) * 1_000 <= clock().getTime()) return undefined;
    return bytes.subarray(parts.until + parts.chance, sealed);
  }

  function countTry(page: string, tries: number): void {
    tried.delete(page);
    const [oldest] = tried.keys();
    if (tried.size >= codeLimits.tried && oldest !== undefined) tried.delete(oldest);
    tried.set(page, tries);
  }

  return {
    ask(address) {
      const until = Buffer.alloc(parts.until);
      until.writeUInt32BE(Math.floor((clock().getTime() + goodMilliseconds) / 1_000));
      const bytes = Buffer.concat([until, random(parts.chance), signOf(address)]);
      return Buffer.concat([bytes, hmac(bytes, parts.seal)]).toString('base64url');
    },

    issue(address) {
      const code = [...random(codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
      const until = clock().getTime() + goodMilliseconds;
      mailed.set(address, [...goodOf(address), { code: sha256(code), until }]);
      return code;
    },

    hasGood: (address) => goodOf(address).length > 0,

    answer(page, typed) {
      const sign = read(page);
      const tries = (tried.get(page) ?? 0) + 1;
      if (sign === undefined || tries > codeLimits.tries) return { kind: 'over' };
      const given = sha256(tidy(typed));
      const address = [...mailed.keys()].find((one) => timingSafeEqual(signOf(one), sign));
      const good = address === undefined ? [] : goodOf(address);
      const right = good.filter(({ code }) => timingSafeEqual(given, code));
      if (address === undefined || right.length === 0) {
        countTry(page, tries);
        return { kind: tries === codeLimits.tries ? 'over' : 'wrong' };
      }
      countTry(page, codeLimits.tries);
      mailed.set(
        address,
        good.filter((one) => !right.includes(one)),
      );
      return { kind: 'right', address };
    },
  };
}
