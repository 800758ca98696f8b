import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, daysFrom, weekdayOf } from '../../../src/hours/days.ts';
import { momentOf, warsawTime } from '../../../src/hours/warsaw-time.ts';
import { changesOf, clockAt, minute } from './independent.ts';

const years = Array.from({ length: 16 }, (_, index) => 2020 + index);
const from = Date.UTC(2020, 0, 1);
const to = Date.UTC(2035, 11, 31);

describe('days', () => {
  it('counts over months, leap days and years, both ways', () => {
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2027-02-28', 1), '2027-03-01');
    assert.equal(addDays('2027-01-01', -1), '2026-12-31');
    assert.deepEqual(daysFrom('2026-12-30', 3), ['2026-12-30', '2026-12-31', '2027-01-01']);
  });

  it('numbers the days of the week from Monday, 1, to Sunday, 7', () => {
    assert.deepEqual(daysFrom('2026-11-23', 7).map(weekdayOf), [1, 2, 3, 4, 5, 6, 7]);
  });

  it('throws on an invalid day', () => {
    assert.throws(() => addDays('2026-13-01', 1), RangeError);
  });
});

describe('Warsaw time', () => {
  it('shows every minute of the days around both clock changes, 2020 to 2035', () => {
    for (const { forward, back } of years.map(changesOf)) {
      for (const change of [forward, back]) {
        for (let at = change - 1500 * minute; at <= change + 1500 * minute; at += minute) {
          assert.deepEqual(warsawTime(new Date(at)), clockAt(at));
        }
      }
    }
  });

  it('shows any moment as the independent clock does', () => {
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (at) => {
        assert.deepEqual(warsawTime(new Date(at)), clockAt(at));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the first moment of every minute of the days of change, and the change for those left out', () => {
    for (const { forward, back } of years.map(changesOf)) {
      for (const change of [forward, back]) {
        const { day } = clockAt(change);
        let at = change - 120 * minute;
        while (clockAt(at).day === day) at -= minute;
        for (let ofDay = 0; ofDay < 1440; ofDay += 1) {
          while (clockAt(at).day < day || clockAt(at).minute < ofDay) at += minute;
          assert.equal(momentOf(day, ofDay).getTime(), at, `${day} ${ofDay}`);
        }
      }
    }
  });

  it('reads minute 1440 as the midnight at the end of the day', () => {
    assert.deepEqual(momentOf('2026-11-22', 1440), momentOf('2026-11-23', 0));
  });

  it('converts back to the same minute for any moment outside the repeated hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (at) => {
        const moment = at - (at % minute);
        const { day, minute: ofDay } = warsawTime(new Date(moment));
        const { back } = changesOf(Number(day.slice(0, 4)));
        fc.pre(Math.abs(moment - back) > 60 * minute);
        assert.equal(momentOf(day, ofDay).getTime(), moment);
      }),
    );
  });

  it('throws on an invalid date', () => {
    assert.throws(() => warsawTime(new Date(Number.NaN)), RangeError);
  });
});
