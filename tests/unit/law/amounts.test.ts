import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Amount, amountOn, formatGrosze, hoursToMoney, isCurrent } from '../../../src/law/amounts.ts';

const old: Amount = {
  key: 'psu-godzina',
  grosze: 950,
  year: 2022,
  from: undefined,
  to: undefined,
  source: 'dawna strona klubu',
  confirmation: undefined,
};
const confirmed: Amount = {
  ...old,
  grosze: 1200,
  year: 2026,
  from: '2026-06-01',
  to: '2027-05-31',
  confirmation: { by: 'kierownik klubu', on: '2026-06-10', checkBy: '2027-01-31' },
};

describe('an amount is current', () => {
  it('never without a confirmation', () => {
    assert.equal(isCurrent({ ...confirmed, confirmation: undefined }, '2026-12-01'), false);
  });

  it('from its confirmation to the day to check it by', () => {
    const days = ['2026-06-09', '2026-06-10', '2027-01-31', '2027-02-01'];
    assert.deepEqual(
      days.map((day) => isCurrent(confirmed, day)),
      [false, true, true, false],
    );
  });

  it('from its first day to its last', () => {
    const confirmation = { by: 'kierownik klubu', on: '2026-01-01', checkBy: '2030-01-01' };
    const days = ['2026-05-31', '2026-06-01', '2027-05-31', '2027-06-01'];
    assert.deepEqual(
      days.map((day) => isCurrent({ ...confirmed, confirmation }, day)),
      [false, true, true, false],
    );
  });
});

describe('the amount of a day', () => {
  it('is history alone while nobody has confirmed it', () => {
    assert.deepEqual(amountOn([old], 'psu-godzina', '2026-11-22'), { kind: 'unknown', history: [old] });
  });

  it('is the confirmed amount, with those before it', () => {
    const said = amountOn([old, confirmed], 'psu-godzina', '2026-11-22');
    assert.deepEqual(said, { kind: 'current', amount: confirmed, history: [old] });
  });

  it('becomes history when the day to check it by has passed', () => {
    const said = amountOn([old, confirmed], 'psu-godzina', '2027-02-01');
    assert.deepEqual(said, { kind: 'unknown', history: [confirmed, old] });
  });

  it('leaves out amounts that are yet to begin, and other keys', () => {
    const said = amountOn([confirmed, { ...old, key: 'inna' }], 'psu-godzina', '2026-05-31');
    assert.deepEqual(said, { kind: 'unknown', history: [] });
  });

  it('takes the amount begun last where two are confirmed', () => {
    const later = { ...confirmed, grosze: 1300, from: '2026-09-01' };
    const said = amountOn([confirmed, later], 'psu-godzina', '2026-11-22');
    assert.equal(said.kind === 'current' && said.amount.grosze, 1300);
  });
});

describe('money', () => {
  it('is whole grosze for 10, 20, 30 and 40 hours', () => {
    assert.deepEqual(hoursToMoney(1090), [
      { hours: 10, grosze: 10900 },
      { hours: 20, grosze: 21800 },
      { hours: 30, grosze: 32700 },
      { hours: 40, grosze: 43600 },
    ]);
  });

  it('is written as Polish writes it', () => {
    const written = [0, 5, 950, 1090, 123400, 1234500, 123456789].map(formatGrosze);
    assert.deepEqual(written, [
      '0,00',
      '0,05',
      '9,50',
      '10,90',
      '1234,00',
      '12\u00a0345,00',
      '1\u00a0234\u00a0567,89',
    ]);
  });

  it('is written as Intl writes it for Polish', () => {
    const polish = new Intl.NumberFormat('pl-PL', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (grosze) => {
        assert.equal(formatGrosze(grosze), polish.format(grosze / 100));
      }),
    );
  });

  it('throws on parts of a grosz', () => {
    for (const grosze of [9.5, -1, Number.NaN]) {
      assert.throws(() => formatGrosze(grosze), RangeError);
      assert.throws(() => hoursToMoney(grosze), RangeError);
    }
  });
});
