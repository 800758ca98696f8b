import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { blocksBefore, blocksOf, withBlock } from '../../../src/editing/pages/insert.ts';

const text =
  'Raz.\nDwa.\n\n- a\n- b\n\n:::wazne[Uwaga]\nW ramce.\n\nDalej.\n:::\n\n```\n\n:::x\n```\n\nKoniec.\n';

describe('inserting between the parts of a text', () => {
  it('boxes and fences stay whole', () => {
    assert.deepEqual(
      blocksOf(text).map((block) => block.text.split('\n', 1)[0]),
      ['Raz.', '- a', ':::wazne[Uwaga]', '```', 'Koniec.'],
    );
  });

  it('stands where it was asked for, with an empty line round it', () => {
    assert.equal(withBlock('A.\n\nB.\n', 0, 'X'), 'X\n\nA.\n\nB.\n');
    assert.equal(withBlock('A.\n\n\nB.\n', 1, 'X'), 'A.\n\nX\n\nB.\n');
    assert.equal(withBlock('A.\n\nB.', Number.POSITIVE_INFINITY, 'X'), 'A.\n\nB.\n\nX\n');
    assert.equal(withBlock('', 3, 'X'), 'X\n');
    assert.equal(blocksBefore(text, text.indexOf('Dalej')), 3);
    assert.equal(blocksBefore(text, 0), 0);
  });

  it('takes no word away, wherever it is put', () => {
    const line = fc.constantFrom('słowo', '- punkt', ':::wazne[x]', ':::', '```', '', '| a | b |', '  ');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.nat(8), (lines, after) => {
        const words = (one: string) => one.split(/\s+/).filter(Boolean);
        const before = lines.join('\n');
        const found = words(withBlock(before, after, 'WSTAWKA'));
        assert.deepEqual(
          found.filter((one) => one !== 'WSTAWKA'),
          words(before),
        );
        assert.ok(found.includes('WSTAWKA'));
      }),
    );
  });
});
