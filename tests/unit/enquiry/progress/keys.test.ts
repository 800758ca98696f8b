import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCodes } from '../../../../src/enquiry/progress/code.ts';
import { createStaffLinks } from '../../../../src/enquiry/progress/staff-link.ts';
import { createReference, readReference, referenceAlphabet } from '../../../../src/enquiry/reference.ts';
import { words } from '../../../../src/words/index.ts';
import { random, secret } from '../samples.ts';

const receivedAt = new Date('2026-12-01T09:05:00.123Z');
const source = { reference: 'KIS-4RJ-F93', receivedAt };

describe('the code of an enquiry', () => {
  const codes = createCodes(secret);

  it('is six letters without look-alikes, derived from the stored enquiry', () => {
    for (let number = 0; number < 2_000; number += 1) {
      const of = { reference: createReference(random), receivedAt: new Date(number) };
      const code = codes.of(of);
      assert.match(code, new RegExp(`^[${referenceAlphabet}]{3}-[${referenceAlphabet}]{3}$`));
      assert.equal(createCodes(secret).of(of), code);
      assert.ok(codes.isOf(of, code));
    }
    assert.notEqual(codes.of({ ...source, receivedAt: new Date(1) }), codes.of(source));
    assert.notEqual(createCodes(random(32)).of(source), codes.of(source));
  });

  // Mutation seen caught: look-alike characters are not accepted.
  it('is recognised in any spelling, and nothing else is', () => {
    const fixed = { reference: 'KIS-T34-KMC', receivedAt: new Date(0) };
    const code = codes.of(fixed);
    const cyrillic: Readonly<Record<string, string>> = {
      C: 'С',
      H: 'Н',
      K: 'К',
      M: 'М',
      P: 'Р',
      T: 'Т',
      X: 'Х',
      J: 'Ј',
    };
    const asCyrillic = [...code].map((letter) => cyrillic[letter] ?? letter).join('');
    const wide = [...code]
      .map((letter) => (letter === '-' ? letter : String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)))
      .join('');
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replace('-', ''),
      ` ${code.replace('-', ' ')} `,
      asCyrillic,
      asCyrillic.toLowerCase(),
      wide,
      `${code.slice(0, 3)}–${code.slice(4)}`,
    ])
      assert.ok(codes.isOf(fixed, typed), typed);
    for (const typed of [
      '',
      code.slice(0, 6),
      `${code}X`,
      `X${code}`,
      code.split('').reverse().join(''),
      'X'.repeat(1_000_000),
      '💥',
      '\u0000',
    ])
      assert.equal(codes.isOf(fixed, typed), false, typed.slice(0, 20));
    assert.equal(readReference('кіѕ-т34-кмс'), 'KIS-T34-KMC');
  });
});

describe('the word before a code', () => {
  const labels = Object.values(words).map(({ accepted }) => accepted.codeLabel);
  const codes = createCodes(secret, [...labels, 'Шифр:']);

  // Mutations: one language only; the label is cut off a code that starts like it.
  it('is passed over in the words of every language', () => {
    for (let number = 0; number < 400; number += 1) {
      const of = { reference: createReference(random), receivedAt: new Date(number) };
      const code = codes.of(of);
      for (const label of ['', ...labels, 'Шифр:'])
        for (const typed of [`${label} ${code}`, `${label}${code.replace('-', '')}`.toLowerCase()])
          assert.ok(codes.isOf(of, typed), typed);
      assert.equal(codes.isOf(of, `Hasło: ${code}`), false);
    }
  });
});

describe('the link for staff', () => {
  const links = createStaffLinks(secret);
  const mailbox = { topic: 'classes', route: 'own' } as const;

  it('holds in a line of any mail, names its enquiry, and survives capitals', () => {
    const token = links.tokenOf(source.reference, mailbox);
    assert.match(token, /^[a-z0-9]{1,40}$/);
    assert.equal(links.referenceIn(token), source.reference);
    assert.ok(links.isOf(source.reference, mailbox, token.toUpperCase()));
    assert.equal(links.referenceIn(token.toUpperCase()), source.reference);
  });

  // Mutation seen caught: the mailbox is left out.
  it('is good for one enquiry and one mailbox of one site', () => {
    const token = links.tokenOf(source.reference, mailbox);
    const others = [
      links.tokenOf('KIS-4RJ-F94', mailbox),
      links.tokenOf(source.reference, { ...mailbox, route: 'fallback' }),
      links.tokenOf(source.reference, { ...mailbox, topic: 'psu' }),
      createStaffLinks(random(32)).tokenOf(source.reference, mailbox),
      token.slice(0, -1),
      `${token}a`,
      `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`,
      '',
    ];
    for (const other of others) assert.equal(links.isOf(source.reference, mailbox, other), false, other);
    for (const other of ['', 'x', `${token}/`, `../${token}`, 'a'.repeat(100_000), `abcdef${token.slice(6)}`])
      assert.equal(links.referenceIn(other), undefined, other.slice(0, 50));
  });
});
