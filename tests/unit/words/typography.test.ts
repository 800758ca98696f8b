import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bindShortWords, mapTexts } from '../../../src/words/typography.ts';

describe('Polish typography', () => {
  it('binds one-letter words to the next word, after an opening quote and one after another too', () => {
    assert.equal(bindShortWords('Idę z domu'), 'Idę z\u00a0domu');
    assert.equal(bindShortWords('„W domu”'), '„W\u00a0domu”');
    assert.equal(bindShortWords('a i o tym'), 'a\u00a0i\u00a0o\u00a0tym');
  });

  it('leaves longer words and the end of a text alone', () => {
    assert.equal(bindShortWords('we dwoje po to'), 'we dwoje po to');
    assert.equal(bindShortWords('koniec z '), 'koniec z ');
  });

  it('binds numbers to their units and positions to their numbers', () => {
    assert.equal(bindShortWords('9,50 zł, 2025 r. poz. 620'), '9,50\u00a0zł, 2025\u00a0r. poz.\u00a0620');
  });

  it('reaches every text of a tree, through lists and functions', () => {
    const tree = mapTexts({ a: 'x', b: ['x', { c: () => 'x' }], d: 3 }, (text) => `${text}!`);
    const [first, second] = tree.b as ['x', { c: () => string }];
    assert.deepEqual([tree.a, first, second.c(), tree.d], ['x!', 'x!', 'x!', 3]);
  });
});
