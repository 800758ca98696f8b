import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearest } from '../../../src/content-check/nearest.ts';

const known = ['godziny', 'kontakt', 'akty', 'linki'];

describe('the nearest known name', () => {
  it('is found through a changed, missing, added or swapped letter', () => {
    for (const slip of ['godzimy', 'gdziny', 'godzinyy', 'gozdiny'])
      assert.equal(nearest(slip, known), 'godziny', slip);
  });

  it('does not mind capitals and Polish letters', () => {
    assert.equal(nearest('ŁINKI', known), 'linki');
  });

  it('is nothing when the name is another word, empty or endless', () => {
    for (const name of ['stawka', '', 'x', 'a'.repeat(5000)])
      assert.equal(nearest(name, known), undefined, name);
  });
});
