import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deviations, hoursFrom, nextOpening, openOn, spanAt } from '../../../src/hours/opening.ts';
import type { Schedule } from '../../../src/hours/schedule.ts';
import { clubSchedule, clubWeek } from './club-schedule.ts';
import { changesOf, clockAt, clubIsOpen, holidaysOfYear, minute } from './independent.ts';

const years = Array.from({ length: 16 }, (_, index) => 2020 + index);
const club = clubSchedule();
const isOpenAt = (schedule: Schedule, moment: Date): boolean => spanAt(schedule, moment) !== undefined;
const reason = { pl: 'Szkolenie' };

function compare(from: number, to: number): void {
  for (let at = from; at <= to; at += minute) {
    if (isOpenAt(club, new Date(at)) !== clubIsOpen(at)) assert.fail(new Date(at).toISOString());
  }
}

describe('open now', () => {
  it('is right every minute around opening and closing of every day, 2020 to 2035', () => {
    const boundaries = [450, 840, 930, 1020];
    for (let noon = Date.UTC(2020, 0, 1, 12); noon < Date.UTC(2036, 0, 1); noon += 1440 * minute) {
      const midday = clockAt(noon).minute;
      for (const boundary of boundaries) {
        const at = noon + (boundary - midday) * minute;
        compare(at - 2 * minute, at + minute);
      }
    }
  });

  it('is right every minute of every public holiday, 2020 to 2035', () => {
    for (const day of years.flatMap((year) => [...holidaysOfYear(year).keys()])) {
      const start = Date.parse(`${day}T00:00:00Z`);
      compare(start - 120 * minute, start + 1440 * minute);
    }
  });

  it('is right every minute from Saturday to Monday of both clock changes, 2020 to 2035', () => {
    for (const { forward, back } of years.map(changesOf)) {
      for (const change of [forward, back]) compare(change - 1440 * minute, change + 2880 * minute);
    }
  });

  it('tells the span that is under way', () => {
    assert.deepEqual(spanAt(club, new Date('2026-11-23T15:59:59Z')), { opens: 450, closes: 1020 });
    assert.equal(spanAt(club, new Date('2026-11-23T16:00:00Z')), undefined);
  });

  it('follows the local time, both times that an hour occurs', () => {
    const night: Schedule = { week: { ...clubWeek, 7: [{ opens: 120, closes: 180 }] }, exceptions: [] };
    const shown = ['23:59', '00:00', '00:59', '01:00', '01:59', '02:00'].map((time, index) =>
      isOpenAt(night, new Date(`2026-10-${index === 0 ? 24 : 25}T${time}:00Z`)),
    );
    assert.deepEqual(shown, [false, true, true, true, true, false]);
  });
});

describe('the hours of a day', () => {
  it('follow the week where nothing else speaks', () => {
    assert.deepEqual(openOn(club, '2026-11-25'), {
      day: '2026-11-25',
      weekday: 3,
      ordinary: clubWeek[3],
      open: clubWeek[3],
      working: clubWeek[3],
      differs: false,
      reason: { kind: 'ordinary' },
    });
  });

  it('are none on a public holiday, even inside an exception with hours', () => {
    const span = { opens: 480, closes: 720 };
    const schedule = clubSchedule({ kind: 'longer', first: '2026-12-21', last: '2026-12-31', span, reason });
    assert.deepEqual(openOn(schedule, '2026-12-25').open, []);
    assert.deepEqual(openOn(schedule, '2026-12-25').reason, { kind: 'holiday', holiday: 'christmas-day' });
    assert.deepEqual(openOn(schedule, '2026-12-28').open, [span]);
  });

  it('by appointment admit nobody unannounced, yet staff are at work', () => {
    const schedule = clubSchedule({
      kind: 'by-appointment',
      first: '2026-11-25',
      last: '2026-11-25',
      reason,
    });
    const { open, working, differs } = openOn(schedule, '2026-11-25');
    assert.deepEqual({ open, working, differs }, { open: [], working: clubWeek[3], differs: true });
  });

  it('of a range of longer hours open no weekend', () => {
    const span = { opens: 450, closes: 1080 };
    const schedule = clubSchedule({ kind: 'longer', first: '2026-11-23', last: '2026-12-04', span, reason });
    assert.deepEqual(openOn(schedule, '2026-11-28').open, []);
    assert.deepEqual(openOn(schedule, '2026-11-28').reason, { kind: 'ordinary' });
    assert.deepEqual(openOn(schedule, '2026-12-04').open, [span]);
  });

  it('of a weekend opened on its own are open, and no working time', () => {
    const span = { opens: 540, closes: 780 };
    const schedule = clubSchedule({ kind: 'longer', first: '2026-11-28', last: '2026-11-28', span, reason });
    const { open, working, differs } = openOn(schedule, '2026-11-28');
    assert.deepEqual({ open, working, differs }, { open: [span], working: [], differs: true });
  });

  it('last from the first day of an exception to the last', () => {
    const schedule = clubSchedule({ kind: 'closed', first: '2026-11-24', last: '2026-11-25', reason });
    const open = hoursFrom(schedule, '2026-11-23', 7).map((one) => one.open.length > 0);
    assert.deepEqual(open, [true, false, false, true, true, false, false]);
  });
});

describe('the next opening', () => {
  it('is the first minute at which the doors open after any moment, 2020 to 2035', () => {
    const moments = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 11, 20) });
    fc.assert(
      fc.property(moments, (at) => {
        let expected = at - (at % minute) + minute;
        while (clubIsOpen(expected - minute) || !clubIsOpen(expected)) expected += minute;
        assert.equal(nextOpening(club, new Date(at))?.moment.getTime(), expected);
      }),
      { numRuns: 200 },
    );
  });

  it('follows the moment at which one has just begun', () => {
    const opening = nextOpening(club, new Date('2026-11-23T06:30:00Z'));
    assert.deepEqual([opening?.day, opening?.span.opens], ['2026-11-24', 450]);
  });

  it('leaps over Christmas to the first open day', () => {
    assert.equal(nextOpening(club, new Date('2026-12-23T15:00:00Z'))?.day, '2026-12-28');
  });

  it('finds the second span of the same day', () => {
    const split = [
      { opens: 480, closes: 600 },
      { opens: 720, closes: 840 },
    ];
    const schedule: Schedule = { week: { ...clubWeek, 1: split }, exceptions: [] };
    assert.equal(nextOpening(schedule, new Date('2026-11-23T09:30:00Z'))?.span.opens, 720);
  });

  it('is undefined where nothing opens within a year', () => {
    const schedule = clubSchedule({ kind: 'closed', first: '2026-01-01', last: '2029-01-01', reason });
    assert.equal(nextOpening(schedule, new Date('2026-11-23T12:00:00Z')), undefined);
  });
});

describe('deviations', () => {
  it('are the holidays and exceptions of fourteen days that change the week', () => {
    const schedule = clubSchedule(
      { kind: 'by-appointment', first: '2026-12-28', last: '2026-12-28', reason },
      {
        kind: 'shortened',
        first: '2026-12-31',
        last: '2026-12-31',
        span: { opens: 450, closes: 720 },
        reason,
      },
      { kind: 'closed', first: '2027-01-02', last: '2027-01-03', reason },
    );
    assert.deepEqual(
      deviations(schedule, '2026-12-20').map(({ day, reason: why }) => [day, why.kind]),
      [
        ['2026-12-24', 'holiday'],
        ['2026-12-25', 'holiday'],
        ['2026-12-28', 'exception'],
        ['2026-12-31', 'exception'],
        ['2027-01-01', 'holiday'],
      ],
    );
  });

  it('tell of a Saturday by appointment', () => {
    const schedule = clubSchedule({
      kind: 'by-appointment',
      first: '2026-11-28',
      last: '2026-11-28',
      reason,
    });
    assert.deepEqual(
      deviations(schedule, '2026-11-23').map(({ day }) => day),
      ['2026-11-28'],
    );
  });

  it('end with the fourteenth day', () => {
    const schedule = clubSchedule({ kind: 'closed', first: '2027-02-01', last: '2027-02-28', reason });
    assert.deepEqual(deviations(schedule, '2027-01-18'), []);
    assert.deepEqual(
      deviations(schedule, '2027-01-19').map(({ day }) => day),
      ['2027-02-01'],
    );
  });
});
