import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { hoursFrom, nextOpening, spanAt } from '../../../src/hours/opening.ts';
import { momentOf, warsawTime } from '../../../src/hours/warsaw-time.ts';
import { endOfNthWorkingDay, nthWorkingHour } from '../../../src/hours/working-time.ts';
import { clubSchedule } from './club-schedule.ts';
import { changesOf, minute } from './independent.ts';

const club = clubSchedule();
const machineZone = process.env['TZ'];
const january = new Date('2026-01-15T12:00:00Z');

/** Every quarter of an hour around closing time, Christmas and both clock changes of two years. */
const moments = [2024, 2026].flatMap((year) => {
  const { forward, back } = changesOf(year);
  return [forward, back, Date.UTC(year, 10, 27, 13), Date.UTC(year, 11, 24, 12)].flatMap((middle) =>
    Array.from({ length: 200 }, (_, index) => new Date(middle + (index - 100) * 15 * minute)),
  );
});

const answers = () =>
  JSON.stringify([
    hoursFrom(club, '2026-03-20', 30),
    moments.map((moment) => {
      const { day, weekday, minute: ofDay } = warsawTime(moment);
      return [
        day,
        weekday,
        ofDay,
        momentOf(day, ofDay),
        spanAt(club, moment),
        nextOpening(club, moment),
        endOfNthWorkingDay(club, moment, 3),
        nthWorkingHour(club, moment, 5),
      ];
    }),
  ]);

describe('the zone of the machine', () => {
  after(() => {
    if (machineZone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = machineZone;
  });
  process.env['TZ'] = 'UTC';
  const inUtc = answers();

  const zones: readonly [zone: string, minutesBehindUtc: number][] = [
    ['Europe/Warsaw', -60],
    ['America/New_York', 300],
    ['Pacific/Kiritimati', -840],
    ['Pacific/Pago_Pago', 660],
    ['Asia/Kathmandu', -345],
    ['Australia/Lord_Howe', -660],
  ];
  for (const [zone, behind] of zones) {
    it(`changes nothing: ${zone}`, () => {
      process.env['TZ'] = zone;
      assert.equal(january.getTimezoneOffset(), behind, 'the zone took effect');
      assert.equal(answers(), inUtc);
    });
  }
});
