import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkSentences, fogOf, syllablesOf } from '../../../src/content-check/rules/readability.ts';
import { pageWith } from './sample.ts';

describe('readability', () => {
  it('counts Polish syllables', () => {
    const words = {
      dom: 1,
      w: 1,
      praca: 2,
      ciasto: 2,
      autobus: 3,
      niedziela: 3,
      bezrobocie: 4,
      Europa: 3,
      informacja: 4,
    };
    for (const [word, count] of Object.entries(words)) assert.equal(syllablesOf(word), count, word);
  });

  it('gives 0.4 × (words in a sentence + percent of long words), and nothing for a few words', () => {
    const twenty = `${'praca '.repeat(9)}bezrobocie. `;
    assert.equal(fogOf(pageWith(`P${twenty.repeat(8).replaceAll('. p', '. P').slice(1)}`)), 0.4 * (10 + 10));
    assert.equal(fogOf(pageWith('Dzień dobry.')), undefined);
  });

  it('names a sentence of 26 words at its line, but not one of 25, nor an official one', () => {
    const sentence = (words: number) => `Słowo${' słowo'.repeat(words - 1)}.`;
    const long = `${sentence(25)}\n${sentence(26)}`;
    const faults = checkSentences(pageWith(`${long}\n\n:::urzedowo\n\n${sentence(40)}\n\n:::`));
    assert.deepEqual(
      faults.map(({ line }) => line),
      [7],
    );
  });
});
