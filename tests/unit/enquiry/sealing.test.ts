import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeyPair, createOpener, createSealer, keyPairOf } from '../../../src/enquiry/sealing.ts';

const text = (block: Uint8Array) => Buffer.from(block).toString('latin1');

describe('sealing', () => {
  it('opens with the courier’s key and with the escrow key, and with no other', async () => {
    const [courier, escrow, stranger] = [await createKeyPair(), await createKeyPair(), await createKeyPair()];
    const content = new TextEncoder().encode('kanarek ąę');
    const sealed = await createSealer([courier.recipient, escrow.recipient]).seal(content);
    assert.match(text(sealed), /^age-encryption\.org\/v1\n/);
    assert.doesNotMatch(text(sealed), /kanarek/);
    for (const { identity } of [courier, escrow])
      assert.deepEqual(await createOpener([identity]).open(sealed), content);
    await assert.rejects(createOpener([stranger.identity]).open(sealed), { code: 'EUNREADABLE' });
    assert.deepEqual(await createOpener([stranger.identity, courier.identity]).open(sealed), content);
  });

  it('notices every changed byte', async () => {
    const { identity, recipient } = await createKeyPair();
    const opener = createOpener([identity]);
    const sealed = await createSealer([recipient]).seal(new Uint8Array(40));
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Uint8Array.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await assert.rejects(opener.open(changed), { code: 'EUNREADABLE' }, `byte ${place}`);
    }
    await assert.rejects(opener.open(sealed.slice(0, -1)), { code: 'EUNREADABLE' });
    await assert.rejects(opener.open(new Uint8Array(0)), { code: 'EUNREADABLE' });
  });

  it('seals the same content differently each time', async () => {
    const { recipient } = await createKeyPair();
    const sealer = createSealer([recipient]);
    assert.notDeepEqual(await sealer.seal(new Uint8Array(9)), await sealer.seal(new Uint8Array(9)));
  });

  it('tells the public key that belongs to a private one', async () => {
    const pair = await createKeyPair();
    assert.deepEqual(await keyPairOf(pair.identity), pair);
    assert.throws(() => createSealer(['age1nonsense']));
  });
});
