import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseEmailAddress, tidyEmailAddress } from '../../../../src/enquiry/form/email-address.ts';

describe('parseEmailAddress', () => {
  it('reads one address and writes its domain in ASCII', () => {
    assert.equal(parseEmailAddress('Anna.Nowak+kis@Poczta.PL'), 'Anna.Nowak+kis@poczta.pl');
    assert.equal(parseEmailAddress("o'neil@b.co.uk"), "o'neil@b.co.uk");
    assert.equal(parseEmailAddress('anna@żółw.pl'), 'anna@xn--w-uga1v8h.pl');
  });

  it('refuses names, lists, comments, literals and undeliverable addresses', () => {
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

describe('an e-mail address as it is copied', () => {
  const forgiven = [
    'anna@poczta.pl.',
    'anna@poczta.pl,',
    'anna@poczta.pl;',
    '<anna@poczta.pl>',
    '<anna@poczta.pl>,',
    'Anna <anna@poczta.pl>',
    '"Anna Nowak" <anna@poczta.pl>;',
    'mailto:anna@poczta.pl',
    'MAILTO:anna@poczta.pl',
    '<mailto:anna@poczta.pl>',
    'mailto:anna@poczta.pl?subject=Klub',
    '\u200banna@poczta.pl',
    'anna@\u200bpoczta.pl\u2060',
    '\ufeffanna@poczta.pl\u00ad',
    '(anna@poczta.pl)',
    '„anna@poczta.pl”.',
    '\u00a0anna@poczta.pl ',
  ];
  for (const text of forgiven)
    it(`is read from „${text}”`, () => {
      assert.equal(parseEmailAddress(tidyEmailAddress(text)), 'anna@poczta.pl');
    });

  it('is never one of two, nor made of parts', () => {
    const wrong = [
      'a@b.pl, c@d.pl',
      '<a@b.pl> <c@d.pl>',
      'anna nowak@poczta.pl',
      'a@b.pl Bcc: c@d.pl',
      'anna@',
    ];
    for (const text of wrong) assert.equal(parseEmailAddress(tidyEmailAddress(text)), undefined, text);
  });

  it('takes time that grows with its length only', () => {
    for (const piece of ['<', ' ', '.', '<@', 'mailto:', ')('])
      assert.equal(parseEmailAddress(tidyEmailAddress(piece.repeat(1000))), undefined);
  });
});
