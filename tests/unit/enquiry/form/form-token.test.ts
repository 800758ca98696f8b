import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createTokens, tokenLifetimeMilliseconds } from '../../../../src/enquiry/form/form-token.ts';
import { deriveKey, readSigned, sign } from '../../../../src/enquiry/form/signing.ts';
import { handClock, random, secret } from '../samples.ts';

const key = deriveKey(secret, 'form-token');

describe('tokens', () => {
  it('reads its own token as valid, with a key of 128 bits that is new each time', () => {
    const { clock } = handClock();
    const tokens = createTokens({ key, clock, random });
    const [a, b] = [tokens.read(tokens.issue()), tokens.read(tokens.issue())];
    assert.ok(a.kind === 'valid' && b.kind === 'valid');
    assert.equal(Buffer.from(a.key, 'base64url').length, 16);
    assert.notEqual(a.key, b.key);
    assert.deepEqual(a.issuedAt, clock());
  });

  it('lets a token live for a day and not longer', () => {
    const { clock, advance } = handClock();
    const tokens = createTokens({ key, clock, random });
    const token = tokens.issue();
    advance(tokenLifetimeMilliseconds);
    assert.equal(tokens.read(token).kind, 'valid');
    advance(1);
    assert.equal(tokens.read(token).kind, 'expired');
  });

  it('keeps a token valid when the clock is set back', () => {
    const { clock, advance } = handClock();
    const tokens = createTokens({ key, clock, random });
    const token = tokens.issue();
    advance(-3_600_000);
    assert.equal(tokens.read(token).kind, 'valid');
  });

  it('marks the token of a page that sent a form back, and keeps the form’s key and age in it', () => {
    const { clock, advance } = handClock();
    const tokens = createTokens({ key, clock, random });
    const token = tokens.issue();
    const first = tokens.read(token);
    advance(1000);
    const again = tokens.read(tokens.issueSentBack(token));
    assert.ok(first.kind === 'valid' && again.kind === 'valid');
    assert.deepEqual(again, { ...first, sentBack: true });
    assert.equal(first.sentBack, false);
    for (const none of [undefined, 'rubbish', token.replace('1.', '1b.')]) {
      const fresh = tokens.read(tokens.issueSentBack(none));
      assert.ok(fresh.kind === 'valid' && fresh.sentBack && fresh.key !== first.key);
    }
    assert.equal(tokens.read(token.replace('1.', '1b.')).kind, 'broken');
  });

  it('tells a missing token from a broken one', () => {
    const tokens = createTokens({ key, clock: handClock().clock, random });
    assert.equal(tokens.read(undefined).kind, 'missing');
    assert.equal(tokens.read('').kind, 'missing');
    assert.equal(tokens.read('rubbish').kind, 'broken');
  });

  it('refuses tokens signed with another secret or for another use', () => {
    const { clock } = handClock();
    const tokens = createTokens({ key, clock, random });
    for (const other of [deriveKey(new Uint8Array(32), 'form-token'), deriveKey(secret, 'confirmation')]) {
      assert.equal(tokens.read(createTokens({ key: other, clock, random }).issue()).kind, 'broken');
    }
  });

  it('refuses a token with any one character changed, and random text, without throwing', () => {
    const tokens = createTokens({ key, clock: handClock().clock, random });
    const token = tokens.issue();
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'A' ? 'B' : 'A';
      assert.equal(tokens.read(token.slice(0, place) + other + token.slice(place + 1)).kind, 'broken');
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        assert.equal(tokens.read(text).kind, 'broken');
        assert.equal(tokens.read(`${token}${text}`).kind, 'broken');
      }),
    );
  });
});

describe('signing', () => {
  it('returns the signed text, of any kind, only with the same key', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(readSigned(key, sign(key, text)), text);
        assert.equal(readSigned(deriveKey(secret, 'confirmation'), sign(key, text)), undefined);
      }),
    );
  });
});
