import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freshUntil } from '../../../src/manifest/fresh-until.ts';

describe('the freshness of a build', () => {
  it('is the first "check by" that is still to come', () => {
    const facts = [
      'a: 1\nsprawdzic_do: 2026-12-05\n',
      'akty:\n  - klucz: x\n    sprawdzic_do: "2026-12-01"\n',
    ];
    assert.equal(freshUntil(facts, [], '2026-11-22'), '2026-12-01');
  });

  it('passes over facts whose day has gone: the build already says so', () => {
    assert.equal(freshUntil(['sprawdzic_do: 2026-11-21'], [], '2026-11-22'), '2027-01-07');
  });

  it('holds on the day itself', () => {
    assert.equal(freshUntil(['sprawdzic_do: 2026-11-22'], [], '2026-11-22'), '2026-11-22');
  });

  it('is the day before pages have to say something else', () => {
    assert.equal(freshUntil([], ['2026-11-22', '2026-12-11', '2026-12-05'], '2026-11-22'), '2026-12-04');
  });

  it('is at most 46 days ahead, for the list of coming days to reach a fortnight further', () => {
    assert.equal(freshUntil(['sprawdzic_do: null'], [], '2026-11-22'), '2027-01-07');
  });
});
