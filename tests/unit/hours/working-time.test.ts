import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Schedule } from '../../../src/hours/schedule.ts';
import { endOfNthWorkingDay, nthWorkingDay, nthWorkingHour } from '../../../src/hours/working-time.ts';
import { clubSchedule, clubWeek } from './club-schedule.ts';
import { clockAt, clubIsOpen, holidayByTable, minute } from './independent.ts';

const club = clubSchedule();
const reason = { pl: 'Szkolenie' };
const moments = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 10, 1) });

describe('the n-th working day', () => {
  it('is found as by stepping from noon to noon, 2020 to 2035', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 15 }), (at, count) => {
        const { minute: ofDay } = clockAt(at);
        let noon = at + (720 - ofDay) * minute;
        for (let left = count; left > 0; ) {
          noon += 1440 * minute;
          const { day, weekday } = clockAt(noon);
          if (weekday < 6 && holidayByTable(day) === undefined) left -= 1;
        }
        assert.equal(nthWorkingDay(club, new Date(at), count)?.day, clockAt(noon).day);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the promise of the form: three working days from a Sunday, to the end of Wednesday', () => {
    const deadline = endOfNthWorkingDay(club, new Date('2026-11-22T13:00:00Z'), 3);
    assert.deepEqual(deadline, {
      day: '2026-11-25',
      weekday: 3,
      minute: 930,
      moment: new Date('2026-11-25T14:30:00Z'),
    });
  });

  it('does not count the day on which the count begins', () => {
    assert.equal(nthWorkingDay(club, new Date('2026-11-23T05:00:00Z'), 1)?.day, '2026-11-24');
  });

  it('leaves out closed days and ends with a shortened day', () => {
    const schedule = clubSchedule(
      { kind: 'closed', first: '2026-11-24', last: '2026-11-25', reason },
      {
        kind: 'shortened',
        first: '2026-11-26',
        last: '2026-11-26',
        span: { opens: 450, closes: 720 },
        reason,
      },
    );
    const deadline = endOfNthWorkingDay(schedule, new Date('2026-11-23T12:00:00Z'), 1);
    assert.deepEqual([deadline?.day, deadline?.minute], ['2026-11-26', 720]);
  });

  it('counts a day by appointment, to its ordinary end, and no extra Saturday', () => {
    const schedule = clubSchedule(
      { kind: 'by-appointment', first: '2026-11-27', last: '2026-11-27', reason },
      { kind: 'longer', first: '2026-11-28', last: '2026-11-28', span: { opens: 540, closes: 780 }, reason },
    );
    const friday = endOfNthWorkingDay(schedule, new Date('2026-11-26T12:00:00Z'), 1);
    assert.deepEqual([friday?.day, friday?.minute], ['2026-11-27', 840]);
    assert.equal(nthWorkingDay(schedule, new Date('2026-11-26T12:00:00Z'), 2)?.day, '2026-11-30');
  });

  it('is undefined for a club that never opens', () => {
    const schedule: Schedule = { week: { ...clubWeek, 1: [], 2: [], 3: [], 4: [], 5: [] }, exceptions: [] };
    assert.equal(endOfNthWorkingDay(schedule, new Date('2026-11-23T12:00:00Z'), 1), undefined);
    assert.equal(nthWorkingHour(schedule, new Date('2026-11-23T12:00:00Z'), 1), undefined);
  });

  it('throws on a count that is no whole number above 0', () => {
    for (const count of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => nthWorkingDay(club, new Date(), count), RangeError);
      assert.throws(() => nthWorkingHour(club, new Date(), count), RangeError);
    }
  });
});

describe('the n-th working hour', () => {
  it('has passed when so many open minutes were counted one by one, 2020 to 2035', () => {
    const wholeMinutes = moments.map((at) => at - (at % minute));
    fc.assert(
      fc.property(wholeMinutes, fc.integer({ min: 1, max: 20 }), (start, count) => {
        let at = start;
        for (let left = count * 60; left > 0; at += minute) if (clubIsOpen(at)) left -= 1;
        assert.equal(nthWorkingHour(club, new Date(start), count)?.getTime(), at);
      }),
      { numRuns: 100 },
    );
  });

  it('counts the hour that summer time takes away and the hour that winter gives back', () => {
    const night: Schedule = { week: { ...clubWeek, 7: [{ opens: 60, closes: 240 }] }, exceptions: [] };
    const spring = nthWorkingHour(night, new Date('2026-03-28T23:00:00Z'), 3);
    assert.equal(spring?.toISOString(), '2026-03-30T06:30:00.000Z');
    const autumn = nthWorkingHour(night, new Date('2026-10-24T22:00:00Z'), 4);
    assert.equal(autumn?.toISOString(), '2026-10-25T03:00:00.000Z');
  });
});
