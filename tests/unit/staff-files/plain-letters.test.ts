import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressableName } from '../../../src/staff-files/names.ts';
import { inPlainLetters } from '../../../src/staff-files/plain-letters.ts';

const cases: Readonly<Record<string, readonly (readonly [text: string, plain: string])[]>> = {
  Polish: [
    ['Zażółć „gęślą”: jaźń!', 'zazolc-gesla-jazn'],
    ['ŁÓDŹ', 'lodz'],
    ['so\u00adbota, 20 m²', 'sobota-20-m2'],
  ],
  // Examples of the resolution's own table: https://zakon.rada.gov.ua/laws/show/55-2010-п
  Ukrainian: [
    ['Заняття з польської мови', 'zaniattia-z-polskoi-movy'],
    ['Шиття', 'shyttia'],
    ['Алушта Борщагівка Вінниця Гадяч Ґалаґан', 'alushta-borshchahivka-vinnytsia-hadiach-galagan'],
    ['Єнакієве Гаєвич Житомир Закарпаття', 'yenakiieve-haievych-zhytomyr-zakarpattia'],
    ['Їжакевич Кадиївка Йосипівка Стрий Олексій', 'yizhakevych-kadyivka-yosypivka-stryi-oleksii'],
    ['Харків Біла Церква Чернівці Щербухи', 'kharkiv-bila-tserkva-chernivtsi-shcherbukhy'],
    ['Юрій Корюківка Яготин Костянтин', 'yurii-koriukivka-yahotyn-kostiantyn'],
    ["Знам'янка, Знам’янка, ЗНАМʼЯНКА", 'znamianka-znamianka-znamianka'],
    ['Згорани Розгон', 'zghorany-rozghon'],
  ],
  Russian: [
    ['Объявление: курсы польского языка', 'obieiavlenie-kursy-polskogo-iazyka'],
    ['Ёлка и щётка, этаж', 'elka-i-shchetka-etazh'],
  ],
  German: [['Große Übung für Äpfel und Öl', 'grosse-uebung-fuer-aepfel-und-oel']],
  'Czech and others': [
    ['Příliš žluťoučký kůň', 'prilis-zlutoucky-kun'],
    ['Đorđe Ørsted cœur İstanbul ılık', 'dorde-orsted-coeur-istanbul-ilik'],
    ['ﬁlm ＡＢＣ', 'film-abc'],
  ],
};

describe('names in plain letters', () => {
  for (const [language, texts] of Object.entries(cases))
    it(`are made of ${language}`, () => {
      for (const [text, plain] of texts) {
        assert.equal(inPlainLetters(text), plain);
        assert.equal(inPlainLetters(text.normalize('NFD')), plain, 'as a Mac writes it');
      }
    });

  it('are empty where nothing has a Latin letter', () => {
    for (const text of ['', '🎉', '写真', 'ملف', ' – ', 'ь']) assert.equal(inPlainLetters(text), '', text);
  });

  it('can stand in an address, whatever was written, and are the same when made again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const plain = inPlainLetters(text);
        assert.match(plain, /^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
        assert.equal(inPlainLetters(plain), plain);
      }),
    );
  });

  it('of files keep their endings', () => {
    assert.equal(addressableName('Розклад (1).PDF'), 'rozklad-1.pdf');
    assert.equal(addressableName('Zdjęcie.JPG'), 'zdjecie.jpg');
  });
});
