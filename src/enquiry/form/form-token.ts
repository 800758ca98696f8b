import { readSigned, sign } from './signing.ts';

/** How long a rendered form may wait before it asks for one more press. */
export const tokenLifetimeMilliseconds = 24 * 60 * 60 * 1000;

const version = '1';
const keyBytes = 16;

export type TokenReading =
  /** `key` is the form's idempotency key, 128 random bits as 22 characters of base64url. */
  | { readonly kind: 'valid'; readonly key: string; readonly issuedAt: Date }
  | { readonly kind: 'expired'; readonly key: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken' };

export interface Tokens {
  /** @returns a fresh token for a form about to be rendered, safe in HTML and in an address */
  issue(): string;
  /** Reads what came back with the form; never throws. */
  read(token: string | undefined): TokenReading;
}

const shape = new RegExp(`^${version}\\.([A-Za-z0-9_-]{22})\\.([0-9a-z]{1,9})$`);

/**
 * @param parts.key the key that only tokens are signed with
 * @returns tokens that hold an idempotency key and the time of issue, signed with HMAC-SHA256
 */
export function createTokens(parts: {
  key: Uint8Array;
  clock: () => Date;
  random: (bytes: number) => Uint8Array;
}): Tokens {
  const { key, clock, random } = parts;
  return {
    issue() {
      const idempotencyKey = Buffer.from(random(keyBytes)).toString('base64url');
      return sign(key, `${version}.${idempotencyKey}.${clock().getTime().toString(36)}`);
    },
    read(token) {
      if (token === undefined || token === '') return { kind: 'missing' };
      const [, idempotencyKey, issued] = shape.exec(readSigned(key, token) ?? '') ?? [];
      if (idempotencyKey === undefined || issued === undefined) return { kind: 'broken' };
      const issuedAt = new Date(Number.parseInt(issued, 36));
      const age = clock().getTime() - issuedAt.getTime();
      return age > tokenLifetimeMilliseconds
        ? { kind: 'expired', key: idempotencyKey }
        : { kind: 'valid', key: idempotencyKey, issuedAt };
    },
  };
}
