import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkStraightQuotes } from '../../../src/content-check/slips/straight-quotes.ts';
import { pageWith } from './sample.ts';

const inLanguage = (language: string, body: string) =>
  checkStraightQuotes(pageWith(body, { language, path: `${language}/strony/proba.md` })).map(
    ({ line, message }) => `${line} ${message}`,
  );

// Mutations seen caught: only the first line is checked; every language gets the Polish quotation marks; an apostrophe
// is not reported.
describe('marks of a typewriter in the text of a page', () => {
  it('are reported with their line and the marks of the language', () => {
    assert.deepEqual(inLanguage('uk', 'Добрий день.\n\nСкажіть "так" або\nнапишіть "ні". З\'явіться.'), [
      '8 Prosty cudzysłów. W tym języku pisz: «так».',
      '8 Prosty cudzysłów. W tym języku pisz: «так».',
      '9 Prosty cudzysłów. W tym języku pisz: «так».',
      '9 Prosty cudzysłów. W tym języku pisz: «так».',
      '9 Prosty apostrof. W tym języku pisz: ’.',
    ]);
    assert.deepEqual(inLanguage('en', '# We don\'t say "no"').length, 3);
    assert.deepEqual(inLanguage('pl', 'Powiedz "tak".'), [
      '6 Prosty cudzysłów. W tym języku pisz: „tak”.',
      '6 Prosty cudzysłów. W tym języku pisz: „tak”.',
    ]);
  });

  it('are not reported in a link or a directive, or in an unknown language', () => {
    for (const body of [
      'Читайте [тут](/kontakt/ "Контакт").',
      'Є :slowo[пояснення]{klucz="kontrakt-socjalny"}.',
      'Скажіть «так», „так” або ’так’.',
    ])
      assert.deepEqual(inLanguage('uk', body), [], body);
    assert.deepEqual(inLanguage('de', 'Sag "ja".'), []);
  });
});
