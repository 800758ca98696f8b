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
    // Every byte value once: a modulo without rejection would yield the first letters more often than the others.
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
    const typed = [
      'KIS-7MX-4PT',
      'kis 7mx 4pt',
      '7mx4pt',
      ' Kis7MX-4pt. ',
      'Numer zgłoszenia: KIS-7MX-4PT',
      'K1S–7MX–4PT',
    ];
    for (const each of typed) assert.equal(readReference(each), 'KIS-7MX-4PT', each);
    for (const each of ['', 'KIS', 'KIS-7MX', 'KIS-7MX-4PTT', 'KIS-7MX-4PO', `${' '.repeat(100)}KIS-7MX-4PT`])
      assert.equal(readReference(each), undefined, each);
  });

  it('are understood when a Cyrillic, a Greek or a full-width keyboard wrote them', () => {
    for (const each of ['КІС-7МХ-4РТ', 'кіс 7мх чрт', 'KIS-7ΜΧ-4ΡΤ', 'ＫＩＳ－７ＭＸ－４ＰＴ'])
      assert.equal(readReference(each), 'KIS-7MX-4PT', each);
  });

  it('may begin like the name of the club', () => {
    assert.equal(readReference('KIS-KCH-KC3'), 'KIS-KCH-KC3');
    assert.equal(readReference('KCHKC3'), 'KIS-KCH-KC3');
  });
});
