import { day } from '../../durations.ts';
import { readSigned, sign } from './signing.ts';

/** How long after rendering a form is accepted without one more press. */
export const tokenLifetimeMilliseconds = day;

const version = '1';
/** Follows the version in a token of a page that sent a form back. */
const sentBackMark = 'b';
const keyBytes = 16;

export type TokenReading =
  /** `key` is the form's idempotency key, 128 random bits as 22 characters of base64url. */
  | {
      readonly kind: 'valid';
      readonly key: string;
      readonly issuedAt: Date;
      /** The token was on a page that sent the form back to be pressed once more. */
      readonly sentBack: boolean;
    }
  | { readonly kind: 'expired'; readonly key: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken' };

export interface Tokens {
  /** @returns a new token for a form about to be rendered, safe in HTML and in an address */
  issue(): string;
  /**
   * @param token the token of a form that has to be pressed once more
   * @returns a token for the page that says so; it keeps the form's key if that token is valid
   */
  issueSentBack(token: string | undefined): string;
  /** Reads the token of a sent form; never throws. */
  read(token: string | undefined): TokenReading;
}

const shape = new RegExp(`^${version}(${sentBackMark}?)\\.([A-Za-z0-9_-]{22})\\.([0-9a-z]{1,9})$`);

/**
 * @param parts.key the key for signing, used for tokens only
 * @returns tokens that hold an idempotency key and the time of issue, signed with HMAC-SHA256
 */
export function createTokens(parts: {
  key: Uint8Array;
  clock: () => Date;
  random: (bytes: number) => Uint8Array;
}): Tokens {
  const { key, clock, random } = parts;
  const write = (mark: string, idempotencyKey: string, issuedAt: Date) =>
    sign(key, `${version}${mark}.${idempotencyKey}.${issuedAt.getTime().toString(36)}`);
  const newKey = () => Buffer.from(random(keyBytes)).toString('base64url');
  const tokens: Tokens = {
    issue: () => write('', newKey(), clock()),
    issueSentBack(token) {
      const reading = tokens.read(token);
      return reading.kind === 'valid'
        ? write(sentBackMark, reading.key, reading.issuedAt)
        : write(sentBackMark, newKey(), clock());
    },
    read(token) {
      if (token === undefined || token === '') return { kind: 'missing' };
      const [, mark, idempotencyKey, issued] = shape.exec(readSigned(key, token) ?? '') ?? [];
      if (idempotencyKey === undefined || issued === undefined) return { kind: 'broken' };
      const issuedAt = new Date(Number.parseInt(issued, 36));
      const age = clock().getTime() - issuedAt.getTime();
      return age > tokenLifetimeMilliseconds
        ? { kind: 'expired', key: idempotencyKey }
        : { kind: 'valid', key: idempotencyKey, issuedAt, sentBack: mark === sentBackMark };
    },
  };
  return tokens;
}
