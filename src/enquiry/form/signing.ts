import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Uses of the form's secret; each use has its own derived key, so that a value of one use is invalid in another. */
export type KeyUse =
  | 'form-token'
  | 'confirmation'
  | 'content-fingerprint'
  | 'enquiry-name'
  | 'staff-link'
  | 'person-code'
  | 'addition-token'
  | 'addition'
  | 'secret-check';

/**
 * @param secret the form's secret, at least 16 bytes
 * @returns a 32-byte key for this use (HKDF, RFC 5869)
 */
export const deriveKey = (secret: Uint8Array, use: KeyUse): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `kis-enquiry ${use}`, 32));

/** @returns the HMAC-SHA256 of the text. */
export const keyedHash = (key: Uint8Array, text: string): Uint8Array =>
  createHmac('sha256', key).update(text, 'utf8').digest();

/** @returns a function that gives, call by call, the bytes derived from key and seed */
export function keyedBytes(key: Uint8Array, seed: Uint8Array): (bytes: number) => Uint8Array {
  let block = 0;
  let left = new Uint8Array(0);
  return (bytes) => {
    while (left.length < bytes) {
      const next = createHmac('sha256', key).update(seed).update(Uint8Array.of(block)).digest();
      block += 1;
      left = Uint8Array.from([...left, ...next]);
    }
    const given = left.slice(0, bytes);
    left = left.slice(bytes);
    return given;
  };
}

/** @returns the text, a dot and its signature, safe in an address */
export const sign = (key: Uint8Array, text: string): string =>
  `${text}.${Buffer.from(keyedHash(key, text)).toString('base64url')}`;

/** @returns the text that was signed with this key, or undefined; the comparison takes constant time */
export function readSigned(key: Uint8Array, signed: string): string | undefined {
  const dot = signed.lastIndexOf('.');
  if (dot < 0) return undefined;
  const text = signed.slice(0, dot);
  const given = Buffer.from(signed);
  const expected = Buffer.from(sign(key, text));
  return given.length === expected.length && timingSafeEqual(given, expected) ? text : undefined;
}
