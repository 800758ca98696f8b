import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays } from '../../../src/hours/days.ts';
import { easterSunday, holidayOn, holidays } from '../../../src/hours/holidays.ts';
import { easterByTable, holidayByTable } from './independent.ts';

describe('public holidays of Poland', () => {
  it('finds Easter as the golden-number table does, 1900 to 2199', () => {
    for (let year = 1900; year < 2200; year += 1) {
      assert.equal(easterSunday(year), easterByTable(year).toISOString().slice(0, 10));
    }
  });

  it('finds the Easters that calendars were printed with', () => {
    const printed = ['2020-04-12', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2035-03-25'];
    assert.deepEqual(
      printed.map((day) => easterSunday(Number(day.slice(0, 4)))),
      printed,
    );
  });

  it('knows every day of 2020 to 2035', () => {
    const met = new Set<string>();
    for (let day = '2020-01-01'; day <= '2035-12-31'; day = addDays(day, 1)) {
      const holiday = holidayOn(day);
      assert.equal(holiday, holidayByTable(day), day);
      if (holiday !== undefined) met.add(holiday);
    }
    assert.deepEqual([...met].sort(), [...holidays].sort());
  });

  it('counts Christmas Eve from 2025 on', () => {
    assert.equal(holidayOn('2024-12-24'), undefined);
    assert.equal(holidayOn('2025-12-24'), 'christmas-eve');
    assert.equal(holidayOn('2060-12-24'), 'christmas-eve');
  });

  it('leaves working the days that only look like holidays', () => {
    for (const day of ['2026-05-02', '2026-04-03', '2026-04-04', '2026-12-31', '2026-11-12']) {
      assert.equal(holidayOn(day), undefined, day);
    }
  });
});
