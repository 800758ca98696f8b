import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createReference,
  readReference,
  referenceAlphabet,
  referencePattern,
} from '../../../src/enquiry/reference.ts';
import { random } from './samples.ts';

describe('references', () => {
  it('have no look-alikes and no vowels', () => {
    assert.equal(new Set(referenceAlphabet).size, referenceAlphabet.length);
    for (const letter of '0OQD1IL2Z5S6G8BUVWAEY')
      assert.equal(referenceAlphabet.includes(letter), false, letter);
  });

  it('use every letter equally often for evenly spread bytes', () => {
    // Every byte value once: a modulo without rejection would give the first letters one more than the others.
    let next = 0;
    const counts = new Map<string, number>();
    const everyByte = () => new Uint8Array([next++ % 256]);
    for (let made = 0; made < 85; made += 1) {
      for (const letter of createReference(everyByte).slice(4).replace('-', '')) {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
      }
    }
    assert.deepEqual(new Set(counts.values()), new Set([34]));
  });

  it('have the form that people are told', () => {
    for (let made = 0; made < 100; made += 1) assert.match(createReference(random), referencePattern);
    assert.doesNotMatch('KIS-OOO-111', referencePattern);
  });

  it('are understood as people type them', () => {
    for (const typed of ['KIS-7MX-4PT', 'kis 7mx 4pt', '7mx4pt', ' Kis7MX-4pt. ']) {
      assert.equal(readReference(typed), 'KIS-7MX-4PT');
    }
    for (const typed of ['', 'KIS', 'KIS-7MX', 'KIS-7MX-4PTT', 'KIS-7MX-4PO']) {
      assert.equal(readReference(typed), undefined);
    }
  });
});
