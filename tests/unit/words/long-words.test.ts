import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partLongWords } from '../../../src/words/long-words.ts';

const parted = (text: string): string => partLongWords(text).replaceAll('\u00ad', '-');

/**
 * Mutations seen: shorter words are hyphenated; two letters left alone; the author's own hyphens combined with ours.
 */
describe('long words in narrow places', () => {
  it('are parted between syllables, in Polish and in Ukrainian', () => {
    assert.equal(parted('Choruję albo mam niepełnosprawność'), 'Choruję albo mam niepeł-nospraw-ność');
    assert.equal(parted('najniebezpieczniejszych'), 'najnie-bez-piecz-niej-szych');
    assert.equal(parted('соціальнонезахищених'), 'соціально-не-за-хи-щених');
  });

  it('stay whole where they are short, and where their writer has parted them', () => {
    assert.equal(parted('Pytam o prace społecznie użyteczne'), 'Pytam o prace społecznie użyteczne');
    assert.equal(parted('komunikacja'), 'komunikacja');
    assert.equal(parted('niepełno\u00adsprawność'), 'niepełno-sprawność');
  });
});
