import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freshnessOf, originalHash, originalOf } from '../../../src/content-schemas/translation.ts';

const fields = {
  tytul: 'O klubie',
  opis: 'Po co jest klub.',
  sprawdzono: '2026-11-22',
  drzwi: [{ nazwa: 'Nie mam pracy', opis: 'i szukam', adres: '/dla-kogo/' }],
};
const body = 'Pomagamy.\n\n- Żaden problem.\n- Zadzwoń: :telefon.\n';
const hash = (changes: object = {}, text = body) => originalHash(originalOf({ ...fields, ...changes }, text));

// Mutations: no NFC; white space is not reduced to one space; the title, the description or the doors are left out.
describe('the hash of a Polish text', () => {
  const same: readonly (readonly [string, string])[] = [
    ['letters and their marks apart', hash({}, body.normalize('NFD'))],
    ['line ends of Windows', hash({}, body.replaceAll('\n', '\r\n'))],
    ['other blanks', hash({}, body.replaceAll(' ', ' \u00a0 '))],
    ['blank lines at the end', hash({}, `${body}\n\n`)],
    ['another break of the line', hash({}, body.replace('Żaden problem', 'Żaden\n  problem'))],
    ['another day of the check', hash({ sprawdzono: '2026-12-01', zmieniono: '2026-12-01' })],
    ['another place in the menu', hash({ menu: 3, akty: ['rynek-pracy'] })],
    ['another target of a door', hash({ drzwi: [{ ...fields.drzwi[0], adres: '/klub/' }] })],
  ];
  for (const [what, other] of same) it(`is the same with ${what}`, () => assert.equal(other, hash()));

  const another: readonly (readonly [string, string])[] = [
    ['title', hash({ tytul: 'O nas' })],
    ['description', hash({ opis: 'Po co jest ten klub.' })],
    ['name in the menu', hash({ nazwa_w_menu: 'Klub' })],
    ['name of a door', hash({ drzwi: [{ ...fields.drzwi[0], nazwa: 'Szukam pracy' }] })],
    ['word of the text', hash({}, body.replace('Żaden', 'Każdy'))],
    ['fact in a sentence', hash({}, body.replace(':telefon', ':adres'))],
  ];
  for (const [what, other] of another)
    it(`is another one with another ${what}`, () => assert.notEqual(other, hash()));

  it('cannot be had by moving words from one field to the next', () => {
    assert.notEqual(hash({ tytul: 'O', opis: 'klubie Po co jest klub.' }), hash());
  });
});

describe('a translation is', () => {
  const table: readonly (readonly [string, string | null, string | undefined, string])[] = [
    ['fresh while it names the text as it is', 'a', 'a', 'fresh'],
    ['stale when it names another', 'a', 'b', 'stale'],
    ['stale when it names none', null, 'b', 'stale'],
    ['fresh where there is no Polish page', null, undefined, 'fresh'],
  ];
  for (const [what, written, current, expected] of table)
    it(what, () => assert.equal(freshnessOf(written, current), expected));
});
