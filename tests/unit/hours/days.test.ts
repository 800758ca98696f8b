import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDay, isOverdue } from '../../../src/hours/days.ts';

describe('a day of the calendar', () => {
  it('is one that the calendar has, written in full', () => {
    for (const text of ['2026-02-28', '2028-02-29', '2026-12-31']) assert.equal(isDay(text), true, text);
    for (const text of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-2-1', '22.11.2026', '']) {
      assert.equal(isDay(text), false, text);
    }
  });
});

describe('a day to check something by', () => {
  it('is met on that day, no longer the day after', () => {
    assert.equal(isOverdue('2027-02-28', '2027-02-28'), false);
    assert.equal(isOverdue('2027-02-28', '2027-03-01'), true);
  });
});
