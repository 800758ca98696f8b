import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  readConfirmationAddress,
  sealConfirmation,
} from '../../../../src/enquiry/form/confirmation-address.ts';
import { deriveKey, sign } from '../../../../src/enquiry/form/signing.ts';
import { channels } from '../../../../src/enquiry/schema.ts';
import { secret } from '../samples.ts';

/*
 * Mutations, each seen to be caught: the text is signed but not sealed; a random nonce; the channel is not padded; the
 * tag is not checked; another spelling of base64url is accepted.
 */

const key = deriveKey(secret, 'confirmation');
const confirmation = {
  reference: 'KIS-4RJ-F93',
  receivedAt: new Date('2026-11-29T10:00:00.123Z'),
  channel: 'phone',
} as const;

describe('the address of a confirmation', () => {
  it('returns its content, and cannot be read by others', () => {
    const address = sealConfirmation(key, confirmation);
    assert.deepEqual(readConfirmationAddress(key, address), confirmation);
    assert.match(address, /^[\w-]+$/);
    const seen = address + Buffer.from(address, 'base64url').toString('latin1');
    for (const piece of ['KIS', '4RJ', 'F93', 'phone']) assert.equal(seen.includes(piece), false, piece);
    assert.equal(readConfirmationAddress(deriveKey(secret, 'form-token'), address), undefined);
  });

  it('is the same for the same enquiry, and of one length for all', () => {
    const addresses = channels.map((channel) => sealConfirmation(key, { ...confirmation, channel }));
    assert.equal(new Set(addresses.map(({ length }) => length)).size, 1);
    assert.equal(new Set(addresses).size, channels.length);
    assert.equal(sealConfirmation(key, confirmation), sealConfirmation(key, { ...confirmation }));
    for (const [index, channel] of channels.entries())
      assert.equal(readConfirmationAddress(key, addresses[index] ?? '')?.channel, channel);
  });

  it('is worth nothing when one character of it is another one, is left out or added', () => {
    const address = sealConfirmation(key, confirmation);
    const changed = [...address].flatMap((letter, place) => {
      const other = letter === 'A' ? 'B' : 'A';
      return [
        address.slice(0, place) + other + address.slice(place + 1),
        address.slice(0, place) + address.slice(place + 1),
        `${address.slice(0, place)}A${address.slice(place)}`,
      ];
    });
    for (const each of [...changed, '', 'A', `${address}=`, `${address}\n`, 'A'.repeat(10_000)].filter(
      (each) => each !== address,
    ))
      assert.equal(readConfirmationAddress(key, each), undefined, each);
  });

  it('still reads addresses from before they were sealed, where they were signed here', () => {
    const old = sign(key, `KIS-4RJ-F93.${confirmation.receivedAt.getTime().toString(36)}.phone`);
    assert.deepEqual(readConfirmationAddress(key, old), confirmation);
    assert.equal(readConfirmationAddress(key, old.replace('4RJ', '4RK')), undefined);
    assert.equal(readConfirmationAddress(key, sign(key, 'KIS-4RJ-F93.abc.pigeon')), undefined);
    assert.equal(readConfirmationAddress(key, sign(key, 'KIS-OOO-F93.abc.phone')), undefined);
  });
});
