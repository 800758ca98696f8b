import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMeaning } from '../../../src/search/meaning.ts';

const words = {
  synonyms: [
    { asked: ['smok', 'smocza jama'], meant: 'jaskinia ognia' },
    { asked: ['jama'], meant: 'dziura' },
    { asked: ['długi'], meant: 'pożyczka' },
  ],
  ignored: ['jak', 'do'],
};
const meaning = createMeaning(words, new Set(['dlugo', 'zamek']));

describe('the meaning of a question', () => {
  for (const [what, question, meant] of [
    ['its words, folded', 'Wieża ZAMEK', ['wieza', 'zamek']],
    ['what a synonym means, in its place', 'gdzie smok śpi', ['gdzie', 'jaskinia', 'ognia', 'spi']],
    ['the same for another ending', 'smoka', ['jaskinia', 'ognia']],
    ['a phrase before a word of it', 'smocza jama', ['jaskinia', 'ognia']],
    ['a word of a phrase on its own', 'jama', ['dziura']],
    ['a word of the pages as it is, though it looks like a synonym', 'długo', ['dlugo']],
    ['a synonym that is just that word', 'długi', ['pozyczka']],
    ['nothing for words that say nothing', 'jak do zamek', ['zamek']],
    ['these words after all, when there are no others', 'jak', ['jak']],
    ['nothing for nothing', '?!', []],
  ] as const) {
    it(`is ${what}: ${question}`, () => assert.deepEqual(meaning(question), meant));
  }
});
