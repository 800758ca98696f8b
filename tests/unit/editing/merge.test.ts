import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { mergeTexts } from '../../../src/editing/merge/merge-texts.ts';
import { clubContent } from '../../support/club.ts';

const fact = (telefon: string, email: string, links = ['a']) =>
  `# ręcznie\ntelefon: ${telefon}\nemail: ${email} # skrzynka\nlinki:\n${links.map((name) => `  - nazwa: ${name}\n    adres: null\n`).join('')}`;
const page = (title: string, body: string) => `---\ntytul: ${title}\nopis: Opis.\n---\n\n${body}\n`;
const path = 'fakty/kontakt.yaml';
const pagePath = 'pl/strony/klub.md';
const exception = (day: string, reason = 'przerwa', kind = 'zamkniete') =>
  `  - od: ${day}\n    do: ${day}\n    rodzaj: ${kind}\n    powod: { pl: ${reason} }\n`;
const exceptions = (...entries: readonly string[]) => `wyjatki:\n${entries.join('')}`;

/** @returns the merged text; fails where the changes conflict */
function merged(at: string, base: string, mine: string, theirs: string): string {
  const result = mergeTexts(at, base, mine, theirs);
  assert.ok(result, 'one of them cannot be read');
  assert.deepEqual(result.clashes, []);
  assert.equal(result.base, theirs);
  return result.text;
}

describe('two changes of one file', () => {
  it('in different fields stand both, comments too', () => {
    assert.equal(
      merged(path, fact('1', 'a@b'), fact('2', 'a@b'), fact('1', 'c@d', ['a', 'b'])),
      fact('2', 'c@d', ['a', 'b']),
    );
    assert.equal(
      merged(path, fact('1', 'a@b'), fact('1', 'a@b', ['a', 'b']), `${fact('1', 'a@b')}# koniec\n`),
      `${fact('1', 'a@b', ['a', 'b'])}# koniec\n`,
    );
  });

  it('in the same field wait for a choice, and the rest of both stays', () => {
    const [base, mine, theirs] = [fact('1', 'a@b'), fact('2', 'a@b', ['a', 'b']), fact('3', 'c@d')];
    const open = mergeTexts(path, base, mine, theirs);
    assert.equal(open?.text, fact('2', 'c@d', ['a', 'b']));
    assert.equal(open?.base, fact('1', 'c@d'));
    assert.deepEqual(open?.clashes, [{ name: 'telefon', mine: fact('2', 'c@d'), theirs: fact('3', 'c@d') }]);
    const again = mergeTexts(path, open?.base ?? '', open?.text ?? '', theirs);
    assert.deepEqual(again, open, 'what waits can be kept and read again');
    assert.deepEqual(
      mergeTexts(path, base, mine, theirs, () => 'mine'),
      {
        text: fact('2', 'c@d', ['a', 'b']),
        base: theirs,
        clashes: [],
      },
    );
    assert.equal(mergeTexts(path, base, mine, theirs, () => 'theirs')?.text, fact('3', 'c@d', ['a', 'b']));
  });

  it('the same change twice is one', () => {
    assert.equal(merged(path, fact('1', 'a@b'), fact('2', 'a@b'), fact('2', 'c@d')), fact('2', 'c@d'));
  });

  it('entries of one list: added by both, changed, taken out, each by itself, with a sign or without', () => {
    const [a, b] = [exception('2026-12-24'), exception('2026-12-31', 'sylwester')];
    const [x, y] = [exception('2027-01-05', 'x', 'skrocone'), exception('2027-02-05', 'y', 'skrocone')];
    const at = 'fakty/przerwy.yaml';
    const data = (text: string): unknown => parse(text);
    assert.deepEqual(
      data(merged(at, exceptions(a), exceptions(a, x), exceptions(a, y))),
      data(exceptions(a, y, x)),
    );
    const changed = exception('2026-12-24', 'święta');
    assert.equal(
      merged(at, exceptions(a, b), exceptions(changed, b), exceptions(a, y)),
      exceptions(changed, y),
      'one changes an entry, the other one takes another out and adds one',
    );
    assert.equal(merged(at, exceptions(a, b), exceptions(a), exceptions(b)).trim(), 'wyjatki: []');
    const clash = mergeTexts(at, exceptions(a, b), exceptions(changed, b), exceptions(b));
    assert.deepEqual(
      clash?.clashes.map(({ name }) => name),
      ['wyjatki'],
      'what one changed and the other one took out',
    );
    const twice = mergeTexts(
      at,
      exceptions(a, b),
      exceptions(a, exception('2026-12-31', 'mój')),
      exceptions(exception('2026-12-31', 'ich')),
    );
    assert.deepEqual(
      twice?.clashes.map(({ name }) => name),
      ['wyjatki.0.powod.pl'],
      'it stands at the place that the entry has by now',
    );
  });

  it('of a page: fields one by one, the text paragraph by paragraph', () => {
    const base = page('A', 'Jeden.\n\nDwa.\n\n- trzy\n- cztery');
    assert.equal(
      merged(
        pagePath,
        base,
        page('B', 'Jeden.\n\nDwa i pół.\n\n- trzy\n- cztery'),
        page('A', 'Raz.\n\nDwa.\n\n- trzy\n- pięć'),
      ),
      page('B', 'Raz.\n\nDwa i pół.\n\n- trzy\n- pięć'),
    );
    assert.equal(
      merged(
        pagePath,
        base,
        page('A', 'Jeden.\n\nDwa.\n\n- trzy\n- cztery\n- mój'),
        page('A', 'Nowy.\n\nJeden.\n\nDwa.\n\n- trzy\n- cztery'),
      ),
      page('A', 'Nowy.\n\nJeden.\n\nDwa.\n\n- trzy\n- cztery\n- mój'),
    );
  });

  it('of items of a list stand both, those of a list within it too', () => {
    const list = (one: string, other: string) =>
      page('Klub', `- joga\n   - ${one}\n   - ${other}\n- kuchnia`);
    assert.equal(
      merged(pagePath, list('środa', 'piątek'), list('czwartek', 'piątek'), list('środa', 'sobota')),
      list('czwartek', 'sobota'),
    );
  });

  it('of one paragraph wait for a choice, each paragraph for its own', () => {
    const [base, mine, theirs] = [
      page('A', 'Jeden.\n\nDwa.\n\nTrzy.'),
      page('A', 'Jeden mój.\n\nDwa mój.\n\nTrzy.'),
      page('A', 'Jeden ich.\n\nDwa ich.\n\nTrzy ich.'),
    ];
    const open = mergeTexts(pagePath, base, mine, theirs);
    assert.equal(open?.text, page('A', 'Jeden mój.\n\nDwa mój.\n\nTrzy ich.'));
    assert.equal(open?.base, page('A', 'Jeden.\n\nDwa.\n\nTrzy ich.'));
    assert.deepEqual(
      open?.clashes.map(({ mine: own, theirs: others }) => [own, others]),
      [
        [page('A', 'Jeden mój.\n\nDwa.\n\nTrzy ich.'), page('A', 'Jeden ich.\n\nDwa.\n\nTrzy ich.')],
        [page('A', 'Jeden.\n\nDwa mój.\n\nTrzy ich.'), page('A', 'Jeden.\n\nDwa ich.\n\nTrzy ich.')],
      ],
    );
    const [first] = open?.clashes ?? [];
    const chosen = mergeTexts(pagePath, open?.base ?? '', open?.text ?? '', theirs, (name) =>
      name === first?.name ? 'theirs' : undefined,
    );
    assert.equal(chosen?.text, page('A', 'Jeden ich.\n\nDwa mój.\n\nTrzy ich.'));
    assert.equal(chosen?.clashes.length, 1);
  });

  it('keeps line ends, and of what cannot be read only one can stand', () => {
    const base = page('A', 'Jeden.\n\nDwa.');
    assert.equal(
      merged(
        pagePath,
        base,
        page('A', 'Raz.\n\nDwa.'),
        page('A', 'Jeden.\n\nDwa i pół.').replaceAll('\n', '\r\n'),
      ),
      page('A', 'Raz.\n\nDwa i pół.').replaceAll('\n', '\r\n'),
    );
    assert.equal(mergeTexts(path, fact('1', 'a'), fact('2', 'a'), 'a: [b'), undefined);
  });

  it('paragraphs that two people change at random: all that only one of them changed stands, nothing of anybody else', () => {
    const words = fc.constantFrom('a', 'b', 'c', 'd');
    const parts = fc.array(words, { minLength: 1, maxLength: 6 });
    const bodyOf = (list: readonly string[]) => list.map((word) => `${word}\n`).join('\n');
    fc.assert(
      fc.property(parts, parts, parts, (base, mine, theirs) => {
        const [old, own, others] = [base, mine, theirs].map((list) => page('A', bodyOf(list)));
        const result = mergeTexts(pagePath, old ?? '', own ?? '', others ?? '');
        assert.ok(result);
        const again = mergeTexts(pagePath, result.base, result.text, others ?? '');
        assert.equal(again?.text, result.text);
        assert.equal(mergeTexts(pagePath, old ?? '', own ?? '', others ?? '', () => 'theirs')?.base, others);
        assert.equal(mergeTexts(pagePath, old ?? '', own ?? '', old ?? '')?.text, own);
        assert.equal(mergeTexts(pagePath, old ?? '', old ?? '', others ?? '')?.text, others);
      }),
      { numRuns: 300 },
    );
  });

  it('real files stay byte for byte where nothing is changed', () => {
    for (const name of ['kontakt', 'godziny', 'przerwy', 'linki']) {
      const text = readFileSync(join(clubContent, 'fakty', `${name}.yaml`), 'utf8');
      const theirs = `${text}# koniec\n`;
      assert.equal(mergeTexts(`fakty/${name}.yaml`, text, text, theirs)?.text, theirs);
    }
  });
});
