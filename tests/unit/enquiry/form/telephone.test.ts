import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatTelephone, readTelephone } from '../../../../src/enquiry/form/telephone.ts';
import type { TelephoneFault } from '../../../../src/enquiry/form/telephone-text.ts';

const certain: Readonly<Record<string, readonly string[]>> = {
  '+48322810185': [
    '322810185',
    '32 281 01 85',
    '32-281-01-85',
    '32.281.01.85',
    '32/281 01 85',
    '(32) 281 01 85',
    '+48 32 281 01 85',
    '+48322810185',
    '(+48) 32 281 01 85',
    '+48 (0) 32 281 01 85',
    '48 0 32 281 01 85',
    '0048 32 281 01 85',
    '48 32 281 01 85',
    'tel. 32 281 01 85',
    'Tel.: (32) 281 01 85',
    'tel:+48322810185',
    '+48\u00a032\u2009281\u201101\u201385',
    '٣٢ ٢٨١ ٠١ ٨٥',
    '۳۲۲۸۱۰۱۸۵',
    '３２２８１０１８５',
    '＋４８ ３２２８１０１８５',
    '\u202a+48 32 281 01 85\u202c',
    '\u2066322810185\u2069',
    '32\u000228101\u000285',
    '\u0085322810185\u009c',
    '\u200b322810185\ufeff',
  ],
  '+48600100200': [
    'tel. kom. 600 100 200',
    'nr telefonu: 600100200',
    'numer tel. 600-100-200',
    'Mój numer: 600 100 200.',
    'тел. 600 100 200',
    '☎️ 600 100 200',
    '600,100,200',
    'komórka 600 100 200;',
    '600\t100\n200',
  ],
  '+380671234567': [
    '+380671234567',
    '+380 067 123 45 67',
    '380671234567',
    '380 067 123 45 67',
    '00380 67 123 45 67',
    '00380671234567',
    'моб. +380 (67) 123-45-67',
  ],
  '+380441234567': ['+380 44 123 45 67', '380 44 123 45 67'],
  '+49301234567': ['00 49 30 1234567', '+49 (0) 30 1234567', '+49 030 1234567'],
  '+4915123456789': ['49 151 23456789', '+49 0151 23456789'],
  '+375291234567': ['375 29 123 45 67', '+375291234567'],
  '+40721234567': ['40 721 234 567', '0040721234567'],
  '+420777123456': ['+420 777 123 456', '+420 (0) 777 123 456'],
  // In Italy the zero is part of the number.
  '+390669812345': ['+39 06 698 12345', '+39 (0) 6 698 12345'],
  '+995555123456': ['995 555 12 34 56'],
  '+447911123456': ['+44 07911 123456', '0044 7911 123456'],
};

const uncertain: readonly (readonly [string, readonly string[]])[] = [
  ['067 123 45 67', ['+48671234567', '+380671234567']],
  ['0671234567', ['+48671234567', '+380671234567']],
  ['(0-32) 281 01 85', ['+48322810185', '+380322810185']],
  ['0 32 281 01 85', ['+48322810185', '+380322810185']],
  // No Polish number starts with these digits.
  ['97 123 45 67', ['+48971234567', '+380971234567']],
  ['0380671234567', ['+380671234567']],
  ['048 600 100 200', ['+48600100200']],
  // The first nine digits may be a Polish number.
  ['420 777 123 456', ['+420777123456']],
  ['447911123456', ['+447911123456']],
  ['44 7911 123456', ['+447911123456']],
  ['7 912 345 67 89', ['+79123456789']],
  ['1 212 555 1234', ['+12125551234']],
  ['32 475 12 34 56', ['+32475123456']],
  ['60123456789', ['+60123456789']],
  // The library adds a digit: Norfolk Island.
  ['+672 00000', ['+672300000']],
];

const faults: Readonly<Record<TelephoneFault, readonly string[]>> = {
  malformed: ['+', '()', 'Anna', 'nie mam', '600=100=200', '+48+600100200', '600?100?200'],
  words: ['600 100 200 mama', '600 100 200 po 16', 'mama 600 100 200', '600100200 (córka)', '600-abc-200'],
  'two-numbers': [
    '600100200, 600100201',
    '600100200/600100201',
    '600100200 lub 32 281 01 85',
    '600100200 albo 2810185',
    '+48600100200 +48600100201',
    '600 100 200 600 100 200',
    '+1234567890123456',
  ],
  extension: ['600100200 wew. 5', '32 281 01 85 w. 12', '322810185 wewn 7', '322810185 ext 5', '322810185#5'],
  'no-plus': [
    '07911 123456',
    '0151 2345 6789',
    '380 67 123 45 6',
    '380 67 123 45 678 9',
    '000000000',
    '00 999 123 456 78',
    '0000000',
  ],
  'no-area-code': ['281 01 85', '2810185', '+48 281 01 85', '0 281 01 85'],
  'unknown-country': ['+999 123 456 78', '+0123456789'],
  'too-short': ['112', '12', '600 100 20', '+48 600 100 20', '+12345678', '+48 000 000 000', '+380 67 123'],
  'too-long': [
    '6001002000',
    '600 100 200 12',
    '600 100 200 123',
    '601 234 567 89',
    '32 281 01 85/86',
    '47 912 34 567',
    '+48 600 100 2000',
    '+380 67 123 45 67 89',
    '44051401359',
  ],
};

describe('a telephone number', () => {
  it('is read in every usual spelling, foreign numbers with all their digits', () => {
    for (const [number, spellings] of Object.entries(certain))
      for (const spelling of spellings)
        assert.deepEqual(readTelephone(spelling), { kind: 'certain', number }, spelling);
  });

  it('is returned with all readings if it is ambiguous', () => {
    for (const [spelling, numbers] of uncertain)
      assert.deepEqual(readTelephone(spelling), { kind: 'uncertain', numbers }, spelling);
  });

  it('is refused with the reason if it is invalid', () => {
    for (const [fault, spellings] of Object.entries(faults))
      for (const spelling of spellings)
        assert.deepEqual(readTelephone(spelling), { kind: 'fault', fault }, spelling);
  });

  it('is read as E.164 or not at all, and its result is read as the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+-() .t') }), (text) => {
        const reading = readTelephone(text);
        if (reading.kind === 'fault') return;
        const numbers = reading.kind === 'certain' ? [reading.number] : reading.numbers;
        for (const number of numbers) {
          assert.match(number, /^\+[1-9][0-9]{5,14}$/);
          assert.deepEqual(readTelephone(number), { kind: 'certain', number });
          assert.deepEqual(readTelephone(formatTelephone(number)), { kind: 'certain', number });
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps every digit that was typed, but a country’s and a needless zero', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 15 });
    fc.assert(
      fc.property(digits, fc.constantFrom('', '+', '00'), (typed, sign) => {
        const reading = readTelephone(sign + typed);
        if (reading.kind !== 'certain') return;
        const tail = typed.slice(-4);
        assert.ok(reading.number.endsWith(tail), `${sign}${typed} became ${reading.number}`);
        const added = reading.number.length - 1 - typed.length;
        assert.ok(
          added <= 2 && (added <= 0 || typed.length === 9),
          `${sign}${typed} became ${reading.number}`,
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('is written in groups that can be read out', () => {
    assert.equal(formatTelephone('+48600100200'), '+48 600 100 200');
    assert.equal(formatTelephone('+48322810185'), '+48 32 281 01 85');
    assert.equal(formatTelephone('+48111111111'), '+48 111 111 111');
    assert.equal(formatTelephone('+380671234567'), '+380 67 123 45 67');
    assert.equal(formatTelephone('+4915123456789'), '+49 1512 3456789');
  });
});
