import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayAndMonth, dayInWords, spansInWords } from '../../../src/page-data/texts.ts';
import { languages, words } from '../../../src/words/index.ts';
import { typesetFacts } from '../../../src/words/typography.ts';

/** @returns all texts of a language; functions are called with made-up values */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsOf);
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

// Mutations: the date of `en` without a country; hours with a dot; a single plural form.
describe('the forms of each language', () => {
  it('has dates as it writes them', () => {
    const day = (language: keyof typeof words) => plain(dayInWords('2026-12-24', words[language]));
    assert.equal(day('pl'), '24 grudnia 2026 r.');
    assert.equal(day('uk'), '24 грудня 2026 р.');
    assert.equal(day('en'), '24 December 2026');
    assert.equal(dayAndMonth('2026-12-24', words.uk), '24 грудня');
    assert.equal(dayAndMonth('2026-12-24', words.en), '24 December');
  });

  it('has hours as it writes them', () => {
    const span = [{ opens: 450, closes: 1020 }];
    assert.equal(spansInWords(span, words.pl), '7.30–17.00');
    assert.equal(spansInWords(span, words.uk), '7:30–17:00');
    assert.equal(spansInWords(span, words.en), '7:30–17:00');
  });

  it('has amounts as it writes them', () => {
    assert.equal(plain(words.en.amounts.history('9,50', 2022)), 'In 2022 it was 9.50 zlotys an hour.');
    assert.equal(plain(words.en.amounts.current('10,90', undefined)), '10.90 zlotys an hour');
    assert.equal(plain(words.en.amounts.zloty('436,00')), '436.00 zlotys');
    assert.equal(plain(words.pl.amounts.zloty('436,00')), '436,00 zł');
  });

  it('counts as it counts', () => {
    const days = (language: 'uk' | 'en') =>
      [1, 2, 5, 11, 21, 22].map((count) => plain(words[language].page.days(count)));
    assert.deepEqual(days('uk'), ['1 день', '2 дні', '5 днів', '11 днів', '21 день', '22 дні']);
    assert.deepEqual(days('en'), ['1 day', '2 days', '5 days', '11 days', '21 days', '22 days']);
  });

  it('names the days and the months', () => {
    assert.equal(words.uk.hours.weekdays[1], 'понеділок');
    assert.equal(words.en.hours.weekdays[7], 'Sunday');
    assert.equal(plain(words.uk.helplines.months(11, 3)), 'з листопада до березня');
  });

  it('has no letter that only Polish has, but where it says po polsku', () => {
    for (const language of languages.filter((one) => one !== 'pl'))
      assert.deepEqual(
        textsOf(words[language]).filter((text) => /[ąćęłńóśźż]/i.test(text)),
        [],
        language,
      );
  });

  it('has Ukrainian quotation marks and apostrophes', () => {
    assert.deepEqual(
      textsOf(words.uk).filter((text) => /[„”“"]|\p{L}['\u02bc]\p{L}/u.test(text)),
      [],
    );
  });
});

describe('facts by language', () => {
  it('get the typography of their own language', () => {
    const set = typesetFacts({
      reason: { pl: 'Praca w domu', uk: "сім'я у домі", en: 'a house i o' },
      name: 'i tak',
    });
    assert.deepEqual(set, {
      reason: { pl: 'Praca w\u00a0domu', uk: 'сім’я у\u00a0домі', en: 'a house i o' },
      name: 'i\u00a0tak',
    });
  });
});
