import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Schedule } from '../../../src/hours/schedule.ts';
import { createWorkingClock } from '../../../src/hours/working-clock.ts';

const hour = 3_600_000;
const office = [{ opens: 480, closes: 900 }];
const schedule: Schedule = {
  week: { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] },
  exceptions: [
    { first: '2026-12-28', last: '2026-12-31', kind: 'closed', reason: {} },
    { first: '2026-12-22', last: '2026-12-22', kind: 'by-appointment', reason: {} },
  ],
};
const clock = createWorkingClock(schedule);
const iso = (moment: Date | undefined) => moment?.toISOString().slice(0, 16);

describe('working time', () => {
  it('begins at its first minute and has ended at its last', () => {
    assert.equal(clock.isWorking(new Date('2026-12-21T06:59:59Z')), false);
    assert.equal(clock.isWorking(new Date('2026-12-21T07:00:00Z')), true);
    assert.equal(clock.isWorking(new Date('2026-12-21T13:59:59Z')), true);
    assert.equal(clock.isWorking(new Date('2026-12-21T14:00:00Z')), false);
  });

  // Mutations seen caught: holidays and closures count; the end of a span counts as working time.
  it('passes neither at night nor on weekends, holidays and days on which the club is closed', () => {
    const evening = new Date('2026-12-23T17:00:00Z');
    // 24 to 26 December are holidays, 27 a Sunday, 28 to 31 closed, 1 January a holiday, then a weekend.
    assert.equal(iso(clock.next(evening)), '2027-01-04T07:00');
    assert.equal(clock.between(evening, new Date('2027-01-04T08:30:00Z')), 1.5 * hour);
    assert.equal(clock.daysSince(evening, new Date('2027-01-05T08:00:00Z')), 2);
    assert.equal(clock.beginOfDay(new Date('2026-12-29T10:00:00Z')), undefined);
    assert.equal(iso(clock.beginOfDay(new Date('2026-12-22T10:00:00Z'))), '2026-12-22T07:00');
  });

  it('is counted forward and back alike', () => {
    const from = new Date('2026-12-21T11:20:00Z');
    for (const milliseconds of [0, 1, hour, 3 * hour, 20 * hour, 100 * hour]) {
      const end = clock.after(from, milliseconds);
      assert.ok(end && clock.isWorking(end));
      assert.equal(clock.between(from, end), milliseconds);
      const back = clock.before(end, milliseconds);
      assert.ok(back);
      assert.equal(clock.between(back, end), milliseconds);
    }
    assert.equal(iso(clock.after(from, 2 * hour + 40 * 60_000)), '2026-12-22T07:00');
  });

  it('keeps to Warsaw’s clocks over both changes of summer time', () => {
    assert.equal(iso(clock.next(new Date('2026-10-23T20:00:00Z'))), '2026-10-26T07:00');
    assert.equal(iso(clock.next(new Date('2027-03-26T20:00:00Z'))), '2027-03-30T06:00');
  });

  it('never comes where the club is never open', () => {
    const never = createWorkingClock({
      week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
      exceptions: [],
    });
    const now = new Date('2026-12-21T11:20:00Z');
    assert.deepEqual(
      [never.next(now), never.after(now, hour), never.before(now, hour)],
      [undefined, undefined, undefined],
    );
    assert.equal(never.between(now, new Date('2027-06-01T00:00:00Z')), 0);
  });
});
