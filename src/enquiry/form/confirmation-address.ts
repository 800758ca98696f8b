import { createCipheriv, createDecipheriv } from 'node:crypto';
import { referencePattern } from '../reference.ts';
import { channels } from '../schema.ts';
import type { Confirmation } from './outcome.ts';
import { keyedHash, readSigned } from './signing.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** Channels are padded to the longest name, so that the length of the sealed text tells nothing. */
const channelLength = Math.max(...channels.map((channel) => channel.length));

const write = ({ reference, receivedAt, channel }: Confirmation): string =>
  `${reference}.${receivedAt.getTime().toString(36)}.${channel.padEnd(channelLength)}`;

function read(text: string): Confirmation | undefined {
  const [reference = '', time = '', typedChannel = ''] = text.split('.');
  const channel = channels.find((each) => each === typedChannel.trim());
  if (!referencePattern.test(reference) || channel === undefined) return undefined;
  return { reference, receivedAt: new Date(Number.parseInt(time, 36)), channel };
}

/**
 * Encrypts the part of a confirmation's address that names the enquiry: the address stays in the history of a browser
 * that others may use. The nonce is derived from the text (as in RFC 8452, SIV): the same enquiry has the same
 * address however often its form is sent.
 *
 * @param key used for confirmations only
 */
export function sealConfirmation(key: Uint8Array, confirmation: Confirmation): string {
  const text = write(confirmation);
  const nonce = keyedHash(key, text).subarray(0, nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64url');
}

/** @returns the decrypted text; undefined when it was not encrypted with this key */
function open(key: Uint8Array, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= nonceBytes + tagBytes || bytes.toString('base64url') !== sealed) return undefined;
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return undefined;
  }
}

/**
 * @param address as `sealConfirmation` writes it, or in the older form, signed but not encrypted
 * @returns undefined when we did not issue the address
 */
export function readConfirmationAddress(key: Uint8Array, address: string): Confirmation | undefined {
  const text = address.includes('.') ? readSigned(key, address) : open(key, address);
  return text === undefined ? undefined : read(text);
}
