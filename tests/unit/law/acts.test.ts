import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Act, citationOf, isInForce, statusOn } from '../../../src/law/acts.ts';

const base: Act = {
  key: 'stara',
  name: 'ustawa z dnia 20 kwietnia 2004 r. o czymś',
  date: '2004-04-20',
  published: 'Dz.U. 2004 nr 99 poz. 1001',
  eli: 'DU/2004/1001',
  isap: 'WDU20040991001',
  consolidated: undefined,
  status: 'in-force',
  statusSince: undefined,
  replacedBy: undefined,
  checkedOn: '2026-11-22',
  checkBy: '2027-02-28',
};
const repealed: Act = { ...base, status: 'repealed', statusSince: '2025-06-01', replacedBy: 'nowa' };
const successor: Act = { ...base, key: 'nowa', date: '2025-03-20', statusSince: '2025-06-01' };

describe('an act on a day', () => {
  it('is in force until the day before its repeal', () => {
    assert.equal(isInForce(repealed, '2025-05-31'), true);
    assert.equal(statusOn(repealed, '2025-05-31'), 'in-force');
    assert.equal(isInForce(repealed, '2025-06-01'), false);
    assert.equal(statusOn(repealed, '2025-06-01'), 'repealed');
  });

  it('is never in force if the day of its repeal is unknown', () => {
    const deemed: Act = { ...base, status: 'deemed-repealed' };
    assert.equal(isInForce(deemed, '2010-01-01'), false);
    assert.equal(statusOn(deemed, '2010-01-01'), 'deemed-repealed');
  });

  it('is not in force before it was made, nor before it begins', () => {
    assert.equal(statusOn(base, '2004-04-19'), 'not-yet');
    assert.equal(isInForce(base, '2004-04-20'), true);
    assert.equal(statusOn(successor, '2025-05-31'), 'not-yet');
    assert.equal(isInForce(successor, '2025-06-01'), true);
  });

  it('is in force when amended, before and after', () => {
    const amended: Act = { ...base, status: 'amended', statusSince: '2026-01-01' };
    assert.equal(statusOn(amended, '2025-12-31'), 'in-force');
    assert.equal(statusOn(amended, '2026-01-01'), 'amended');
    assert.equal(isInForce(amended, '2026-01-01'), true);
  });
});

describe('a citation', () => {
  const register = [repealed, successor];

  it('of a repealed act says since when, and names its replacement', () => {
    const citation = citationOf(register, 'stara', '2026-11-22');
    assert.deepEqual(citation, {
      act: repealed,
      status: 'repealed',
      inForce: false,
      since: '2025-06-01',
      replacedBy: successor,
      overdue: false,
    });
  });

  it('before the repeal names neither', () => {
    const citation = citationOf(register, 'stara', '2025-05-31');
    assert.deepEqual(
      [citation?.status, citation?.since, citation?.replacedBy],
      ['in-force', undefined, undefined],
    );
  });

  it('past its date is stale', () => {
    assert.equal(citationOf(register, 'nowa', '2027-03-01')?.overdue, true);
  });

  it('of an unknown act is undefined', () => {
    assert.equal(citationOf(register, 'żadna', '2026-11-22'), undefined);
  });
});
