import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseEmailAddress } from '../../../../src/enquiry/form/email-address.ts';
import { readTelephone } from '../../../../src/enquiry/form/telephone.ts';

describe('readTelephone', () => {
  it('reads a Polish number in every usual spelling', () => {
    const spellings = [
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
      '0048 32 281 01 85',
      '48 32 281 01 85',
      'tel. 32 281 01 85',
      'Tel.: (32) 281 01 85',
      'tel:+48322810185',
      '+48\u00a032\u2009281\u201101\u201385',
      '٣٢ ٢٨١ ٠١ ٨٥',
      '۳۲۲۸۱۰۱۸۵',
      '３２２８１０１８５',
      '\u202a+48 32 281 01 85\u202c',
    ];
    for (const spelling of spellings) assert.deepEqual(readTelephone(spelling), ['+48322810185'], spelling);
  });

  it('reads numbers of other countries', () => {
    assert.deepEqual(readTelephone('+380 44 123 45 67'), ['+380441234567']);
    assert.deepEqual(readTelephone('00 49 30 1234567'), ['+49301234567']);
    assert.deepEqual(readTelephone('+49 (0) 30 1234567'), ['+49301234567']);
    assert.deepEqual(readTelephone('+12345678'), ['+12345678']);
    for (const spelling of ['+380671234567', '+380 067 123 45 67', '380671234567', '00380 67 123 45 67'])
      assert.deepEqual(readTelephone(spelling), ['+380671234567'], spelling);
  });

  it('gives both readings of a number with a leading zero, and chooses none', () => {
    const spellings = [
      ['067 123 45 67', '671234567'],
      ['0671234567', '671234567'],
      ['(0-32) 281 01 85', '322810185'],
      ['0 32 281 01 85', '322810185'],
    ];
    for (const [spelling = '', national] of spellings)
      assert.deepEqual(readTelephone(spelling), [`+48${national}`, `+380${national}`], spelling);
  });

  it('refuses what is not one number', () => {
    const wrong = [
      '',
      '+',
      '112',
      '281 01 85',
      '6001002000',
      '600 100 20',
      '000000000',
      '+48 000 000 000',
      '+48 600 100 20',
      '+0123456789',
      '+1234567',
      '+1234567890123456',
      '600100200, 600100201',
      '600100200 wew. 5',
      '+48+600100200',
      '600 100 200 600 100 200',
      'Anna',
      '600-abc-200',
      '0x258',
    ];
    for (const text of wrong) assert.deepEqual(readTelephone(text), [], text);
  });

  it('gives E.164 or nothing, and reads its own answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+-() .t') }), (text) => {
        for (const number of readTelephone(text)) {
          assert.match(number, /^\+[1-9][0-9]{7,14}$/);
          assert.deepEqual(readTelephone(number), [number]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseEmailAddress', () => {
  it('reads one address and writes its domain in ASCII', () => {
    assert.equal(parseEmailAddress('Anna.Nowak+kis@Poczta.PL'), 'Anna.Nowak+kis@poczta.pl');
    assert.equal(parseEmailAddress("o'neil@b.co.uk"), "o'neil@b.co.uk");
    assert.equal(parseEmailAddress('anna@żółw.pl'), 'anna@xn--w-uga1v8h.pl');
  });

  it('refuses names, lists, comments, literals and what cannot be delivered', () => {
    const wrong = [
      '',
      'anna',
      '@b.pl',
      'anna@',
      'a@b',
      'a@localhost',
      'Anna <a@b.pl>',
      'a@b.pl,c@d.pl',
      'a@b.pl;c@d.pl',
      'a@b.pl c@d.pl',
      'a@b@c.pl',
      '"a b"@c.pl',
      'a(x)@b.pl',
      'a@[127.0.0.1]',
      'a@127.0.0.1',
      'a@b.1',
      'a..b@c.pl',
      '.a@b.pl',
      'a.@b.pl',
      'a@b..pl',
      'a@-b.pl',
      'a@b-.pl',
      'a@b.pl.',
      'ą@b.pl',
      'a@b%2epl',
      'a@b.pl\n',
      'a@b_c.pl',
      `${'a'.repeat(65)}@b.pl`,
      `a@${'b'.repeat(64)}.pl`,
      `a@${'b.'.repeat(126)}pl`,
    ];
    for (const text of wrong) assert.equal(parseEmailAddress(text), undefined, text);
  });

  it('gives bare ASCII or nothing, and reads its own answer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
        const address = parseEmailAddress(text);
        if (address === undefined) return;
        assert.match(address, /^[!-~]+@[a-z0-9.-]+$/);
        assert.doesNotMatch(address, /[<>,;:()[\]\\"]/);
        assert.equal(parseEmailAddress(address), address);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a telephone number as people write it on the form', () => {
  for (const text of [
    'tel. kom. 600 100 200',
    'nr telefonu: 600100200',
    'numer tel. 600-100-200',
    '600,100,200',
    'komórka 600 100 200;',
  ]) {
    it(`reads „${text}”`, () => {
      assert.deepEqual(readTelephone(text), ['+48600100200']);
    });
  }
});
