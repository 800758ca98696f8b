import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exceptionsSchema, toExceptions } from '../../../src/content-schemas/exceptions.ts';
import { hoursSchema, toHours } from '../../../src/content-schemas/hours.ts';
import { clubWeek } from '../hours/club-schedule.ts';

const hours = hoursSchema.parse({
  tydzien: {
    poniedzialek: '7:30-17:00',
    wtorek: '7:30-15:30',
    sroda: '07:30-15:30',
    czwartek: '7:30-15:30',
    piatek: '7:30-14:00',
    sobota: 'zamknięte',
    niedziela: 'zamknięte',
  },
  zrodlo: 'dawna strona klubu',
  sprawdzono: '2026-11-22',
  sprawdzic_do: '2027-01-31',
});

describe('the hours of content/fakty', () => {
  it('become minutes of the day, Monday to Sunday', () => {
    assert.deepEqual(toHours(hours), { week: clubWeek, checkedOn: '2026-11-22', confirmed: false });
  });

  it('are confirmed once a role of the club stands by them', () => {
    assert.equal(toHours({ ...hours, potwierdzil: 'kierownik' }).confirmed, true);
  });

  it('may be several spans a day, put in their order', () => {
    const split = { ...hours, tydzien: { ...hours.tydzien, sobota: ['13:00-15:00', '9:00-12:00'] } };
    assert.deepEqual(toHours(split).week[6], [
      { opens: 540, closes: 720 },
      { opens: 780, closes: 900 },
    ]);
  });

  it('keep each kind of exception, its days, hours and reason', () => {
    const day = { od: '2026-12-28', do: '2026-12-30', powod: { pl: 'Remont' } };
    const exceptions = exceptionsSchema.parse({
      wyjatki: [
        { ...day, rodzaj: 'zamkniete' },
        { ...day, rodzaj: 'po-umowieniu' },
        { ...day, rodzaj: 'skrocone', godziny: '8:00-12:00' },
        { ...day, rodzaj: 'dluzsze', godziny: '7:30-18:00' },
      ],
    });
    const range = { first: '2026-12-28', last: '2026-12-30', reason: { pl: 'Remont' } };
    assert.deepEqual(toExceptions(exceptions), [
      { ...range, kind: 'closed' },
      { ...range, kind: 'by-appointment' },
      { ...range, kind: 'shortened', span: { opens: 480, closes: 720 } },
      { ...range, kind: 'longer', span: { opens: 450, closes: 1080 } },
    ]);
  });
});
